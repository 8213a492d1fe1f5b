import { afterEach, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { cancelRun } from '../../src/work/cancel-run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const AT = NOW + 2 * HOUR;

const atRest = async () => {
  app = await registerAtRest(AT);
  return app.hubspot.account;
};

test.for(['a new meeting', 'a move'])(
  'a sync that fails when companies are written and people are not leaves nobody wrong (%s)',
  async (what) => {
    const account = await atRest();
    if (what === 'a move') editRecord(account, 'contacts', '101', { associatedcompanyid: '202' }, AT);
    else addActivity(account, 'meetings', '21', new Date(AT).toISOString(), { contacts: ['102'] }, AT);
    app.hubspot.missingScopes.add('crm.objects.contacts.write');
    expect(await app.run('changed')).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
    app.hubspot.missingScopes.clear();
    app.setNow(AT + DAY);
    const { notes } = await app.run('changed');
    expect(notes).toEqual([expect.stringMatching(/a run ended before it had written them all/)]);
    expectAllRight(app, AT + DAY);
  },
);

test.for(['changed', 'all'] as const)(
  'a run (%s) that is cancelled between companies and people leaves nobody wrong',
  async (scope) => {
    const account = await atRest();
    addActivity(account, 'meetings', '21', new Date(AT).toISOString(), { contacts: ['102'] }, AT);
    const engine = app.newEngine();
    const { runId } = await requestRun(engine, { scope, trigger: 'timer', actor: 'timer', dryRun: false });
    const ended = await app.finish(cancelledAt(engine, runId, '/companies/batch/update'), runId);
    expect(ended.status).toBe('cancelled');
    app.setNow(AT + HOUR);
    await app.run('changed');
    expectAllRight(app, AT + HOUR);
  },
);

test('a reconcile that failed is not begun anew by every timer', async () => {
  app = await startRegisterApp({ account: syncWorld(), now: NOW });
  app.hubspot.missingScopes.add('crm.objects.contacts.write');
  expect(await app.run('changed')).toMatchObject({ scope: 'all', status: 'failed', error: { code: 'forbidden' } });
  const before = app.hubspot.log.length;
  app.setNow(NOW + HOUR);
  expect(await app.run('changed')).toMatchObject({
    scope: 'changed',
    status: 'failed',
    error: { code: 'reconcile_failed_lately', message: expect.stringMatching(/try again after 2026-11-23T11:30/) },
  });
  expect(app.hubspot.log.length).toBe(before);
  app.hubspot.missingScopes.clear();
  app.setNow(NOW + 2 * HOUR);
  expect(await app.run('clock')).toMatchObject({ scope: 'all', status: 'succeeded' });
  expectAllRight(app, NOW + 2 * HOUR);
});

/** An engine during whose first request to a path somebody cancels the run. */
function cancelledAt(engine: Engine, runId: string, ending: string): Engine {
  const { transport } = engine.hubspot;
  return {
    ...engine,
    hubspot: {
      ...engine.hubspot,
      transport: {
        ...transport,
        send: async (request) => {
          if (request.path.endsWith(ending)) await cancelRun(engine, runId, () => undefined);
          return transport.send(request);
        },
      },
    },
  };
}

test('a hold that was set while a run waited for tomorrow keeps a contact from being ended', async () => {
  const account = await atRest();
  const status = (id: string) => account.records.contacts.get(id)?.properties.rekisteri_retention_status;
  const at = Date.parse('2030-05-05T12:00:00Z');
  app.setNow(at);
  app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/contacts/batch/update'), kind: '429-daily', times: 1 });
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'clock', trigger: 'timer', actor: 'timer', dryRun: false });
  await runSlice(engine, { runId, slice: 0 }, () => undefined);
  expect((await engine.ledger.find(runId))?.run).toMatchObject({ status: 'running', error: { code: 'resume_later' } });
  editRecord(account, 'contacts', '101', { rekisteri_hold_until: '2031-01-01' }, at + HOUR);
  await runSlice({ ...engine, systemNow: () => engine.systemNow() + 2 * DAY }, { runId, slice: 0 }, () => undefined);
  expect([status('101'), status('102')]).toEqual(['on_hold', 'ended']);
});
