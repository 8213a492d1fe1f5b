import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../local/simulator/change.ts';
import { inTurn, SEARCHES_A_RUN, SEARCHES_A_WEEK, searchesLeft, spentBy } from '../../../src/notice/drift/budget.ts';
import { countBatch, mostSearches, nextBatch } from '../../../src/notice/drift/count.ts';
import { driftIn } from '../../../src/notice/drift/report.ts';
import type { Watched } from '../../../src/notice/drift/row.ts';
import { formatInstant } from '../../../src/register/instant.ts';
import { addMany, simulatedHubSpot } from '../../support/simulated-hubspot.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const DAY = 86_400_000;

function watched(name: string, changes: Partial<Watched> = {}): Watched {
  return {
    object: 'contacts',
    name,
    sensitivity: 'non_sensitive',
    count: null,
    failure: null,
    triedAt: null,
    ...changes,
  };
}

const counted = (records: number, ago = 0, runId = 'old') => ({ records, at: formatInstant(NOW - ago), runId });

describe('searches for counting', () => {
  test('are never more than a run and a week may make, whenever runs come', () => {
    const runs = fc.array(fc.record({ after: fc.integer({ min: 0, max: 10 * DAY }), wanted: fc.nat({ max: 400 }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(runs, (all) => {
        let now = NOW;
        let spent: Parameters<typeof spentBy>[0] = [];
        const made: { at: number; searches: number }[] = [];
        for (const [index, { after, wanted }] of all.entries()) {
          now += after;
          const searches = Math.min(wanted, searchesLeft(spent, `run-${index}`, now));
          spent = spentBy(spent, `run-${index}`, now, searches);
          made.push({ at: now, searches });
          expect(searches).toBeLessThanOrEqual(SEARCHES_A_RUN);
          const week = made.filter(({ at }) => at > now - 7 * DAY).reduce((sum, one) => sum + one.searches, 0);
          expect(week).toBeLessThanOrEqual(SEARCHES_A_WEEK);
          expect(searchesLeft(spent, `run-${index}`, now)).toBeLessThanOrEqual(SEARCHES_A_RUN - searches);
        }
      }),
    );
  });

  test('go first to what never was counted, then to what was longest ago, and once in a run', () => {
    const all = [
      watched('lately', { count: counted(3, DAY) }),
      watched('now', { count: counted(3, 0, 'run') }),
      watched('never'),
      watched('long_ago', { count: counted(0, 30 * DAY) }),
    ];
    expect(inTurn(all, 'run').map(({ name }) => name)).toEqual(['never', 'long_ago', 'lately']);
  });
});

test('what cannot be counted takes its turn as all others, and is asked for alone', () => {
  const tried = (ago: number) => ({ failure: 'forbidden 403', triedAt: formatInstant(NOW - ago) });
  const all = [
    watched('refused', tried(DAY)),
    watched('never'),
    watched('long_ago', { count: counted(0, 30 * DAY) }),
    watched('refused_long_ago', tried(40 * DAY)),
  ];
  const turn = inTurn(all, 'run');
  expect(turn.map(({ name }) => name)).toEqual(['never', 'refused_long_ago', 'long_ago', 'refused']);
  expect(nextBatch(turn).map(({ name }) => name)).toEqual(['never', 'long_ago']);
  expect(nextBatch(turn.slice(1)).map(({ name }) => name)).toEqual(['refused_long_ago']);
});

describe('counting', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];

  async function account(holders: Readonly<Record<string, number>>) {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 10);
    for (const name of names) {
      const base = { name, label: name, type: 'string', fieldType: 'text', groupName: 'g', description: '' } as const;
      hubspot.account.properties.contacts.set(name, { ...base, options: [] });
    }
    for (const [name, count] of Object.entries(holders))
      for (let id = 1; id <= count; id += 1) recordOf(hubspot.account, 'contacts', String(id)).properties[name] = 'x';
    return hubspot;
  }

  test('asks of five that are expected to be empty at once, and of one that is not alone', () => {
    const empty = names.map((name) => watched(name));
    expect(nextBatch(empty)).toEqual(empty.slice(0, 5));
    const held = watched('held', { count: counted(4) });
    expect(nextBatch([held, ...empty])).toEqual([held]);
    expect(nextBatch([watched('x', { object: 'companies' }), ...empty])).toHaveLength(1);
    expect(nextBatch([])).toEqual([]);
  });

  test.each<[holders: Readonly<Record<string, number>>, searches: number]>([
    [{}, 1],
    [{ b: 3, e: 1 }, 6],
  ])('of five, %j takes %i searches and is right', async (holders, searches) => {
    const { access } = await account(holders);
    const batch = nextBatch(names.map((name) => watched(name)));
    const found = await countBatch(access, 'contacts', batch);
    expect(found.searches).toBe(searches);
    expect(found.searches).toBeLessThanOrEqual(mostSearches(batch));
    expect([...found.counted].map(([{ name }, count]) => [name, count])).toEqual(
      batch.map(({ name }) => [name, { records: holders[name] ?? 0 }]),
    );
  });

  test('that HubSpot refuses of one does not take the others with it, and is no zero', async () => {
    const { access, simulator } = await account({ a: 2 });
    simulator.faults.add({
      match: ({ body }) => JSON.stringify(body).includes('"propertyName":"c"'),
      kind: '400',
    });
    const { counted: found } = await countBatch(access, 'contacts', nextBatch(names.map((name) => watched(name))));
    const byName = new Map([...found].map(([{ name }, count]) => [name, count]));
    expect(byName.get('a')).toEqual({ records: 2 });
    expect(byName.get('b')).toEqual({ records: 0 });
    expect(byName.get('c')).toEqual({ failure: expect.stringContaining('rejected 400') });
  });

  test('that the day has no more requests for is thrown', async () => {
    const { access, simulator } = await account({});
    simulator.faults.add({ match: () => true, kind: '429-daily' });
    await expect(countBatch(access, 'contacts', [watched('a')])).rejects.toMatchObject({ code: 'resume_later' });
  });
});

test('what could not be counted is told with why, and never as nothing', () => {
  const { undeclared, uncounted } = driftIn({
    watched: [
      watched('new'),
      watched('refused', { failure: 'forbidden 403' }),
      watched('few', { count: counted(2) }),
      watched('stale', { count: counted(7), failure: 'unavailable 503' }),
      watched('many', { count: counted(10_000) }),
      watched('empty', { count: counted(0) }),
      watched('empty_once', { count: counted(0, 30 * DAY), failure: 'unavailable 503' }),
      watched('passport', { count: counted(0), sensitivity: 'highly_sensitive' }),
      watched('health', { count: counted(1), sensitivity: 'sensitive' }),
    ],
  });
  expect(undeclared.map(({ property, records, orMore }) => [property, records, orMore])).toEqual([
    ['many', 10_000, true],
    ['stale', 7, false],
    ['few', 2, false],
    ['health', 1, false],
  ]);
  expect(uncounted.map(({ property, reason }) => [property, reason])).toEqual([
    ['new', 'not_yet'],
    ['refused', 'refused'],
    ['empty_once', 'refused'],
    ['passport', 'may_lack_scope'],
  ]);
});
