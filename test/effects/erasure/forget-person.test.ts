import { describe, expect, test } from 'vitest';
import { purgeRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { execute } from '../../../src/effects/execute.ts';
import { forgetPerson } from '../../../src/effects/kinds/forget-person.ts';
import type { SliceContext } from '../../../src/facts/context.ts';
import { peopleOf } from '../../../src/remembered/listing/places.ts';
import { rememberWithRows } from '../../../src/remembered/move-rows.ts';
import { erasePerson, erasureWorld } from '../../support/erasure-world.ts';
import { NOW } from '../../support/sync-world.ts';

const run = (context: SliceContext, ...ids: string[]) =>
  execute(
    context,
    forgetPerson(context),
    ids.map((id) => erasePerson(id)),
    { part: 0 },
  );

const memory = (companyId?: string) => {
  return { held: {}, inputs: '', merged: '', own: { read: true, latest: undefined } as const, companyId };
};

/** All that is remembered of people. */
async function rememberedOf({ state }: SliceContext, ...ids: string[]) {
  const members = await state.membersOf(['201', '202']);
  return {
    memories: [...(await state.contacts.getMany(ids)).keys()],
    members: [...members.values()].flat().sort(),
    retry: await state.retry.list('', '~'),
  };
}

/** Whom the listing shows, in whatever place. */
async function listedOf({ app }: Awaited<ReturnType<typeof erasureWorld>>): Promise<string[]> {
  const { rows } = app.newEngine().listing;
  const places = [{ partition: 'ends-unknown', from: '', to: '~~' }, peopleOf('201')];
  const found = await Promise.all(places.map((place) => rows.first(place, 99)));
  return found.flatMap((one) => one.rows.map(({ contactId }) => contactId));
}

async function remember({ state, session }: SliceContext): Promise<void> {
  const changes = ['101', '102'].map((id) => ({ id, before: undefined, after: memory('201') }));
  await rememberWithRows(state, { runId: session.run.runId, resumed: false }, changes);
  await state.members.add(['202|103']);
  await state.retry.add(['contacts|101', 'contacts|102', 'companies|101']);
}

describe('a person who is erased', () => {
  test('is gone from HubSpot and from what is remembered; the trail says what was intended, done, and that he is gone', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    await remember(context);
    expect(Object.fromEntries(await run(context, '101'))).toEqual({ 'contact:101': { kind: 'done' } });
    expect(world.account.records.contacts.get('101')).toBeUndefined();
    expect(await rememberedOf(context, '101', '102')).toEqual({
      memories: ['102'],
      members: ['102', '103'],
      retry: ['companies|101', 'contacts|102'],
    });
    expect(await listedOf(world)).toEqual(['102', '102']);
    expect(await world.said('contact:101')).toEqual([
      'intent erasure:person present forgotten',
      'gone',
      'applied erasure:person present forgotten',
    ]);
    expect(await world.said('contact:102')).toEqual([]);
    expect((await world.app.newEngine().verifier.verify(() => undefined)).faults).toEqual([]);
  });

  test('is found by pruning once the trail has kept him long enough, though nothing was remembered of him', async () => {
    const world = await erasureWorld();
    await run(await world.slice(), '104');
    const { pruner } = world.app.newEngine();
    const found = [];
    for await (const { subject } of pruner.goneBefore('2100-01-01T00:00:00.000Z')) found.push(subject);
    expect(found).toEqual(['contact:104']);
  });

  test('by hand just before is no effect of ours: it was overtaken, and he is forgotten all the same', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    await remember(context);
    purgeRecord(world.account, 'contacts', '101', NOW);
    expect([...(await run(context, '101')).values()]).toEqual([
      { kind: 'overtaken', reason: 'it was gone already', gone: true },
    ]);
    expect((await rememberedOf(context, '101')).memories).toEqual([]);
    expect(await world.said('contact:101')).toEqual([
      'intent erasure:person present forgotten',
      'gone',
      'superseded erasure:person present forgotten',
    ]);
  });

  test('who was merged into a customer just before stays, and stays remembered', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    await remember(context);
    mergeRecords(world.account, 'contacts', '102', '101', NOW, true);
    expect([...(await run(context, '101')).values()]).toEqual([
      { kind: 'overtaken', reason: 'its id leads to another contact', gone: false },
    ]);
    expect(world.account.records.contacts.get('102')?.mergedInto).toBeUndefined();
    expect((await rememberedOf(context, '101', '102')).memories).toEqual(['101', '102']);
    expect((await world.said('contact:101')).at(-1)).toBe('superseded erasure:person present forgotten');
  });

  test('a scope that is taken away in between leaves open what was not done, and says what was', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    const { transport } = context.hubspot;
    const counting = {
      ...context,
      hubspot: {
        ...context.hubspot,
        transport: {
          ...transport,
          send: async <Answer>(request: Parameters<typeof transport.send<Answer>>[0]) => {
            const answer = await transport.send(request);
            if (request.path.endsWith('/gdpr-delete'))
              world.app.hubspot.missingScopes.add('crm.objects.contacts.write');
            return answer;
          },
        },
      },
    };
    await expect(run(counting, '101', '102', '103', '104')).rejects.toMatchObject({ code: 'forbidden' });
    world.app.hubspot.missingScopes.clear();
    await world.slice({ resumed: true });
    for (const id of ['101', '102', '103', '104']) {
      const isThere = world.account.records.contacts.has(id);
      expect((await world.said(`contact:${id}`)).at(-1)).toBe(
        `${isThere ? 'not_applied' : 'applied'} erasure:person present forgotten`,
      );
    }
    expect(world.account.records.contacts.size).toBeLessThan(4);
    expect(world.account.records.contacts.size).toBeGreaterThan(0);
  });
});
