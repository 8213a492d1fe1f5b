import { expect, test } from 'vitest';
import { Allowance, ChainReads } from '../../../src/audit/query/chain-reads.ts';
import { QueryTooLargeError } from '../../../src/audit/query/errors.ts';
import { listEvents } from '../../../src/audit/query/list-events.ts';
import { CHAIN_NAMES, runRow } from '../../../src/audit/rows.ts';
import { auditTable, KEYS } from '../audit-table.ts';
import { allApplied, contactsIn, intent, RUN } from '../sample-intents.ts';
import { countedTable } from './counted-table.ts';
import { allEvents, expected } from './model.ts';

const CHAIN = 'chain-3';
const CONTACTS = contactsIn(CHAIN, 31);
const [CRASHED = ''] = CONTACTS;

async function listed(table: Parameters<typeof listEvents>[0], filter: Parameters<typeof listEvents>[1], limit = 10) {
  const { events } = await listEvents(table, filter, limit);
  return events.map(({ action, sequence }) => `${action} ${sequence}`);
}

test('an outcome that a crash delayed stands where it was written, in front of later intents', async () => {
  const audit = await auditTable();
  const trail = audit.trail();
  const crashed = await trail.intend([intent(CRASHED)], RUN);
  const all = CONTACTS.map((subject) => intent(subject));
  for (let round = 0; round < 12; round += 1)
    await trail.conclude(await trail.intend(all, RUN), allApplied(CONTACTS), RUN);
  expect(await listed(audit.table, { subject: CRASHED }, 3)).toEqual(['applied 715', 'intent 684', 'applied 653']);
  await trail.conclude(crashed, allApplied(CONTACTS), { ...RUN, runId: 'run-of-repair' });
  expect(await listed(audit.table, { subject: CRASHED }, 3)).toEqual(['applied 746', 'applied 715', 'intent 684']);
  expect(await listed(audit.table, { runId: 'run-of-repair' })).toEqual(['applied 746']);
  const { events } = await listEvents(audit.table, { subject: CRASHED }, 28);
  expect(events).toEqual(expected(await allEvents(audit), { subject: CRASHED }));
});

test('a row that somebody added shows no event twice', async () => {
  const audit = await auditTable();
  await audit.trail().intend([intent(CRASHED, 40)], RUN);
  const range = {
    first: 1,
    last: 40,
    outcomeFirst: 1,
    outcomeLast: 40,
    outcome: 1,
    runId: RUN.runId,
    outcomeRunId: '',
  };
  const row = {
    partitionKey: CHAIN,
    rowKey: runRow(RUN.runId, 1),
    ...range,
    born: 40,
    nonce: 'x',
    keyId: 'k',
    mac: '',
  };
  await audit.table.createEntity(row);
  const { events } = await listEvents(audit.table, { runId: RUN.runId }, 100);
  expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
});

test('intents that get their outcome while somebody reads are listed once', async () => {
  const audit = await auditTable();
  const trail = audit.trail();
  const open = await trail.intend([intent(CRASHED, 3)], RUN);
  const table = audit.client();
  let concluded: Promise<unknown> | undefined;
  const conclude = async () => {
    concluded ??= trail.conclude(open, allApplied(CONTACTS), RUN);
    await concluded;
  };
  table.pipeline.addPolicy({
    name: 'conclude',
    sendRequest: async (request, next) => {
      const response = await next(request);
      if (request.url.includes('filter')) await conclude();
      return response;
    },
  });
  expect(await listed(table, { subject: CRASHED })).toEqual(['intent 3', 'intent 2', 'intent 1']);
  expect(await listed(table, { subject: CRASHED })).toHaveLength(6);
});

test('intents without outcome are listed, and only those asked for', async () => {
  const audit = await auditTable();
  await audit.trail().intend(
    CONTACTS.map((subject) => intent(subject)),
    RUN,
  );
  expect(await listed(audit.table, { subject: CRASHED })).toEqual(['intent 1']);
  expect(await listed(audit.table, { subject: 'contact:1' })).toEqual([]);
  expect(await listed(audit.table, { runId: RUN.runId }, 40)).toHaveLength(31);
});

