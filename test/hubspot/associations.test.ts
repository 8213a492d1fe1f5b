import { describe, expect, test } from 'vitest';
import { addRecord, archiveRecord, associate } from '../../local/simulator/change.ts';
import { readAssociations } from '../../src/hubspot/associations.ts';
import { type HandmadeRequest, handmadeHubSpot, idsOf } from '../support/handmade-hubspot.ts';
import { addMany, NOW, type SimulatedHubSpot, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const PATH = '/crm/associations/2026-09/contacts/calls/batch/read';
const upTo = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

/** Gives a contact `count` calls, with ids that continue those there are. */
function addCalls({ account }: SimulatedHubSpot, contactId: string, count: number): string[] {
  const first = account.records.calls.size + 1;
  const ids = Array.from({ length: count }, (_, index) => String(first + index));
  for (const id of ids) {
    addRecord(account, 'calls', { id, properties: {}, createdAt: '2020-01-01T00:00:00.000Z' });
    associate(account, 'contacts', contactId, 'calls', id);
  }
  return ids;
}

describe('associations from the simulator', () => {
  test('all pages of every record, long and short ones together', async () => {
    const hubspot = await simulatedHubSpot();
    addMany(hubspot.account, 'contacts', 5);
    const calls = [501, 0, 1_700, 3, 500].map((count, index) => addCalls(hubspot, String(index + 1), count));
    const { of, unread } = await readAssociations(hubspot.access, 'contacts', 'calls', upTo(5));
    expect(unread.size).toBe(0);
    expect(of).toEqual(new Map(calls.map((ids, index) => [String(index + 1), ids])));
    // 1,700 are four pages; the other records need none of their own, but for those that end at a full one: search counts them.
    const reads = hubspot.simulator.log.filter(({ path }) => path === PATH);
    expect(reads.map(({ ids }) => ids)).toEqual([upTo(5), ['1', '3'], ['3'], ['3']]);
    expect(hubspot.simulator.log).toHaveLength(reads.length + 2);
  });

  test('a thousand records a request', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 2_001);
    const { of, unread } = await readAssociations(access, 'contacts', 'calls', ids);
    expect(unread.size).toBe(0);
    expect(of.size).toBe(2_001);
    expect(simulator.log.map((entry) => entry.ids.length)).toEqual([1_000, 1_000, 1]);
  });

  test('none is zero, archived records are in nobody’s associations', async () => {
    const hubspot = await simulatedHubSpot();
    const { account, access } = hubspot;
    addMany(account, 'contacts', 2);
    const [first = ''] = addCalls(hubspot, '1', 1);
    archiveRecord(account, 'calls', first, NOW);
    const { of, unread } = await readAssociations(access, 'contacts', 'calls', ['1', '2']);
    expect(of).toEqual(
      new Map([
        ['1', []],
        ['2', []],
      ]),
    );
    expect(unread.size).toBe(0);
  });

  test('nothing asked, nothing sent', async () => {
    const { access, simulator } = await simulatedHubSpot();
    expect((await readAssociations(access, 'contacts', 'calls', [])).of.size).toBe(0);
    expect(simulator.log).toEqual([]);
  });

  test('one bad id among a thousand leaves the other 999 right', async () => {
    const hubspot = await simulatedHubSpot();
    const { account, access, simulator } = hubspot;
    const ids = addMany(account, 'contacts', 1_000);
    for (const id of ids) addCalls(hubspot, id, 1);
    const asksForBad = ({ body }: { body: unknown }) => JSON.stringify(body).includes('"id":"617"');
    simulator.faults.add({ match: asksForBad, kind: '500' });
    const { of, unread } = await readAssociations(access, 'contacts', 'calls', ids);
    expect(unread).toEqual(new Map([['617', 'unavailable 500']]));
    expect(of.size).toBe(999);
    for (const id of ids) if (id !== '617') expect(of.get(id)).toEqual([id]);
    // Six tries of the whole, two of each of the ten smaller parts with the bad id, and the good halves.
    expect(simulator.log.length).toBeLessThanOrEqual(6 + 10 * 3);
  });

  test.each([
    ['500', 6 + 2 * 2 + 4 * 2, 'unavailable 500'],
    ['reset-before', 6 + 2 * 2 + 4 * 2, 'unavailable'],
    ['garbage', 6 + 2 * 2 + 4 * 2, 'unexpected_answer 200'],
  ] as const)('an address that only gives %s is given up after %i requests', async (kind, most, reason) => {
    const { account, access, simulator, fault } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 1_000);
    fault(kind, '/batch/read', Number.POSITIVE_INFINITY);
    const { of, unread } = await readAssociations(access, 'contacts', 'calls', ids);
    expect(of.size).toBe(0);
    expect(unread).toEqual(new Map(ids.map((id) => [id, reason])));
    expect(simulator.log).toHaveLength(most);
  });

  test('a spent day is no reason to go on without the associations', async () => {
    const { account, access, fault, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 10);
    fault('429-daily', '/batch/read', 100);
    await expect(readAssociations(access, 'contacts', 'calls', ids)).rejects.toMatchObject({ code: 'resume_later' });
    expect(simulator.log).toHaveLength(1);
  });
});

