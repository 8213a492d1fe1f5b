import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RETENTION_STATUSES } from '../../../src/register/retention.ts';
import { COMPARE, CONTACT_SORTS, type ContactQuery, isWanted } from '../../../src/remembered/listing/contact-query.ts';
import type { ContactRow } from '../../../src/remembered/listing/contact-row.ts';
import { type ListingCounts, ListingCounter } from '../../../src/remembered/listing/counts.ts';
import { allContacts, contactPage } from '../../../src/remembered/listing/list-contacts.ts';
import type { EndPlace } from '../../../src/remembered/listing/places.ts';
import type { ContactMemory } from '../../../src/remembered/memory.ts';
import { rememberWithRows } from '../../../src/remembered/move-rows.ts';
import { collect } from '../../support/collect.ts';
import {
  arbitraryMemory,
  COMPANY_IDS,
  END_DAYS,
  type ListingWorld,
  listingWorld,
  rowsOf,
} from '../../support/listing-world.ts';

const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const query: fc.Arbitrary<ContactQuery> = fc.record({
  filter: fc.record({
    status: maybe(RETENTION_STATUSES),
    endsFrom: maybe([...END_DAYS, '2027-06-15']),
    endsTo: maybe([...END_DAYS, '2028-06-15']),
    companyId: maybe([...COMPANY_IDS, '1']),
  }),
  sort: fc.constantFrom(...CONTACT_SORTS),
});

const id = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map(String),
  fc.constantFrom('9007199254740993', '90071992547409931'),
);

const people = fc.uniqueArray(fc.tuple(id, arbitraryMemory), { selector: ([one]) => one, maxLength: 70, size: 'max' });

/** As many as make the listing go through everybody in the order of their ids. */
const MANY = 1_000_000;

function counted(rows: readonly ContactRow[], many: boolean): ListingCounts {
  const counter = new ListingCounter();
  for (const row of rows) counter.add(row);
  const counts = counter.counts();
  if (!many) return counts;
  const byStatus = { active: MANY, ending_soon: MANY, ended: MANY, on_hold: MANY, unknown: MANY };
  return { ...counts, byMonth: counts.byMonth.map((one) => ({ ...one, total: MANY, byStatus })) };
}

/** The rule itself: everybody who is wanted, in the order. */
function wantedOf(rows: readonly ContactRow[], { filter, sort }: ContactQuery): ContactRow[] {
  return rows.filter((row) => isWanted(row, filter)).sort(COMPARE[sort]);
}

async function remember({ state }: ListingWorld, memories: Iterable<readonly [string, ContactMemory]>) {
  const changes = [...memories].map(([one, after]) => ({ id: one, before: undefined, after }));
  await rememberWithRows(state, { runId: 'run-1', resumed: false }, changes);
}

async function paged(world: ListingWorld, counts: ListingCounts, asked: ContactQuery, limit: number) {
  const found: ContactRow[] = [];
  for (let after: EndPlace | null | undefined; after !== null; ) {
    const page = await contactPage({ ...world.listing, counts }, asked, { after, limit });
    expect(page.contacts.length).toBeLessThanOrEqual(limit);
    found.push(...page.contacts);
    after = page.next;
  }
  return found;
}

test('page after page gives everybody who is wanted, in the order, once; so does the file of all', async () => {
  await fc.assert(
    fc.asyncProperty(
      people,
      fc.array(query, { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (all, queries, limit, many) => {
        const world = await listingWorld();
        const memories = new Map(all);
        await remember(world, memories);
        const rows = rowsOf(memories);
        const counts = counted(rows, many);
        for (const asked of queries) {
          const wanted = wantedOf(rows, asked);
          expect(await paged(world, counts, asked, limit)).toEqual(wanted);
          expect(await collect(allContacts({ ...world.listing, counts }, asked))).toEqual(wanted);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('whoever stays as they are while others come, go and change is met once', async () => {
  await fc.assert(
    fc.asyncProperty(people, people, query, fc.integer({ min: 1, max: 9 }), async (standing, others, asked, limit) => {
      const world = await listingWorld();
      const still = new Map(standing.map(([one, memory]) => [`1${one}`, memory]));
      await remember(world, still);
      const counts = counted(rowsOf(still), false);
      const changing = others.map(([one, memory]) => [`2${one}`, memory] as const);
      const found: ContactRow[] = [];
      const before = new Map<string, ContactMemory>();
      for (let after: EndPlace | null | undefined, at = 0; after !== null; at += 3) {
        const page = await contactPage({ ...world.listing, counts }, asked, { after, limit });
        found.push(...page.contacts);
        after = page.next;
        const moved = changing.slice(at, at + 3).map(([one, memory], place) => {
          // Some come, and some who came before change.
          const name = place === 0 ? `2${(at % 5) + 1}` : one;
          return { id: name, before: before.get(name), after: memory };
        });
        const distinct = new Map(moved.map((move) => [move.id, move]));
        await rememberWithRows(world.state, { runId: 'run-2', resumed: false }, [...distinct.values()]);
        for (const { id: name, after: memory } of distinct.values()) before.set(name, memory);
        if (at > 600) throw new Error('endless');
      }
      expect(found.filter(({ contactId }) => still.has(contactId))).toEqual(wantedOf(rowsOf(still), asked));
    }),
    { numRuns: 15 },
  );
});
