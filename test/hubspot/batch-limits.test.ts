import { describe, expect, test } from 'vitest';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { readAssociations } from '../../src/hubspot/associations.ts';
import { HubSpotError } from '../../src/hubspot/errors.ts';
import { isolate } from '../../src/hubspot/isolate.ts';
import { listRecords } from '../../src/hubspot/list-records.ts';
import { readRecords } from '../../src/hubspot/records.ts';
import { SEARCH_START, searchPage } from '../../src/hubspot/search.ts';
import { addMany, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe.each([
  ['says how many it takes', true],
  ['does not say how many it takes', false],
])('HubSpot takes fewer at a time and %s', (_, saysLimits) => {
  test('associations: everybody is read, and the next time fewer are asked for at once', async () => {
    const { account, access, simulator } = await simulatedHubSpot({ asksWrongly: true });
    Object.assign(simulator.behaviour, { most: { ...simulator.behaviour.most, associations: 100 }, saysLimits });
    const ids = addMany(account, 'contacts', 1_000);
    addRecord(account, 'calls', { id: '5000', properties: {}, createdAt: '2020-01-01T00:00:00.000Z' });
    associate(account, 'contacts', '7', 'calls', '5000');
    const first = await readAssociations(access, 'contacts', 'calls', ids);
    expect(first.unread).toEqual(new Map());
    expect(first.of.get('7')).toEqual(['5000']);
    const [lowered] = access.transport.limits.lowered;
    expect(lowered).toMatchObject({ asked: 'association reads', documented: 1_000 });
    expect(lowered?.most).toBeLessThanOrEqual(100);
    const before = simulator.log.length;
    expect((await readAssociations(access, 'contacts', 'calls', ids)).unread).toEqual(new Map());
    expect(simulator.log.slice(before).every(({ status }) => status < 300)).toBe(true);
  });

  test('records by id, pages of lists and of searches', async () => {
    const { account, access, simulator } = await simulatedHubSpot({ asksWrongly: true });
    Object.assign(simulator.behaviour, {
      most: { ...simulator.behaviour.most, records: 3, listed: 40, found: 60 },
      saysLimits,
    });
    const ids = addMany(account, 'contacts', 100);
    const { found, unread } = await readRecords(access, 'contacts', ids, []);
    expect([found.size, unread.size]).toEqual([100, 0]);
    const page = await listRecords(access, 'contacts', [], undefined);
    expect(page.records.length).toBeGreaterThanOrEqual(25);
    expect(page.after).toBeDefined();
    const searched = await searchPage(access, { type: 'contacts', groups: [[]], properties: [] }, SEARCH_START);
    expect(searched).toMatchObject({ total: 100, hidesSome: false });
    expect(access.transport.limits.lowered.map(({ asked }) => asked)).toEqual([
      'record reads',
      'list pages',
      'search pages',
    ]);
  });
});

test('bad inputs in every quarter are not taken for a lowered limit', async () => {
  const bad = new Set([3, 300, 600, 900]);
  const learned: number[] = [];
  const ask = async (part: readonly number[]) => {
    if (part.some((input) => bad.has(input))) throw new HubSpotError('rejected', 'No.', { endpoint: 'POST /x' });
    return part;
  };
  const size = { most: 1_000, learn: (most: number) => void learned.push(most) };
  const { results, failed } = await isolate(upTo(1_000), ask, size);
  expect(failed.flatMap(({ inputs }) => inputs).sort((a, b) => a - b)).toEqual([...bad]);
  expect(results.flat()).toHaveLength(996);
  expect(learned).toEqual([]);
});

test('a page that is refused for another reason is refused', async () => {
  const { access } = await simulatedHubSpot({ asksWrongly: true });
  const groups = [[{ propertyName: 'no_such_property', operator: 'EQ' as const, value: '1' }]];
  await expect(searchPage(access, { type: 'contacts', groups, properties: [] }, SEARCH_START)).rejects.toMatchObject({
    code: 'rejected',
  });
  expect(access.transport.limits.lowered).toEqual([]);
});

test.each([
  ['is about how many at a time is learned', (part: readonly number[]) => part.length > 50, [50]],
  ['is about one input is not taken for a limit', (part: readonly number[]) => part.includes(7), []],
] as const)('a number in a refusal that %s', async (_, isRefused, learned) => {
  const ask = async (part: readonly number[]) => {
    if (isRefused(part)) throw new HubSpotError('rejected', 'No.', { endpoint: 'POST /x', mostInputs: 50 });
    return part;
  };
  const sizes: number[] = [];
  const size = { most: 100, learn: (most: number) => void sizes.push(most) };
  const inputs = Array.from({ length: 100 }, (_, index) => index);
  const { results, failed } = await isolate(inputs, ask, size);
  expect(sizes).toEqual(learned);
  expect(results.flat().length + failed.length).toBe(100);
});

test('what is taken at a time is learned where one halving was enough, and not from a few inputs', async () => {
  const asking = async (count: number, most: number) => {
    const learned: number[] = [];
    const ask = async (part: readonly number[]) => {
      if (part.length > most) throw new HubSpotError('rejected', 'No.', { endpoint: 'POST /x' });
      return part;
    };
    const size = { most: 1_000, learn: (found: number) => void learned.push(found) };
    const { results, failed } = await isolate(upTo(count), ask, size);
    expect([results.flat().length, failed]).toEqual([count, []]);
    return learned;
  };
  expect(await asking(130, 100)).toEqual([65]);
  expect(await asking(1_000, 300)).toEqual([250]);
  expect(await asking(2, 1)).toEqual([]);
});
