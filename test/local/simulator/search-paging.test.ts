import { expect, test } from 'vitest';
import { addBulkActivities } from '../../support/bulk-activities.ts';
import { addMany, idsIn, NOW, nextOf, OBJECTS, run } from './running.ts';

const SEARCH = `${OBJECTS}/contacts/search`;
const above = (id: string, after = '0') => ({
  filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'GT', value: id }] }],
  sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
  properties: [],
  limit: 200,
  after,
});

test('short and empty pages go on with a cursor', async () => {
  const { ask, account } = await run({
    behaviour: { searchPageSizes: [0, 2, 1] },
    limits: { searchPerSecond: 1000 },
  });
  addMany(account, 'contacts', 4);
  const seen: string[][] = [];
  let after: string | undefined = '0';
  while (after !== undefined) {
    const reply = await ask('POST', SEARCH, above('0', after));
    expect(reply.body.total).toBe(4);
    seen.push(idsIn(reply));
    after = nextOf(reply);
  }
  expect(seen).toEqual([[], ['1', '2'], ['3'], [], ['4']]);
});

test('an empty page of nothing has no cursor', async () => {
  const { ask } = await run({ behaviour: { searchPageSizes: [0] } });
  const reply = await ask('POST', SEARCH, above('0'));
  expect(idsIn(reply)).toEqual([]);
  expect(nextOf(reply)).toBeUndefined();
});

test('a keyset by id gets past 10,000 activities that share one modified time', async () => {
  const { ask, account } = await run({ limits: { searchPerSecond: 1000 } });
  addMany(account, 'contacts', 2);
  const imported = { type: 'emails', count: 10_001, modifiedAt: NOW, contacts: ['1', '2'], dated: NOW } as const;
  const added = addBulkActivities(account, imported);
  const seen: string[] = [];
  for (;;) {
    const body = above(seen.at(-1) ?? '0');
    body.filterGroups[0]?.filters.push({
      propertyName: 'hs_lastmodifieddate',
      operator: 'GTE',
      value: String(NOW),
    });
    const ids = idsIn(await ask('POST', `${OBJECTS}/emails/search`, body));
    if (ids.length === 0) break;
    seen.push(...ids);
  }
  expect(seen).toEqual(added);
});
