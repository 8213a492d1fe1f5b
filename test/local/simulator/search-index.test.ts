import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { compareIds } from '../../../local/simulator/account-state.ts';
import { addRecord, archiveRecord, editRecord, purgeRecord, restoreRecord } from '../../../local/simulator/change.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { matching } from '../../../local/simulator/handlers/search-matching.ts';
import { setIndexLag } from '../../../local/simulator/index-lag.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { addMany, idsIn, NOW, OBJECTS, run } from './running.ts';

const LAG_MS = 300_000;

/** Ids that a search by modified date and id finds at `now`. */
function searched(account: AccountData, from: number, after: string, now: number): string[] {
  const filters = [
    { propertyName: 'lastmodifieddate', operator: 'GTE' as const, value: String(from) },
    { propertyName: 'hs_object_id', operator: 'GT' as const, value: after },
  ];
  return matching(account, 'contacts', [filters], undefined, now).map(({ id }) => id);
}

/** What the account shows of itself at a time: modified dates of its live records. */
const shown = (account: AccountData) =>
  new Map(
    [...account.records.contacts.values()]
      .filter(({ archivedAt, mergedInto }) => archivedAt === undefined && mergedInto === undefined)
      .map(({ id, updatedAt }) => [id, Date.parse(updatedAt)] as const),
  );

const step = fc.record({
  pick: fc.nat(),
  minutes: fc.integer({ min: 0, max: 4 }),
  how: fc.constantFrom('add', 'edit', 'edit', 'edit', 'archive', 'restore', 'purge', 'merge', 'fill'),
});

test.each([0, LAG_MS])('finds by modified date what a look at every record finds, at a lag of %d ms', (lagMs) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const account = emptyAccount(1, 'Europe/Helsinki');
      setIndexLag(account, lagMs);
      for (let id = 1; id <= 20; id += 1) {
        addRecord(account, 'contacts', { id: String(id), properties: {}, createdAt: '2020-01-01T00:00:00.000Z' });
      }
      let now = NOW;
      const history = [{ at: Number.NEGATIVE_INFINITY, dates: shown(account) }];
      for (const { pick, minutes, how } of steps) {
        now += minutes * 60_000;
        changeOne(account, how, pick, now, String(1000 + history.length));
        history.push({ at: now, dates: shown(account) });
        // What was filled in directly has no history for the index to lag behind.
        if (how === 'fill' && lagMs > 0) return;
        const seen = history.findLast(({ at }) => lagMs === 0 || at <= now - lagMs);
        for (const [from, after] of [
          [now - 120_000, '0'],
          [now, '7'],
          [NOW, '0'],
        ] as const) {
          const wanted = [...(seen?.dates ?? [])].filter(([id, at]) => at >= from && compareIds(id, after) > 0);
          const ids = wanted.map(([id]) => id).sort(compareIds);
          expect(searched(account, from, after, now)).toEqual(ids);
        }
      }
    }),
    { seed: 11, numRuns: 300 },
  );
});

function changeOne(account: AccountData, how: string, pick: number, at: number, newId: string): void {
  const { contacts } = account.records;
  const ids = [...contacts.keys()].sort(compareIds);
  const id = ids[pick % ids.length] ?? '1';
  const other = ids[(pick + 3) % ids.length] ?? '1';
  const record = contacts.get(id);
  const created = { id: newId, properties: {}, createdAt: new Date(at).toISOString() };
  if (how === 'add') addRecord(account, 'contacts', created, at);
  if (how === 'fill') contacts.set(newId, { ...created, updatedAt: created.createdAt });
  if (record === undefined || record.mergedInto !== undefined) return;
  if (how === 'edit') editRecord(account, 'contacts', id, { firstname: String(at) }, at);
  if (how === 'archive' && !record.archivedAt) archiveRecord(account, 'contacts', id, at);
  if (how === 'restore' && record.archivedAt) restoreRecord(account, 'contacts', id, at);
  if (how === 'purge') purgeRecord(account, 'contacts', id, at);
  if (how === 'merge' && id !== other && !contacts.get(other)?.mergedInto) {
    mergeRecords(account, 'contacts', id, other, at, pick % 2 === 0);
  }
}

test('an index that lags filters and shows the values it still has', async () => {
  let now = NOW;
  const { ask, account } = await run({ now: () => now, indexLagMs: LAG_MS });
  addMany(account, 'contacts', 2, { firstname: 'Aino' });
  editRecord(account, 'contacts', '1', { firstname: 'Aili' }, now);
  purgeRecord(account, 'contacts', '2', now);
  const search = async () =>
    ask('POST', `${OBJECTS}/contacts/search`, {
      filterGroups: [{ filters: [{ propertyName: 'lastmodifieddate', operator: 'LT', value: String(NOW) }] }],
      sorts: [],
      properties: ['firstname'],
      limit: 200,
      after: '0',
    });
  now += LAG_MS - 1;
  const stale = await search();
  expect(idsIn(stale)).toEqual(['1', '2']);
  expect(stale.body.results).toMatchObject([{ properties: { firstname: 'Aino' } }, {}]);
  now += 1;
  expect(idsIn(await search())).toEqual([]);
});
