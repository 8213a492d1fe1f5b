import { describe, expect, test } from 'vitest';
import { archiveRecord, editRecord } from '../../../local/simulator/change.ts';
import { execute } from '../../../src/effects/execute.ts';
import { keepFloor } from '../../../src/effects/kinds/keep-floor.ts';
import { keepHashes } from '../../../src/effects/kinds/keep-hashes.ts';
import { ErasedAddresses } from '../../../src/erased/erased-addresses.ts';
import { NoErasureKeyError } from '../../../src/erased/errors.ts';
import type { SliceContext } from '../../../src/facts/context.ts';
import { defineFloor, erasureAccount, erasureWorld, floorAt, keepAddresses } from '../../support/erasure-world.ts';
import { NOW } from '../../support/sync-world.ts';

const AT = '2020-05-04T09:00:00.000Z';
const LATER = '2021-05-04T09:00:00.000Z';
const PROPERTY = 'rekisteri_erased_contact_at';

const defined = () => {
  const account = erasureAccount();
  defineFloor(account);
  return account;
};

const keep = (context: SliceContext, ...effects: ReturnType<typeof floorAt>[]) =>
  execute(context, keepFloor(context), effects, { part: 0 });

describe('the floor of a company', () => {
  test('is kept in the table and in HubSpot; of several people the latest counts', async () => {
    const world = await erasureWorld(defined());
    const context = await world.slice();
    await context.state.companies.putMany([
      [
        '201',
        {
          held: {},
          inputs: '',
          merged: '',
          activity: { read: true, latest: undefined },
          clock: { read: true, latest: undefined },
          live: true,
        },
      ],
    ]);
    expect(Object.fromEntries(await keep(context, floorAt('201', LATER), floorAt('201', AT)))).toEqual({
      'company:201': { kind: 'done', stampedAt: expect.any(String) },
    });
    expect(world.account.records.companies.get('201')?.properties[PROPERTY]).toBe(LATER);
    expect(await context.floors.read()).toEqual(new Map([['201', { at: Date.parse(LATER) }]]));
    // The next run does not take it for somebody's hand.
    expect((await context.state.companies.getMany(['201'])).get('201')?.held).toEqual({ [PROPERTY]: LATER });
    expect(await world.said('company:201')).toEqual([`intent ${PROPERTY}  ${LATER}`, `applied ${PROPERTY}  ${LATER}`]);
  });

  test('never falls, and is not written where it is as late already; the table is told of it', async () => {
    const account = defined();
    editRecord(account, 'companies', '201', { [PROPERTY]: LATER }, NOW);
    const world = await erasureWorld(account);
    const context = await world.slice();
    expect([...(await keep(context, floorAt('201', AT))).values()]).toEqual([{ kind: 'done' }]);
    expect(world.app.hubspot.changes).toEqual([]);
    expect(await context.floors.read()).toEqual(new Map([['201', { at: Date.parse(LATER) }]]));
  });

  test('that only the table knows comes back to HubSpot', async () => {
    const world = await erasureWorld(defined());
    const context = await world.slice();
    await context.floors.raise('201', Date.parse(LATER));
    await keep(context, floorAt('201', AT));
    expect(world.account.records.companies.get('201')?.properties[PROPERTY]).toBe(LATER);
  });

  test('of a company that is gone is kept in the table', async () => {
    const account = defined();
    archiveRecord(account, 'companies', '201', NOW);
    const world = await erasureWorld(account);
    const context = await world.slice();
    expect([...(await keep(context, floorAt('201', AT))).values()]).toMatchObject([{ kind: 'overtaken', gone: true }]);
    expect(await context.floors.read()).toEqual(new Map([['201', { at: Date.parse(AT) }]]));
  });

  test('that cannot be read is refused, and nothing is written', async () => {
    const account = defined();
    const company = account.records.companies.get('201');
    if (company) company.properties[PROPERTY] = 'long ago';
    const world = await erasureWorld(account);
    const context = await world.slice();
    expect([...(await keep(context, floorAt('201', AT))).values()]).toMatchObject([{ kind: 'refused' }]);
    expect(world.app.hubspot.changes).toEqual([]);
    expect(await context.floors.read()).toEqual(new Map());
  });
});

describe('keyed hashes of addresses', () => {
  test('are kept, pending; the trail is told how many there are and not which', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    const effect = keepAddresses('101', ['aino@example.fi', 'Aino@example.com']);
    const fates = await execute(context, keepHashes(context), [effect, keepAddresses('102', [])], { part: 0 });
    expect(Object.fromEntries(fates)).toEqual({ 'contact:101': { kind: 'done' }, 'contact:102': { kind: 'done' } });
    expect(await context.erasedAddresses.isKept(effect.erasureId, '101')).toBe(true);
    expect(await context.erasedAddresses.isKept(effect.erasureId, '102')).toBe(false);
    expect(await world.said('contact:101')).toEqual(['intent erasure:addresses  2', 'applied erasure:addresses  2']);
    expect(await world.said('contact:102')).toEqual([]);
  });

  test('are not kept a second time when the slice was cut short', async () => {
    const world = await erasureWorld();
    const effect = keepAddresses('101', ['aino@example.fi']);
    const first = await world.slice();
    await execute(first, keepHashes(first), [effect], { part: 0 });
    const second = await world.slice({ resumed: true });
    expect([...(await execute(second, keepHashes(second), [effect], { part: 0 })).values()]).toEqual([
      { kind: 'done' },
    ]);
    expect(await world.said('contact:101')).toHaveLength(2);
  });

  test('are kept of an address that the person has got since the slice was cut short', async () => {
    const world = await erasureWorld();
    const first = await world.slice();
    await execute(first, keepHashes(first), [keepAddresses('101', ['aino@example.fi'])], { part: 0 });
    const second = await world.slice({ resumed: true });
    const now = keepAddresses('101', ['aino.new@example.fi']);
    await execute(second, keepHashes(second), [now], { part: 0 });
    await second.erasedAddresses.confirm(now.erasureId, '101');
    const known = await second.knownErased();
    for (const address of ['aino@example.fi', 'aino.new@example.fi'])
      expect(second.erasureKeys?.lookUpsOf(address).map((hash) => known.find(hash)?.contactId)).toEqual(['101', '101']);
  });

  test('without a key nothing is intended', async () => {
    const world = await erasureWorld();
    const engine = world.app.newEngine();
    const erasedAddresses = new ErasedAddresses(engine.storage.erased, undefined, engine.rowMacs, () => AT);
    const context = await world.slice({ engine: { ...engine, erasedAddresses } });
    await expect(
      execute(context, keepHashes(context), [keepAddresses('101', ['a@b.fi'])], { part: 0 }),
    ).rejects.toBeInstanceOf(NoErasureKeyError);
    expect(await world.said('contact:101')).toEqual([]);
  });
});