describe('associations in other answers', () => {
  const result = (id: unknown, to: readonly unknown[], after?: unknown) => ({
    from: { id },
    to: to.map((toObjectId) => ({ toObjectId, associationTypes: [] })),
    ...(after === undefined ? {} : { paging: { next: { after } } }),
  });
  const read = (answer: (request: HandmadeRequest, index: number) => unknown, ids: readonly string[]) =>
    handmadeHubSpot((request, index) => ({ status: 207, body: answer(request, index) })).then(
      async ({ access, requests }) => ({ ...(await readAssociations(access, 'contacts', 'calls', ids)), requests }),
    );

  test('ids printed as numbers are the same ids', async () => {
    const { of } = await read(() => ({ results: [result(1, [77, '78'])] }), ['1']);
    expect(of).toEqual(new Map([['1', ['77', '78']]]));
  });

  test('a cursor may be a number; the next page is asked for with it', async () => {
    const { of, requests } = await read(
      (_, index) => ({ results: [result('1', [index], index === 0 ? 42 : undefined)] }),
      ['1'],
    );
    expect(of.get('1')).toEqual(['0', '1']);
    expect(requests.map(({ path }) => path)).toEqual([PATH, PATH]);
    expect(requests[1]?.body).toEqual({ inputs: [{ id: '1', after: '42' }] });
  });

  test('an empty page in between is no end', async () => {
    const pages = [result('1', ['7'], 'a'), result('1', [], 'b'), result('1', ['8'])];
    const { of } = await read((_, index) => ({ results: [pages[index]] }), ['1']);
    expect(of.get('1')).toEqual(['7', '8']);
  });

  test('the same association under several labels counts once', async () => {
    const { of } = await read(() => ({ results: [result('1', ['7', '7', '8'])] }), ['1']);
    expect(of.get('1')).toEqual(['7', '8']);
  });

  test('a cursor that does not move on leaves the record unread, not the others', async () => {
    const { of, unread, requests } = await read(
      (request) => ({ results: idsOf(request).map((id) => result(id, ['7'], id === '1' ? '500' : undefined)) }),
      ['1', '2'],
    );
    expect(unread).toEqual(new Map([['1', 'its associations have no end']]));
    expect(of).toEqual(new Map([['2', ['7']]]));
    expect(requests).toHaveLength(2);
  });

  test('cursors that lead round in a circle leave the record unread', async () => {
    const { unread, requests } = await read(
      (_, index) => ({ results: [result('1', [String(index)], index % 2 === 0 ? 'a' : 'b')] }),
      ['1'],
    );
    expect(unread).toEqual(new Map([['1', 'its associations have no end']]));
    expect(requests).toHaveLength(3);
  });

  test('only the documented entry is a zero; any other makes its records unread', async () => {
    const entry = (id: string, more: Record<string, unknown>) => ({ context: { fromObjectId: [id] }, ...more });
    const { of, unread } = await read(
      () => ({
        results: [result('1', ['7'])],
        numErrors: 5,
        errors: [
          entry('2', { category: 'OBJECT_NOT_FOUND', subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }),
          entry('3', { category: 'OBJECT_NOT_FOUND' }),
          entry('4', { category: 'INTERNAL_ERROR', subCategory: 'crm.associations.TOO_MANY' }),
          { category: 'VALIDATION_ERROR', context: { ids: ['5', '6'] } },
          entry('7', { category: 'Aino Virtanen' }),
        ],
      }),
      upTo(7),
    );
    expect(of).toEqual(
      new Map([
        ['1', ['7']],
        ['2', []],
      ]),
    );
    expect(unread).toEqual(
      new Map([
        ['3', 'OBJECT_NOT_FOUND'],
        ['4', 'INTERNAL_ERROR'],
        ['5', 'VALIDATION_ERROR'],
        ['6', 'VALIDATION_ERROR'],
        ['7', 'HubSpot reported an error'],
      ]),
    );
  });

  test('an error on a later page leaves nothing of the record', async () => {
    const { of, unread } = await read(
      (_, index) =>
        index === 0
          ? { results: [result('1', ['7'], '500')] }
          : { results: [], errors: [{ category: 'INTERNAL_ERROR', context: { fromObjectId: ['1'] } }] },
      ['1'],
    );
    expect(of.size).toBe(0);
    expect(unread.get('1')).toBe('INTERNAL_ERROR');
  });

  test('silently missing ids are asked for once more', async () => {
    const { of, unread, requests } = await read(
      (request, index) => ({
        results: idsOf(request)
          .filter((id) => index > 0 || id !== '2')
          .map((id) => result(id, [])),
      }),
      ['1', '2', '3'],
    );
    expect(unread.size).toBe(0);
    expect(of.size).toBe(3);
    expect(requests.map(idsOf)).toEqual([['1', '2', '3'], ['2']]);
  });

  test('ids that stay missing are unread', async () => {
    const { of, unread, requests } = await read(
      (request) => ({
        results: idsOf(request)
          .filter((id) => id !== '2')
          .map((id) => result(id, [])),
      }),
      ['1', '2', '3'],
    );
    expect([...of.keys()]).toEqual(['1', '3']);
    expect(unread).toEqual(new Map([['2', 'HubSpot gave no answer for it']]));
    expect(requests).toHaveLength(2);
  });

  test('an answer for ids nobody asked for is ignored', async () => {
    const { of, unread } = await read(
      () => ({ results: [result('1', []), result('9', ['7'])], errors: [{ category: 'X1', context: { ids: ['8'] } }] }),
      ['1'],
    );
    expect([...of.keys()]).toEqual(['1']);
    expect(unread.size).toBe(0);
  });

  test('an id that is none leaves the records unread', async () => {
    const { of, unread } = await read(() => ({ results: [result('1', ['seven'])] }), ['1']);
    expect(of.size).toBe(0);
    expect(unread.get('1')).toBe('unexpected_answer 207');
  });
});

test('labels are given when they are asked for', async () => {
  const { access, account } = await simulatedHubSpot();
  addMany(account, 'contacts', 1);
  addMany(account, 'meetings', 2);
  associate(account, 'contacts', '1', 'meetings', '1');
  associate(account, 'contacts', '1', 'meetings', '2');
  account.associationLabels.set('contacts:1 meetings:2', ['Päättäjä', 'Tilaaja']);
  const { of, labels } = await readAssociations(access, 'contacts', 'meetings', ['1'], { withLabels: true });
  expect(of).toEqual(new Map([['1', ['1', '2']]]));
  expect(labels).toEqual(new Map([['1', new Map([['2', ['Päättäjä', 'Tilaaja']]])]]));
  expect((await readAssociations(access, 'contacts', 'meetings', ['1'])).labels).toEqual(new Map());
});