test('a chain whose head is gone or altered hides no events', async () => {
  const audit = await auditTable();
  await audit.trail().intend([intent(CRASHED, 5)], RUN);
  const all = await listed(audit.table, {});
  expect(all).toHaveLength(5);
  await audit.table.upsertEntity({ partitionKey: CHAIN, rowKey: 'head', sequence: 'none' }, 'Replace');
  expect(await listed(audit.table, {})).toEqual(all);
  await audit.table.deleteEntity(CHAIN, 'head');
  expect(await listed(audit.table, {})).toEqual(all);
});

test('an altered row is passed over, and one at another place too', async () => {
  const audit = await auditTable();
  const intents = [1, 2, 3].map((size) => intent(CONTACTS[size] ?? '', size));
  await audit.trail().intend(intents, RUN);
  await audit.table.updateEntity({ partitionKey: CHAIN, rowKey: '000000000002', action: 'nonsense' }, 'Merge');
  expect(await listed(audit.table, {})).toEqual(['intent 6', 'intent 5', 'intent 4', 'intent 1']);
  await audit.table.updateEntity({ partitionKey: CHAIN, rowKey: '000000000004', first: 900, last: 902 }, 'Merge');
  expect(await listed(audit.table, {})).toEqual(['intent 1']);
});

test('where most was pruned, wider looks pass over it', async () => {
  const audit = await auditTable();
  const trail = audit.trail(audit.client(), KEYS);
  for (let round = 0; round < 60; round += 1)
    await trail.record(
      CONTACTS.map((subject) => ({ action: 'refused' as const, subject, cause: 'x' })),
      RUN,
    );
  const last = 60 * CONTACTS.length;
  for (let first = 101; first < last; first += 90) {
    const hash = '0'.repeat(64);
    const gone = Array.from({ length: Math.min(90, last - first) }, (_, index) => first + index);
    const range = { pruned: true, first, last: gone.at(-1) ?? first, previousHash: hash, hash, keyId: 'k', mac: hash };
    const [place = '', ...others] = gone.map((number) => String(number).padStart(12, '0'));
    await audit.table.submitTransaction([
      ['update', { partitionKey: CHAIN, rowKey: place, ...range }, 'Replace'],
      ...others.map((rowKey): ['delete', { partitionKey: string; rowKey: string }] => [
        'delete',
        { partitionKey: CHAIN, rowKey },
      ]),
    ]);
  }
  const { table, cost } = countedTable(audit);
  const found = [`refused ${last}`, 'refused 100', 'refused 99'];
  expect(await listed(table, {}, 3)).toEqual(found);
  expect(cost.requests).toBeLessThanOrEqual(32);
  const at = Date.parse('2026-11-23T08:00:00.000Z');
  expect(await listed(audit.table, { from: at, to: at }, 3)).toEqual(found);
  expect(await listed(audit.table, { from: at + 60_000 })).toEqual([]);
});

test('no number beyond the end of a chain is looked for, whatever a position names', async () => {
  const audit = await auditTable();
  await audit.trail().intend([intent(CRASHED, 5)], RUN);
  const { table, cost } = countedTable(audit);
  const position = CHAIN_NAMES.map(() => ({ first: 1, last: 999_999_999_999 }));
  const { events } = await listEvents(table, {}, 100, { position });
  expect(events).toHaveLength(5);
  expect(cost.requests).toBeLessThanOrEqual(16);
});

test('a query stops when its caller has gone', async () => {
  const audit = await auditTable();
  await audit.trail().intend([intent(CRASHED, 5)], RUN);
  const { table, cost } = countedTable(audit);
  const caller = new AbortController();
  table.pipeline.addPolicy({
    name: 'go',
    sendRequest: async (request, next) => {
      const response = await next(request);
      caller.abort();
      return response;
    },
  });
  await expect(listEvents(table, {}, 100, { signal: caller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  // Those that were on their way, one in each chain.
  expect(cost.requests).toBeLessThanOrEqual(CHAIN_NAMES.length);
});

test('a query ends after a bounded amount of work', async () => {
  const audit = await auditTable();
  const reads = new ChainReads(audit.table, CHAIN, new Allowance(undefined, 3));
  for (let time = 0; time < 3; time += 1) reads.spend();
  expect(() => reads.spend()).toThrow(QueryTooLargeError);
});
