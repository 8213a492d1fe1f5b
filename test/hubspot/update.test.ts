import pMap from 'p-map';
import { describe, expect, test } from 'vitest';
import { archiveRecord, editRecord, recordOf } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { chunk } from '../../src/chunk.ts';
import { Refusals } from '../../src/hubspot/refusals.ts';
import { updateRecords } from '../../src/hubspot/update.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { addMany, NOW, simulatedHubSpot, timeLimit } from '../support/simulated-hubspot.ts';
import { holds, named, refused, written } from '../support/updates.ts';

/** Matches requests that hold one of the ids. */
const holding =
  (...ids: string[]) =>
  ({ path, body }: { path: string; body: unknown }) =>
    path.endsWith('/update') && ids.some((id) => JSON.stringify(body).includes(`"id":"${id}"`));

describe('updates', () => {
  test('a hundred in one request, each with a trace id of its own', async () => {
    const hubspot = await simulatedHubSpot();
    const ids = addMany(hubspot.account, 'contacts', 100);
    const outcomes = await updateRecords(hubspot.access, 'contacts', named(ids), holds);
    expect(outcomes).toEqual(new Map(ids.map((id) => [id, { kind: 'done', stampedAt: '2026-11-23T10:00:00Z' }])));
    expect(hubspot.requests()).toEqual(['POST /crm/objects/2026-09/contacts/batch/update 200']);
    expect(recordOf(hubspot.account, 'contacts', '100').properties).toEqual({ firstname: 'Aino' });
  });

  test('nothing to update, nothing sent', async () => {
    const { access, simulator } = await simulatedHubSpot();
    expect((await updateRecords(access, 'contacts', [], holds)).size).toBe(0);
    expect(simulator.log).toEqual([]);
  });

  test('records that are gone are told one by one, the others are written', async () => {
    const hubspot = await simulatedHubSpot();
    const { account, access } = hubspot;
    const ids = addMany(account, 'contacts', 6);
    archiveRecord(account, 'contacts', '2', NOW);
    mergeRecords(account, 'contacts', '4', '5', NOW, true);
    const outcomes = await updateRecords(access, 'contacts', named([...ids, '99']), holds);
    expect(Object.fromEntries(outcomes)).toEqual({
      1: written,
      2: { kind: 'overtaken', reason: 'no longer there: merged, archived or deleted', gone: true },
      3: written,
      4: written,
      5: { kind: 'overtaken', reason: 'no longer there: merged, archived or deleted', gone: true },
      6: written,
      99: { kind: 'overtaken', reason: 'no longer there: merged, archived or deleted', gone: true },
    });
    // Who was merged away is left out by HubSpot: he is read back, with others and alone.
    expect(hubspot.simulator.log).toHaveLength(3);
  });

  test('one invalid value in a hundred is found; the 99 others are written once', async () => {
    const hubspot = await simulatedHubSpot();
    const { account, access, simulator } = hubspot;
    const ids = addMany(account, 'contacts', 100);
    const updates = named(ids).map((update) =>
      update.id === '61' ? { id: '61', properties: { hs_language: 'klingon' } } : update,
    );
    const outcomes = await updateRecords(access, 'contacts', updates, holds);
    expect(outcomes.get('61')).toEqual({
      kind: 'refused',
      reason: 'rejected 400 VALIDATION_ERROR:INVALID_OPTION for hs_language',
      codes: ['VALIDATION_ERROR', 'INVALID_OPTION'],
    });
    expect([...outcomes].filter(([, { kind }]) => kind === 'done')).toHaveLength(99);
    expect(outcomes.size).toBe(100);
    expect(simulator.changes).toHaveLength(99);
    expect(new Set(simulator.changes.map(({ id }) => id)).size).toBe(99);
    // An option may be usable a moment later only, so the whole batch is tried again a few times before it is halved.
    expect(simulator.log.length).toBeLessThanOrEqual(4 + 1 + 2 * 7);
  });

  test('all invalid: HubSpot is not asked about each of them', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 100);
    const updates = ids.map((id) => ({ id, properties: { no_such_property: '1' } }));
    const outcomes = await updateRecords(access, 'contacts', updates, holds);
    expect([...outcomes.values()].every(({ kind }) => kind === 'refused')).toBe(true);
    // Four times in case the property is new, three parts in one another, three records alone.
    expect(simulator.log.length).toBeLessThanOrEqual(4 + 3 + 3);
    expect(simulator.changes).toEqual([]);
  });

  test('a refusal that was the same for a whole batch is believed of the next, until something is written', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 300);
    const invalid = (some: readonly string[]) => some.map((id) => ({ id, properties: { hs_language: 'klingon' } }));
    const refusals = new Refusals();
    await updateRecords(access, 'contacts', invalid(ids.slice(0, 100)), holds, refusals);
    simulator.log.length = 0;
    const next = await updateRecords(access, 'contacts', invalid(ids.slice(100, 200)), holds, refusals);
    expect([...next.values()].every(({ kind }) => kind === 'refused')).toBe(true);
    expect(simulator.log).toHaveLength(1);
    await updateRecords(access, 'contacts', named(ids.slice(0, 1)), holds, refusals);
    const mixed = [...invalid(ids.slice(200, 201)), ...named(ids.slice(201))];
    const last = await updateRecords(access, 'contacts', mixed, holds, refusals);
    expect([...last.values()].filter(({ kind }) => kind === 'done')).toHaveLength(99);
  });

  test('ten thousand records that are all refused alike cost hardly more than a request for each hundred', async () => {
    const { access, requests } = await handmadeHubSpot(() => ({ status: 400, body: { category: 'VALIDATION_ERROR' } }));
    const batches = chunk(named(Array.from({ length: 10_000 }, (_, nth) => String(nth + 1))), 100);
    const refusals = new Refusals();
    const fates = await pMap(
      batches,
      (batch) => refusals.behindFirst(() => updateRecords(access, 'contacts', batch, holds, refusals)),
      { concurrency: 8 },
    );
    const kinds = fates.flatMap((some) => [...some.values()].map(({ kind }) => kind));
    expect(kinds).toEqual(Array(10_000).fill('refused'));
    expect(requests.length).toBeLessThanOrEqual(110);
  });

  test('one bad record in each quarter of a batch takes nobody with it', async () => {
    const { account, access } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 100);
    const updates = named(ids).map((update, at) => (at % 12 === 5 ? { ...update, properties: { nope: '1' } } : update));
    const fates = await updateRecords(access, 'contacts', updates, holds);
    expect([...fates.values()].filter(({ kind }) => kind === 'refused')).toHaveLength(8);
  });

  test('many bad ones at the front do not take the good ones behind them along', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 100);
    const updates = named(ids).map((update, index) =>
      index < 40 ? { id: update.id, properties: { hs_language: 'klingon' } } : update,
    );
    const outcomes = await updateRecords(access, 'contacts', updates, holds);
    expect([...outcomes].filter(([, { kind }]) => kind === 'done')).toHaveLength(60);
    expect(simulator.changes).toHaveLength(60);
  });

  test('a locked record is waited for, then left; the others are written', async () => {
    const { account, access, simulator, pace } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 4);
    simulator.faults.add({ match: holding('3'), kind: '423' });
    const outcomes = await updateRecords(access, 'contacts', named(ids), holds);
    expect(Object.fromEntries(outcomes)).toEqual({ 1: written, 2: written, 3: refused('unavailable 423'), 4: written });
    expect(pace.elapsed()).toBeGreaterThan(5 * 2_000);
    expect(simulator.changes).toHaveLength(3);
  });

  test('a record locked for a moment is written', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 4);
    simulator.faults.add({ match: holding('3'), kind: '423', times: 2 });
    const outcomes = await updateRecords(access, 'contacts', named(ids), holds);
    expect([...outcomes.values()]).toEqual(Array(4).fill(written));
    expect(simulator.log).toHaveLength(3);
  });

  test.each([
    ['crm.objects.contacts.write', 'forbidden'],
    ['', 'resume_later'],
  ])('what concerns all is thrown (missing scope: "%s")', async (scope, code) => {
    const { account, access, fault, simulator } = await simulatedHubSpot({
      simulator: { missingScopes: scope ? [scope] : [] },
    });
    const ids = addMany(account, 'contacts', 4);
    if (code === 'resume_later') fault('429-daily', '/update', 10);
    await expect(updateRecords(access, 'contacts', named(ids), holds)).rejects.toMatchObject({ code });
    expect(simulator.log).toHaveLength(1);
  });
});

