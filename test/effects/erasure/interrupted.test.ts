import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute } from '../../../src/effects/execute.ts';
import { eraseEngagements } from '../../../src/effects/kinds/erase-engagements.ts';
import { forgetPerson } from '../../../src/effects/kinds/forget-person.ts';
import { keepFloor } from '../../../src/effects/kinds/keep-floor.ts';
import { keepHashes } from '../../../src/effects/kinds/keep-hashes.ts';
import type { SliceContext } from '../../../src/facts/context.ts';
import { LeaseLostError } from '../../../src/runs/session.ts';
import { dyingEngine } from '../../support/dying-engine.ts';
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

/** Aino and Eero, erased in the order of the effect. */
async function eraseAll(context: SliceContext): Promise<void> {
  const part = { part: 0 };
  await execute(
    context,
    keepHashes(context),
    [keepAddresses('101', ['aino@example.fi']), keepAddresses('102', ['eero@example.fi'])],
    part,
  );
  await execute(context, keepFloor(context), [floorAt('201', AT)], part);
  const engagements = [
    eraseEngagementsOf('101', ['notes:21', 'emails:22'], ['notes:24']),
    eraseEngagementsOf('102', ['notes:26']),
  ];
  await execute(context, eraseEngagements(context), engagements, part);
  await execute(context, forgetPerson(context), [erasePerson('101'), erasePerson('102')], part);
}

async function start(): Promise<ErasureWorld> {
  const account = erasureAccount();
  defineFloor(account);
  const world = await erasureWorld(account);
  const { state } = await world.slice();
  const memory = {
    held: {},
    inputs: '',
    merged: '',
    own: { read: true, latest: undefined } as const,
    companyId: '201',
  };
  await state.contacts.putMany([
    ['101', memory],
    ['102', memory],
  ]);
  await state.members.add(['201|101', '201|102']);
  return world;
}

/** Whether it was carried out to its end. */
async function dies(world: ErasureWorld, at: number, resumed: boolean): Promise<boolean> {
  try {
    await eraseAll(await world.slice({ resumed, engine: dyingEngine(world.app.newEngine(), at) }));
    return false;
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    return true;
  }
}

async function expectErased(world: ErasureWorld): Promise<void> {
  const { account, app } = world;
  expect([...account.records.contacts.keys()].sort()).toEqual(['103', '104']);
  for (const [type, id] of [
    ['notes', '21'],
    ['emails', '22'],
    ['notes', '24'],
    ['notes', '26'],
  ] as const) {
    expect(textIn(account, type, id)).toBe(false);
    expect(account.records[type].get(id)?.archivedAt === undefined).toBe(id === '24');
  }
  // Nothing was done twice: neither in HubSpot, nor by what the trail says.
  const written = app.hubspot.changes.map(({ objectType, id, property }) => `${objectType}:${id} ${property}`);
  expect(written).toEqual([...new Set(written)]);
  const erased = app.hubspot.log.filter(({ path, status }) => path.endsWith('/gdpr-delete') && status === 204);
  expect(erased.map(({ ids }) => ids.join()).sort()).toEqual(['101', '102']);
  const events = (await world.events()).filter(({ subject }) => /^(?:contact|company):/.test(subject));
  const named = (actions: readonly string[]) =>
    events
      .filter(({ action }) => actions.includes(action))
      .map(({ subject, property }) => `${subject} ${property}`)
      .sort();
  expect(named(['applied'])).toEqual([...new Set(named(['intent']))]);
  expect(named(['intent'])).toEqual(named(['applied', 'not_applied', 'superseded']));
  expect(named(['gone'])).toEqual(['contact:101 ', 'contact:102 ']);
  const engine = app.newEngine();
  expect(await engine.audit.open()).toEqual([]);
  expect((await engine.verifier.verify(() => undefined)).faults).toEqual([]);
  expect(await engine.state.contacts.getMany(['101', '102'])).toEqual(new Map());
  expect(await engine.state.membersOf(['201'])).toEqual(new Map([['201', []]]));
  expect(await engine.floors.read()).toEqual(new Map([['201', { at: Date.parse(AT) }]]));
}

test('a process that dies at any step is followed by one that finishes: nothing twice, nothing forgotten half-way', async () => {
  let at = 1;
  for (; ; at += 1) {
    const world = await start();
    const hasDied = await dies(world, at, false);
    if (hasDied) await eraseAll(await world.slice({ resumed: true }));
    await expectErased(world);
    if (!hasDied) break;
  }
  expect(at).toBeGreaterThan(60);
});

test('also when the one that follows dies, and the one after it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 4 }), async (deaths) => {
      const world = await start();
      for (const [index, at] of deaths.entries()) await dies(world, at, index > 0);
      await eraseAll(await world.slice({ resumed: true }));
      await expectErased(world);
    }),
    { numRuns: 12, seed: 7 },
  );
});
