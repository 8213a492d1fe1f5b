import type { TableClient } from '@azure/data-tables';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { ContactMemory } from '../../src/remembered/memory.ts';
import { contactListing } from '../../src/remembered/listing/contact-listing.ts';
import { type ContactRow, rowOf } from '../../src/remembered/listing/contact-row.ts';
import { placesOf } from '../../src/remembered/listing/places.ts';
import { countContacts, eachRemembered } from '../../src/remembered/listing/remembered-rows.ts';
import { registerState } from '../../src/remembered/register-state.ts';
import { RETENTION_STATUSES } from '../../src/register/retention.ts';
import { RETENTION_DECISIONS } from '../../src/register/staff-properties.ts';
import { freshTable } from './fresh-table.ts';
import { ROW_MACS } from './row-macs.ts';
import { storageOfTests } from './storage-of-tests.ts';

/** What is remembered and listed in a table. */
export function listingOf(table: TableClient) {
  const state = registerState(table, ROW_MACS);
  return { table, state, listing: contactListing(table, ROW_MACS, state.contacts) };
}

/** Contacts that are remembered and listed, in a table of their own. */
export async function listingWorld() {
  const { table, through } = await freshTable();
  const { connectionString } = storageOfTests;
  return { ...listingOf(table), through, connectionString };
}

/** The same table, reached by another process. */
export type ListingWorld = Awaited<ReturnType<typeof listingWorld>>;

/** Every row by its place: as they lie there, and as they should by what is remembered. */
async function rowsByPlace({ listing, table }: Pick<ListingWorld, 'listing' | 'table'>) {
  const lying = new Map<string, string>();
  for await (const { partitionKey = '', rowKey = '', record } of table.listEntities<{ record?: string }>())
    if (/^(?:ends|members)-/.test(partitionKey)) lying.set(`${partitionKey}/${rowKey}`, record ?? '');
  const wanted = new Map<string, string>();
  await eachRemembered(listing, (row) => {
    for (const { partitionKey, rowKey } of placesOf(row)) wanted.set(`${partitionKey}/${rowKey}`, JSON.stringify(row));
  });
  return { lying, wanted };
}

/** Fails the test where somebody is listed otherwise than they are remembered, or counted wrongly. */
export async function expectListedRight(world: Pick<ListingWorld, 'listing' | 'table'>): Promise<void> {
  const { lying, wanted } = await rowsByPlace(world);
  expect(lying).toEqual(wanted);
  const { summary, changing } = world.listing;
  expect((await summary.read())?.counts).toEqual(await countContacts(world.listing));
  expect(await changing.read()).toEqual({ runId: '', suspect: false });
}

const COMPANIES = ['201', '211', '9007199254740993'];
const DAYS = ['1999-12-31', '2026-11-22', '2026-11-23', '2031-02-28', '2031-03-01', '2036-11-23', '9999-12-31'];

/** What may be remembered of a contact: few days and companies, so that many share one. */
export const arbitraryMemory: fc.Arbitrary<ContactMemory> = fc
  .record({
    status: fc.option(fc.constantFrom(...RETENTION_STATUSES), { freq: 9, nil: '' }),
    endsOn: fc.oneof(
      fc.constantFrom(...DAYS),
      fc.date({ min: new Date('2027-01-01'), max: new Date('2029-01-01'), noInvalidDate: true }).map((day) => {
        return day.toISOString().slice(0, 10);
      }),
      fc.constant(''),
    ),
    companyId: fc.option(fc.constantFrom(...COMPANIES), { nil: undefined }),
    decision: fc.option(fc.constantFrom(...RETENTION_DECISIONS), { nil: undefined }),
    inputs: fc.constantFrom('one', 'other'),
  })
  .map(({ status, endsOn, companyId, decision, inputs }) => ({
    held: { rekisteri_retention_status: status, rekisteri_retention_ends: endsOn },
    inputs,
    merged: '',
    own: { read: true, latest: undefined } as const,
    companyId,
    decision,
  }));

export const COMPANY_IDS: readonly string[] = COMPANIES;
export const END_DAYS: readonly string[] = DAYS;

/** Rows that follow from these memories. */
export function rowsOf(memories: ReadonlyMap<string, ContactMemory>): ContactRow[] {
  return [...memories].map(([id, memory]) => rowOf(id, memory));
}
