import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byEnd } from '../../../src/remembered/listing/by-end.ts';
import { COMPARE, isWanted } from '../../../src/remembered/listing/contact-query.ts';
import { rememberWithRows } from '../../../src/remembered/move-rows.ts';
import { collect } from '../../support/collect.ts';
import { arbitraryMemory, END_DAYS, listingWorld, rowsOf } from '../../support/listing-world.ts';

const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

test('answers of any size are put together to the same order, from any place on', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryMemory, { minLength: 5, maxLength: 60, size: 'max' }),
      fc.constantFrom('active' as const, undefined),
      fc.record({ endsFrom: maybe(END_DAYS), endsTo: maybe(END_DAYS), companyId: fc.constant(undefined) }),
      fc.constantFrom('endsOn' as const, '-endsOn' as const),
      fc.integer({ min: 1, max: 6 }),
      fc.nat(),
      maybe(END_DAYS),
      async (memories, status, range, sort, size, from, likelyLast) => {
        const { listing, state } = await listingWorld();
        // Most of them with one status, so that many share a day.
        const all = new Map(
          memories.map((memory, place) => {
            const held = place % 4 === 0 ? memory.held : { ...memory.held, rekisteri_retention_status: 'active' };
            return [String(place + 1), { ...memory, held }];
          }),
        );
        const changes = [...all].map(([id, after]) => ({ id, before: undefined, after }));
        await rememberWithRows(state, { runId: 'run-1', resumed: false }, changes);
        const filter = { status, ...range };
        const sorted = rowsOf(all).sort(COMPARE[sort]);
        const wanted = sorted.filter((row) => isWanted(row, filter));
        const after = [undefined, ...wanted][from % (wanted.length + 1)];
        const behind = wanted.slice(after === undefined ? 0 : wanted.indexOf(after) + 1);
        expect(await collect(byEnd(listing.rows, filter, sort, after, { size, likelyLast: () => likelyLast }))).toEqual(
          behind,
        );
      },
    ),
    { numRuns: 80 },
  );
});