describe('a lost answer', () => {
  test.each(['reset-after', 'truncated', 'cut', 'garbage', 'empty'] as const)(
    'to %s after the write: read back, nothing written twice',
    async (kind) => {
      const { account, access, simulator, fault } = await simulatedHubSpot();
      const ids = addMany(account, 'contacts', 100);
      fault(kind, '/update');
      const outcomes = await updateRecords(access, 'contacts', named(ids), holds);
      expect([...outcomes.values()]).toEqual(Array(100).fill(written));
      expect(simulator.changes).toHaveLength(100);
      expect(simulator.log.map(({ path }) => path.split('/').at(-1))).toEqual(['update', 'read']);
    },
  );

  test.each(['reset-before', '500', '502', '503', '504', '524', 'hang'] as const)(
    'to %s before the write: read back and sent again',
    async (kind) => {
      const { account, access, simulator, fault } = await simulatedHubSpot({ transport: timeLimit(kind) });
      const ids = addMany(account, 'contacts', 10);
      fault(kind, '/update');
      const outcomes = await updateRecords(access, 'contacts', named(ids), holds);
      expect([...outcomes.values()]).toEqual(Array(10).fill(written));
      expect(simulator.changes).toHaveLength(10);
      expect(simulator.log.map(({ path }) => path.split('/').at(-1))).toEqual(['update', 'read', 'update']);
    },
  );

  test('only records that do not hold the values are sent again', async () => {
    const { account, access, simulator, fault } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 5);
    for (const id of ['1', '3']) editRecord(account, 'contacts', id, { firstname: 'Aino' }, NOW);
    archiveRecord(account, 'contacts', '4', NOW);
    fault('503', '/update');
    const outcomes = await updateRecords(access, 'contacts', named(ids), holds);
    expect(outcomes.get('4')).toEqual({
      kind: 'overtaken',
      reason: 'no longer there: merged, archived or deleted',
      gone: true,
    });
    expect([...outcomes.values()].filter(({ kind }) => kind === 'done')).toHaveLength(4);
    expect(simulator.changes.map(({ id }) => id)).toEqual(['2', '5']);
  });

  test('a write that never comes through is lost: the last one may still be on its way', async () => {
    const { account, access, simulator, fault, pace } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 3);
    fault('503', '/update', Number.POSITIVE_INFINITY);
    const outcomes = await updateRecords(access, 'contacts', named(ids), holds);
    expect([...outcomes.values()]).toEqual(Array(3).fill({ kind: 'unsure', reason: 'outcome_unknown 503' }));
    expect(simulator.log.filter(({ path }) => path.endsWith('/update'))).toHaveLength(5);
    expect(simulator.changes).toEqual([]);
    // Not sent again at once, but after growing pauses.
    expect(pace.elapsed()).toBeGreaterThan(150 + 300 + 600 + 1_200);
  });

  test('when reading back fails too, the outcome is lost: neither written nor refused', async () => {
    const { account, access, fault } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 2);
    fault('reset-after', '/update');
    fault('503', '/batch/read', Number.POSITIVE_INFINITY);
    const outcomes = await updateRecords(access, 'contacts', named(ids), holds);
    expect([...outcomes.values()]).toEqual(Array(2).fill({ kind: 'unsure', reason: 'unavailable 503' }));
  });

  test('in the middle of splitting costs the other parts nothing', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 8);
    const updates = named(ids).map((update) => (update.id === '8' ? { id: '8', properties: { nope: '1' } } : update));
    simulator.faults.add({
      match: (request) => holding('1')(request) && !holding('8')(request),
      kind: 'reset-after',
      times: 1,
    });
    const outcomes = await updateRecords(access, 'contacts', updates, holds);
    expect(outcomes.get('8')?.kind).toBe('refused');
    expect(simulator.changes.map(({ id }) => id).sort()).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect([...outcomes.values()].filter(({ kind }) => kind === 'done')).toHaveLength(7);
  });
});
