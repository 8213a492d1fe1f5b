import { expect, test } from 'vitest';
import { RANDOM_KINDS } from '../../../local/simulator/fault-kinds.ts';
import type { Effect, EffectKind } from '../../../src/effects/effect.ts';
import { execute } from '../../../src/effects/execute.ts';
import { eraseEngagements } from '../../../src/effects/kinds/erase-engagements.ts';
import { forgetPerson } from '../../../src/effects/kinds/forget-person.ts';
import { keepFloor } from '../../../src/effects/kinds/keep-floor.ts';
import { keepHashes } from '../../../src/effects/kinds/keep-hashes.ts';
import type { SliceContext } from '../../../src/facts/context.ts';
import { HubSpotError } from '../../../src/hubspot/errors.ts';
import {
  defineFloor,
  type ErasureWorld,
  eraseEngagementsOf,
  erasePerson,
  erasureAccount,
  erasureWorld,
  floorAt,
  keepAddresses,
  textIn,
} from '../../support/erasure-world.ts';

const AT = '2020-05-04T09:00:00.000Z';
const MOST_SLICES = 40;

/** Whether all of it was done: as the execution of a list, it goes no further than HubSpot does. */
async function erases(context: SliceContext): Promise<boolean> {
  const isDone = async <One extends Effect>(kind: EffectKind<One>, ...effects: One[]) =>
    [...(await execute(context, kind, effects, { part: 0 })).values()].every(({ kind: fate }) => fate === 'done');
  return (
    (await isDone(keepHashes(context), keepAddresses('101', ['aino@example.fi']))) &&
    (await isDone(keepFloor(context), floorAt('201', AT))) &&
    (await isDone(
      eraseEngagements(context),
      eraseEngagementsOf('101', ['notes:21', 'emails:22', 'calls:23'], ['notes:24', 'emails:25']),
      eraseEngagementsOf('102', ['notes:26']),
    )) &&
    (await isDone(forgetPerson(context), erasePerson('101'), erasePerson('102')))
  );
}

async function start(): Promise<ErasureWorld> {
  const account = erasureAccount();
  defineFloor(account);
  return erasureWorld(account);
}

async function expectErasedOnce({ account, app, events }: ErasureWorld): Promise<void> {
  expect([...account.records.contacts.keys()].sort()).toEqual(['103', '104']);
  for (const [type, id] of [
    ['notes', '21'],
    ['emails', '22'],
    ['calls', '23'],
    ['notes', '24'],
    ['emails', '25'],
  ] as const)
    expect(textIn(account, type, id)).toBe(false);
  const written = app.hubspot.changes.map(({ objectType, id, property }) => `${objectType}:${id} ${property}`);
  expect(written).toEqual([...new Set(written)]);
  const all = (await events()).filter(({ subject }) => /^(?:contact|company):/.test(subject));
  const named = (...actions: string[]) =>
    all
      .filter(({ action }) => actions.includes(action))
      .map(({ subject, property }) => `${subject} ${property}`)
      .sort();
  // What HubSpot holds was said to be applied, once, and every intent has its outcome.
  expect(named('applied')).toEqual([...new Set(named('intent'))]);
  expect(named('intent')).toEqual(named('applied', 'not_applied', 'superseded'));
  expect(named('gone')).toEqual(['contact:101 ', 'contact:102 ']);
}

test.each(Array.from({ length: 8 }, (_, index) => index + 1))(
  'every fourth request fails, in one way or another (%i): the trail tells what HubSpot holds in the end',
  async (seed) => {
    const world = await start();
    world.app.hubspot.faults.random({ rate: 0.25, seed });
    let isDone = false;
    for (let slice = 0; !isDone; slice += 1) {
      expect(slice).toBeLessThan(MOST_SLICES);
      try {
        isDone = await erases(await world.slice({ resumed: slice > 0 }));
      } catch (error) {
        if (!(error instanceof HubSpotError)) throw error;
      }
    }
    world.app.hubspot.faults.clear();
    await world.slice();
    await expectErasedOnce(world);
  },
);

test.each(RANDOM_KINDS)('the first write of each kind meets %s', async (kind) => {
  const world = await start();
  const writes = [
    /\/companies\/batch\/update$/,
    /\/notes\/batch\/update$/,
    /\/notes\/batch\/archive$/,
    /\/gdpr-delete$/,
  ];
  for (const write of writes) world.app.hubspot.faults.add({ match: ({ path }) => write.test(path), kind, times: 1 });
  let isDone = false;
  for (let slice = 0; !isDone; slice += 1) {
    expect(slice).toBeLessThan(8);
    isDone = await erases(await world.slice({ resumed: slice > 0 })).catch(() => false);
  }
  expect(world.app.hubspot.faults.count).toBe(writes.length);
  await expectErasedOnce(world);
});
