import type { TableClient } from '@azure/data-tables';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactListing } from '../../../src/remembered/listing/contact-listing.ts';
import { settleListing } from '../../../src/remembered/listing/settle.ts';
import type { ContactMemory } from '../../../src/remembered/memory.ts';
import { type MemoryChange, rememberWithRows, removeRows } from '../../../src/remembered/move-rows.ts';
import { registerState } from '../../../src/remembered/register-state.ts';
import { dieWriting } from '../../support/dying-engine.ts';
import { arbitraryMemory, expectListedRight, type ListingWorld, listingWorld } from '../../support/listing-world.ts';
import { ROW_MACS } from '../../support/row-macs.ts';

class DiedError extends Error {}

/** What a run does: whom it remembers otherwise, who is gone, and at which write its process dies; no such one: it ends. */
interface Doing {
  readonly changes: readonly (readonly [string, ContactMemory])[];
  readonly gone: readonly string[];
  readonly diesAt: number;
  /** Whether it is the same run as before, gone on with by another process on the facts of that one. */
  readonly goesOn: boolean;
  readonly scope: 'all' | 'changed' | 'erasure';
}

const id = fc.integer({ min: 1, max: 9 }).map(String);

const doing: fc.Arbitrary<Doing> = fc.record({
  changes: fc.uniqueArray(fc.tuple(id, arbitraryMemory), { selector: ([one]) => one, maxLength: 6 }),
  gone: fc.uniqueArray(id, { maxLength: 2 }),
  diesAt: fc.oneof(fc.integer({ min: 1, max: 24 }), fc.constant(1_000)),
  goesOn: fc.boolean(),
  scope: fc.constantFrom('all', 'changed', 'erasure'),
});

const ENDS: Doing = { changes: [], gone: [], diesAt: 1_000, goesOn: false, scope: 'changed' };

/** A client whose process dies at its `at`-th step: before a write or after it. */
function dyingTable({ table, through }: ListingWorld, connectionString: string, at: number): TableClient {
  const client = through(connectionString);
  expect(client.tableName).toBe(table.tableName);
  let steps = 0;
  const die = () => {
    steps += 1;
    if (steps >= at) throw new DiedError();
  };
  dieWriting(client, (step) => async (...given) => {
    die();
    const result = await step(...given);
    die();
    return result;
  });
  return client;
}

/** What a process does with the facts that it was given. Gives whether it came to its end. */
async function work(table: TableClient, run: { runId: string; resumed: boolean }, facts: Facts, scope: Doing['scope']) {
  const state = registerState(table, ROW_MACS);
  const listing = contactListing(table, ROW_MACS, state.contacts);
  try {
    const half = Math.ceil(facts.changes.length / 2);
    await rememberWithRows(state, run, facts.changes.slice(0, half));
    await rememberWithRows(state, run, facts.changes.slice(half));
    await removeRows(state, run, await state.contacts.getMany(facts.gone));
    await state.contacts.deleteMany(facts.gone);
    await settleListing(listing, { run: { runId: run.runId, scope }, now: 0, assertOurs: () => undefined });
    return true;
  } catch (error) {
    if (!(error instanceof DiedError)) throw error;
    return false;
  }
}

interface Facts {
  readonly changes: readonly MemoryChange[];
  readonly gone: readonly string[];
}

test('wherever processes die, the next run that comes to its end leaves everybody listed as they are remembered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 5 }), async (all) => {
      const world = await listingWorld();
      const connectionString = world.connectionString;
      await work(world.table, { runId: 'run-0', resumed: false }, { changes: [], gone: [] }, 'all');
      let before: Facts = { changes: [], gone: [] };
      let [number, isOver] = [0, true];
      for (const one of [...all, ENDS]) {
        const goesOn = one.goesOn && !isOver;
        if (!goesOn) number += 1;
        // Who goes on has the facts that were read before, and may decide otherwise on them.
        const known = await world.state.contacts.getMany(one.changes.map(([name]) => name));
        const facts = goesOn
          ? {
              ...before,
              changes: before.changes.map((change, at) => ({ ...change, after: one.changes[at]?.[1] ?? change.after })),
            }
          : {
              changes: one.changes.map(([name, after]) => ({ id: name, before: known.get(name), after })),
              gone: one.gone,
            };
        const table = dyingTable(world, connectionString, one.diesAt);
        isOver = await work(table, { runId: `run-${number}`, resumed: goesOn }, facts, one.scope);
        if (isOver) await expectListedRight(world);
        before = facts;
      }
      expect(isOver).toBe(true);
    }),
    { numRuns: 40 },
  );
});
