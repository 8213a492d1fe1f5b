import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactListing } from '../../../src/remembered/listing/contact-listing.ts';
import { COMPARE, CONTACT_SORTS, type ContactFilter, isWanted } from '../../../src/remembered/listing/contact-query.ts';
import type { ContactRow } from '../../../src/remembered/listing/contact-row.ts';
import type { ListingCounts } from '../../../src/remembered/listing/counts.ts';
import { allContacts, contactPage } from '../../../src/remembered/listing/list-contacts.ts';
import { countContacts } from '../../../src/remembered/listing/remembered-rows.ts';
import { registerState } from '../../../src/remembered/register-state.ts';
import { COMPANY_OF_MANY, fillIndex } from '../../support/large-index.ts';
import { ROW_MACS } from '../../support/row-macs.ts';
import { type ServedStorage, serveStorage } from '../../support/serve-storage.ts';

/** As many as make every way through the rows another one; the bench has 100,000. */
const CONTACTS = 24_000;
const AUDIT_KEY = 'a-key-for-tests';

let storage: ServedStorage;
let rows: ContactRow[];
let counts: ListingCounts;
let asked = 0;
const listing = () => {
  const client = TableClient.fromConnectionString(storage.connectionString, 'RegisterIndex', {
    allowInsecureConnection: true,
  });
  client.pipeline.addPolicy({
    name: 'counting',
    sendRequest: async (request, next) => {
      asked += 1;
      return next(request);
    },
  });
  return contactListing(client, ROW_MACS, registerState(client, ROW_MACS).contacts);
};

beforeAll(async () => {
  storage = await serveStorage();
  rows = await fillIndex({ storage, auditKey: AUDIT_KEY }, CONTACTS);
  counts = (await listing().summary.read())?.counts ?? expect.fail('nobody was counted');
});
afterAll(() => storage.close());

const EVERYBODY: ContactFilter = { status: undefined, endsFrom: undefined, endsTo: undefined, companyId: undefined };
const FILTERS: readonly [string, ContactFilter][] = [
  ['everybody', EVERYBODY],
  ['who is active', { ...EVERYBODY, status: 'active' }],
  ['who is on hold', { ...EVERYBODY, status: 'on_hold' }],
  ['who is unknown', { ...EVERYBODY, status: 'unknown' }],
  ['who ends in a month', { ...EVERYBODY, endsFrom: '2031-05-01', endsTo: '2031-05-31' }],
  ['who ends from a day on', { ...EVERYBODY, endsFrom: '2030-01-01' }],
  ['a customer of five', { ...EVERYBODY, companyId: '2003' }],
  ['a customer of very many', { ...EVERYBODY, companyId: COMPANY_OF_MANY, status: 'active' }],
];

test('what is remembered comes to what was counted', async () => {
  expect(await countContacts(listing())).toEqual(counts);
});

test.each(FILTERS.flatMap(([name, filter]) => CONTACT_SORTS.map((sort) => [name, sort, filter] as const)))(
  'a page of %s by %s, from the middle too, takes few answers',
  async (_, sort, filter) => {
    const wanted = rows.filter((row) => isWanted(row, filter)).sort(COMPARE[sort]);
    const middle = wanted[Math.floor(wanted.length / 2)];
    for (const [after, limit] of [
      [undefined, 50],
      [middle, 50],
      [middle, 1_000],
    ] as const) {
      const from = after === undefined ? 0 : wanted.indexOf(after) + 1;
      asked = 0;
      const page = await contactPage({ ...listing(), counts }, { filter, sort }, { after, limit });
      expect(page.contacts).toEqual(wanted.slice(from, from + limit));
      expect(page.next === null).toBe(from + limit >= wanted.length);
      // Of 5 statuses or 10 partitions some each, many of them side by side.
      expect(asked).toBeLessThanOrEqual(60);
    }
  },
);

test('a file of everybody takes hardly more answers than they fill', async () => {
  asked = 0;
  let number = 0;
  for await (const _ of allContacts({ ...listing(), counts }, { filter: EVERYBODY, sort: 'endsOn' })) number += 1;
  expect(number).toBe(CONTACTS);
  expect(asked).toBeLessThanOrEqual(CONTACTS / 1_000 + 5);
});
