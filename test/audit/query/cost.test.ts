import { beforeAll, describe, expect, test } from 'vitest';
import type { AuditFilter } from '../../../src/audit/query/filter.ts';
import { listEvents } from '../../../src/audit/query/list-events.ts';
import { type AuditTable, auditTable, KEYS } from '../audit-table.ts';
import { allApplied, contactsIn, intent } from '../sample-intents.ts';
import { countedTable } from './counted-table.ts';
import { allEvents, expected } from './model.ts';

const CHAIN = 'chain-3';
const CONTACTS = contactsIn(CHAIN, 60);
const [ONE = ''] = CONTACTS.slice(30);
const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-01T08:00:00.000Z');
const ROUNDS = 8;
const runOf = (round: number) => `2026010${round + 1}T080000000Z-00000001`;

/** Eight runs on eight days, each with five changes of all of sixty contacts of one chain: 4,800 events. */
async function bigChain(): Promise<AuditTable> {
  const audit = await auditTable();
  let time = START;
  const trail = audit.trail(audit.client(), KEYS, () => new Date(time).toISOString());
  for (let round = 0; round < ROUNDS; round += 1) {
    time = START + round * DAY_MS;
    const author = { runId: runOf(round), actor: 'timer' };
    const open = await trail.intend(
      CONTACTS.map((subject) => intent(subject, 5)),
      author,
    );
    time += 30_000;
    await trail.conclude(open, allApplied(CONTACTS), author);
  }
  return audit;
}

let audit: AuditTable;
beforeAll(async () => {
  audit = await bigChain();
});

async function costOf(filter: AuditFilter, limit: number) {
  const { table, cost } = countedTable(audit);
  const { events, next } = await listEvents(table, filter, limit);
  expect(events).toEqual(expected(await allEvents(audit), filter).slice(0, limit));
  return { ...cost, next };
}

describe('a page of ten events of a chain of 4,800 costs little', () => {
  test.each<[string, AuditFilter, number, number]>([
    ['of a contact', { subject: ONE }, 8, 32],
    ['of a contact in a run', { subject: ONE, runId: runOf(2) }, 10, 32],
    ['of a contact until a time', { subject: ONE, to: START + 3 * DAY_MS }, 20, 40],
    ['of a run', { runId: runOf(5) }, 20, 80],
    ['of a time', { from: START + 2 * DAY_MS, to: START + 3 * DAY_MS }, 48, 160],
    ['of all', {}, 24, 160],
  ])('%s', async (_name, filter, requests, rows) => {
    const cost = await costOf(filter, 10);
    expect(cost.requests).toBeLessThanOrEqual(requests);
    expect(cost.rows).toBeLessThanOrEqual(rows);
  });
});

test('a large page takes a request for many events', async () => {
  const cost = await costOf({}, 1_000);
  expect(cost.requests).toBeLessThanOrEqual(20);
  expect(cost.rows).toBeLessThanOrEqual(1_500);
});

test('a second page costs no more than the first, for it knows its places', async () => {
  const filter = { from: START + 2 * DAY_MS, to: START + 3 * DAY_MS };
  const { next } = await listEvents(audit.table, filter, 10);
  const { table, cost } = countedTable(audit);
  await listEvents(table, filter, 10, { position: next });
  expect(cost.requests).toBeLessThanOrEqual(4);
});
