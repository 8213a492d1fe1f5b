import { expect, test } from 'vitest';
import { buildRows } from '../../../src/remembered/listing/building.ts';
import { settleListing } from '../../../src/remembered/listing/settle.ts';
import type { ContactMemory } from '../../../src/remembered/memory.ts';
import { rememberWithRows } from '../../../src/remembered/move-rows.ts';
import { expectListedRight, type ListingWorld, listingWorld } from '../../support/listing-world.ts';

const NOW = Date.parse('2026-11-23T08:00:00.000Z');
const LATER = NOW + 60_000;

const memory = (held: Record<string, string>, companyId = '201'): ContactMemory => {
  return { held, inputs: '', merged: '', own: { read: true, latest: undefined }, companyId };
};
const ENDED = memory({ rekisteri_retention_status: 'ended', rekisteri_retention_ends: '2026-10-01' });
const ACTIVE = memory({ rekisteri_retention_status: 'active', rekisteri_retention_ends: '2031-05-05' });

const end = (
  { listing }: ListingWorld,
  scope: 'all' | 'changed' | 'erasure' | 'contacts',
  now = NOW,
  runId = 'run-1',
) => settleListing(listing, { run: { runId, scope }, now, assertOurs: () => undefined });

const remember = ({ state }: ListingWorld, id: string, after: ContactMemory, before?: ContactMemory, runId = 'run-1') =>
  rememberWithRows(state, { runId, resumed: false }, [{ id, before, after }]);

test('before a reconcile has come to its end nothing is said of anybody, whatever other runs have remembered', async () => {
  const world = await listingWorld();
  await remember(world, '101', ENDED);
  await end(world, 'contacts');
  expect(await world.listing.summary.read()).toBeUndefined();
  await end(world, 'all', LATER, 'run-2');
  expect(await world.listing.summary.read()).toMatchObject({ asOf: '2026-11-23T08:01:00.000Z', counts: { total: 1 } });
});

test('rows of an earlier version, or of nobody who is remembered, give way to those of everybody who is', async () => {
  const world = await listingWorld();
  const { listing, state } = world;
  await state.contacts.putMany([
    ['101', ENDED],
    ['102', ACTIVE],
  ]);
  await state.members.add(['201|101', '201|102', '202|101']);
  await remember(world, '103', ACTIVE, undefined, 'run-0');
  await state.contacts.deleteMany(['103']);
  await listing.changing.end();
  await end(world, 'all');
  await expectListedRight(world);
  expect(await state.membersOf(['201', '202'])).toEqual(
    new Map([
      ['201', ['101', '102']],
      ['202', []],
    ]),
  );
});

test('somebody whose row was deleted or altered is listed again after the next reconcile', async () => {
  const world = await listingWorld();
  await remember(world, '101', ENDED);
  await remember(world, '102', ACTIVE);
  await end(world, 'all');
  await world.table.deleteEntity('ends-ended', '2026-10-01|0000000000000000101');
  await world.table.updateEntity(
    { partitionKey: 'ends-active', rowKey: '2031-05-05|0000000000000000102', record: '{}' },
    'Merge',
  );
  await end(world, 'changed', LATER, 'run-2');
  const { rows } = await world.listing.rows.first({ partition: 'ends-active', from: '', to: '~~' }, 9);
  expect(rows).toEqual([]);
  await end(world, 'all', LATER, 'run-3');
  await expectListedRight(world);
});

test('a run in which nobody changes says when it ended, and counts nobody anew', async () => {
  const world = await listingWorld();
  await remember(world, '101', ENDED);
  await end(world, 'all');
  // What is remembered without its row is found by the next reconcile.
  await world.state.contacts.putMany([['102', ACTIVE]]);
  await end(world, 'changed', LATER, 'run-2');
  expect(await world.listing.summary.read()).toMatchObject({ asOf: '2026-11-23T08:01:00.000Z', counts: { total: 1 } });
});

test('a run over a list of people to erase counts, and leaves the time of the last look at the register', async () => {
  const world = await listingWorld();
  await remember(world, '101', ENDED);
  await end(world, 'all');
  await remember(world, '102', ENDED, undefined, 'run-2');
  await end(world, 'erasure', LATER, 'run-2');
  expect(await world.listing.summary.read()).toMatchObject({ asOf: '2026-11-23T08:00:00.000Z', counts: { total: 2 } });
});

test('whoever only says otherwise what was known has no row written', async () => {
  const world = await listingWorld();
  await remember(world, '101', ENDED);
  await end(world, 'all');
  await remember(world, '101', { ...ENDED, inputs: 'other' }, ENDED, 'run-2');
  expect(await world.listing.changing.read()).toEqual({ runId: '', suspect: false });
  expect(await world.state.contacts.getMany(['101'])).toEqual(new Map([['101', { ...ENDED, inputs: 'other' }]]));
});

test('each crash that is seen to has all rows looked at, however often one process sees to one', async () => {
  const world = await listingWorld();
  await end(world, 'all');
  for (const runId of ['run-2', 'run-3']) {
    await world.state.rows.begin({ runId: '', resumed: true });
    expect(await world.listing.changing.read()).toEqual({ runId: '', suspect: true });
    await end(world, 'changed', LATER, runId);
    expect(await world.listing.changing.read()).toEqual({ runId: '', suspect: false });
  }
});

test('a mark of changes that somebody else wrote has all rows looked at', async () => {
  const world = await listingWorld();
  await remember(world, '101', ENDED);
  await end(world, 'all');
  await world.state.contacts.putMany([['102', ACTIVE]]);
  await remember(world, '103', ACTIVE, undefined, 'run-2');
  await world.table.updateEntity({ partitionKey: 'state', rowKey: 'changing-rows~0000', mac: '00' }, 'Merge');
  await end(world, 'changed', LATER, 'run-2');
  await expectListedRight(world);
  expect((await world.listing.summary.read())?.counts.total).toBe(3);
});

test('rows that one building of a run left when it was cut short are removed by the next one of the same run', async () => {
  const world = await listingWorld();
  const run = { runId: 'run-1', resumed: true };
  await rememberWithRows(world.state, run, [{ id: '101', before: undefined, after: ENDED }]);
  await buildRows(world.listing);
  // The process died there. Another goes on with the run on the facts of the first, which knew nothing of 101, and decides otherwise.
  await rememberWithRows(world.state, run, [{ id: '101', before: undefined, after: ACTIVE }]);
  await end(world, 'all');
  await expectListedRight(world);
});
