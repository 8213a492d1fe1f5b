import { beforeAll, expect, test } from 'vitest';
import { continuationOf, positionOf } from '../../../src/audit/query/continuation.ts';
import { listEvents } from '../../../src/audit/query/list-events.ts';
import { disclosureOf } from '../../../src/rights/disclosures/disclosure.ts';
import { disclosureFilter, listDisclosures } from '../../../src/rights/disclosures/list.ts';
import { processorCode } from '../../../src/rights/requests/duties.ts';
import { type AuditTable, auditTable, KEYS } from '../../audit/audit-table.ts';
import { countedTable } from '../../audit/query/counted-table.ts';
import { allEvents, expected } from '../../audit/query/model.ts';
import { allApplied, contactsIn, intent } from '../../audit/sample-intents.ts';
import { policyWith } from '../../support/policy.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-01T08:00:00.000Z');
const DAYS = 6;
const dayOf = (day: number) => START + day * DAY_MS;
const policy = policyWith({ processors: [{ name: 'One Oy', safeguard: 'EU' }] });

/** What officers and runs did on each of some days, among thousands of other events. */
const SAID = (day: number) => {
  const request = `request=R${day} kind=access`;
  return [
    ['disclosed', `request:R${day}`, `${request} format=html sha256=ab bytes=2048 places=covered:12,empty:3`],
    ['disclosed', `contact:10${day}`, `${request} format=html sha256=ab bytes=2048 places=covered:12,empty:3`],
    ['request_letter_sent', `request:R${day}`, `${request} letter=answer sentOn=2026-01-0${day + 1}`],
    ['request_lifted', `request:R${day}`, `${request} letterSentOn=2026-01-0${day + 1}`],
    // Recorded as a letter already, so it is told once.
    ['request_lifted', `request:R${day}`, `${request} letterSentOn=2026-01-0${day + 1} recorded=letter_sent`],
    ['request_recipient_told', `request:R${day}`, `${request} processor=${processorCode('One Oy')} on=2026-01-02`],
    ['request_recipient_told', `request:R${day}`, `${request} processor=lost-code on=2026-01-02`],
    ['erasure_ended', `erasure:E${day}`, 'state=partly_completed people=digest done=3 gone_already=1 protected=2'],
    ['request_paused', `request:R${day}`, `${request} reason=identity`],
    ['erasure_prepared', `erasure:E${day}`, 'people=4'],
  ] as const;
};

let audit: AuditTable;
beforeAll(async () => {
  audit = await auditTable();
  const contacts = contactsIn('chain-3', 60);
  for (let day = 0; day < DAYS; day += 1) {
    const trail = audit.trail(audit.client(), KEYS, () => new Date(dayOf(day)).toISOString());
    const author = { runId: `2026010${day + 1}T080000000Z-00000001`, actor: 'timer' };
    const open = await trail.intend(
      contacts.map((subject) => intent(subject, 5)),
      author,
    );
    await trail.conclude(open, allApplied(contacts), author);
    for (const [action, subject, cause] of SAID(day))
      await trail.record([{ action, subject, cause }], { runId: '', actor: `officer-${day}` });
  }
});

const listed = async (from?: number, to?: number, limit = 1_000) => {
  const storage = { audit: audit.table, prepare: async () => undefined };
  const engine = { storage, policy };
  return (await listDisclosures(engine, disclosureFilter(from, to), limit, undefined)).disclosures;
};

test('each is told once, newest first, with what it was', async () => {
  const all = await listed();
  expect(all).toHaveLength(6 * DAYS);
  expect(all.map(({ at }) => at)).toEqual(
    all
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  const last = all.filter(({ actor }) => actor === `officer-${DAYS - 1}`);
  const found = (kind: string) => last.filter((one) => one.kind === kind);
  expect(found('copy_given')).toMatchObject([
    {
      requestId: 'R5',
      requestKind: 'access',
      format: 'html',
      sha256: 'ab',
      bytes: 2_048,
      places: 'covered:12,empty:3',
    },
  ]);
  expect(new Set(found('letter_sent').map(({ letter, on }) => `${letter} ${on}`))).toEqual(
    new Set(['answer 2026-01-06', 'lifting 2026-01-06']),
  );
  // By its name where the policy has it still.
  expect(new Set(found('recipient_told').map(({ processor }) => processor))).toEqual(new Set(['One Oy', 'lost-code']));
  expect(found('list_erased')).toMatchObject([
    { erasureId: 'E5', requestId: null, state: 'partly_completed', people: 4, on: null },
  ]);
});

test.each([
  ['all', undefined, undefined],
  ['a day', dayOf(2), dayOf(2)],
  ['from a day', dayOf(3), undefined],
  ['until a day', undefined, dayOf(1) - 1],
] as const)('%s: what looking at every event gives, page by page', async (_, from, to) => {
  const filter = disclosureFilter(from, to);
  const wanted = expected(await allEvents(audit), filter);
  const seen = [];
  for (let position: Parameters<typeof listEvents>[3] = {}; ; ) {
    const { events, next } = await listEvents(audit.table, filter, 4, position);
    seen.push(...events);
    if (next === undefined) break;
    const continuation = continuationOf(filter, next, KEYS.current);
    const again = positionOf(filter, continuation, KEYS.current);
    expect(positionOf(disclosureFilter(1, 2), continuation, KEYS.current)).toBe('of_another_query');
    expect(positionOf({ from, to }, continuation, KEYS.current)).toBe('of_another_query');
    if (typeof again === 'string') throw new Error(again);
    position = { position: again };
  }
  expect(seen).toEqual(wanted);
});

test('the storage service passes over everything else: a page takes few requests, and hardly a row too many', async () => {
  const { table, cost } = countedTable(audit);
  const { events } = await listEvents(table, disclosureFilter(undefined, undefined), 1_000);
  expect(events).toHaveLength(7 * DAYS);
  // Eight chains: their heads, a look at each, and what says that there is no more.
  expect(cost.requests).toBeLessThanOrEqual(24);
  expect(cost.rows).toBeLessThanOrEqual(7 * DAYS + 16);
});

test('nothing else is a disclosure', async () => {
  const events = await allEvents(audit);
  const disclosed = events.filter((event) => disclosureOf(event, policy) !== undefined);
  expect(disclosed).toHaveLength(6 * DAYS);
});
