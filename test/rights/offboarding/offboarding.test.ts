import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { addRecord, archiveRecord } from '../../../local/simulator/change.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { firstRun } from '../../../local/start/first-run.ts';
import { FunctionsClient } from '../../../local/start/functions-client.ts';
import { createProgress } from '../../../local/start/progress.ts';
import { listBin } from '../../../src/hubspot/list-bin.ts';
import { createNoticeEngine } from '../../../src/notice/create-engine.ts';
import { carryOutOffboarding } from '../../../src/rights/offboarding/carry-out.ts';
import { exportStaffValues } from '../../../src/rights/offboarding/export.ts';
import { offboardingPlan } from '../../../src/rights/offboarding/plan.ts';
import { returnToUse } from '../../../src/rights/offboarding/return.ts';
import { removeTables, tablesThere } from '../../../src/rights/offboarding/tables.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import { LeaseLostError } from '../../../src/runs/session.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../../src/register/properties.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { runOnTimer } from '../../../src/work/timer-run.ts';
import { auditEvents } from '../../support/audit-events.ts';
import type { CopyOfRegister } from '../../support/copy-of-register.ts';
import { crashingEngine } from '../../support/crashing-engine.ts';
import { personRequest } from '../../support/person-request.ts';
import { type RegisterApp, startCopy, startRegisterApp } from '../../support/register-app.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const ADMIN = 'an-administrator';
const REASON = 'Riita Virtasen laskusta';

let kept: CopyOfRegister;

beforeAll(async () => {
  const account = emptyAccount(7, 'Europe/Helsinki');
  const createdAt = '2012-03-04T05:06:07.000Z';
  for (const id of ['1', '2', '3']) addRecord(account, 'contacts', { id, createdAt, properties: {} });
  addRecord(account, 'companies', { id: '9', createdAt, properties: {} });
  const app = await startRegisterApp({ account, now: NOW, createEngine: createNoticeEngine });
  await app.reconcile();
  Object.assign(account.records.contacts.get('1')?.properties ?? {}, {
    rekisteri_retention_decision: 'keep',
    rekisteri_hold_until: '2025-01-31',
    rekisteri_hold_reason: REASON,
  });
  Object.assign(account.records.contacts.get('2')?.properties ?? {}, { rekisteri_retention_decision: 'erase' });
  kept = await app.copy();
  await app.close();
});

const opened: RegisterApp[] = [];
afterAll(() => Promise.all(opened.map((app) => app.close())));

const start = async () => {
  const app = await startCopy(kept, { createEngine: createNoticeEngine });
  opened.push(app);
  return app;
};

const exported = async (engine: Engine) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of await exportStaffValues(engine, ADMIN)) pieces.push(piece);
  const lines = Buffer.concat(pieces)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { lines: lines.slice(0, -1), end: lines.at(-1) ?? {} };
};

const confirmed = async (engine: Engine) => {
  const { confirm, staff } = await offboardingPlan(engine);
  return { confirm, exported: staff.digest };
};

/** Names of ours that an account has: definitions, groups, lists and folders. */
const ours = ({ properties, groups, lists, listFolders }: AccountData) => [
  ...(['contacts', 'companies'] as const).flatMap((on) => [
    ...[...properties[on].keys()].filter((name) => name.startsWith('rekisteri_')).map((name) => `${on}.${name}`),
    ...[...groups[on].keys()].filter((name) => name === 'rekisteri').map((name) => `${on}.${name}`),
  ]),
  ...[...lists.values()].filter(({ deletedAt }) => deletedAt === undefined).map(({ name }) => name),
  ...[...(listFolders?.values() ?? [])].map(({ name }) => name),
];

describe('off-boarding', () => {
  test('shows what it would do and changes nothing', async () => {
    const app = await start();
    const before = app.hubspot.changes.length;
    const { state, things, blockers, staff } = await offboardingPlan(app.newEngine());
    expect(state).toBe('in_use');
    // Six segments, their folder, and a group of each kind of record; without subscription types there are no channels of consent.
    const properties = CONTACT_PROPERTIES.length - 1 + COMPANY_PROPERTIES.length;
    expect(things.ours).toHaveLength(properties + 6 + 1 + 2);
    expect(things.left).toEqual([]);
    expect(blockers).toEqual({ holds: [], restrictions: [], requests: [], erasures: [] });
    expect(staff).toMatchObject({
      contacts: 2,
      values: {
        rekisteri_hold_until: 1,
        rekisteri_hold_reason: 1,
        rekisteri_processing_restricted: 0,
        rekisteri_retention_decision: 2,
      },
    });
    expect(app.hubspot.log.filter(({ method }) => ['DELETE', 'PUT', 'PATCH'].includes(method))).toEqual([]);
    expect(app.hubspot.changes.length).toBe(before);
  });

  test('exports what staff typed, with an end by which it is known to be whole', async () => {
    const app = await start();
    const engine = app.newEngine();
    const { lines, end } = await exported(engine);
    expect(lines).toEqual([
      {
        contactId: '1',
        values: {
          rekisteri_hold_until: '2025-01-31',
          rekisteri_hold_reason: REASON,
          rekisteri_retention_decision: 'keep',
        },
      },
      { contactId: '2', values: { rekisteri_retention_decision: 'erase' } },
    ]);
    expect(end).toMatchObject({ end: true, contacts: 2, digest: (await offboardingPlan(engine)).staff.digest });
    expect((await auditEvents(app.table('audit'))).at(-1)).not.toContain(REASON);
  });

  test('of the recycle bin too, where nobody would see that it goes with the properties', async () => {
    const app = await start();
    const engine = app.newEngine();
    const before = await confirmed(engine);
    archiveRecord(app.hubspot.account, 'contacts', '1', NOW);
    // What was exported is of another account now.
    expect(await carryOutOffboarding(engine, before, ADMIN)).toEqual({ kind: 'not_exported' });
    const { lines, end } = await exported(engine);
    expect(lines.at(-1)).toMatchObject({
      contactId: '1',
      archived: true,
      values: { rekisteri_hold_reason: REASON, rekisteri_retention_decision: 'keep' },
    });
    expect(end).toMatchObject({ contacts: 2, archived: 1 });
    expect(await carryOutOffboarding(engine, await confirmed(engine), ADMIN)).toMatchObject({ kind: 'done' });
    const names = ['rekisteri_hold_reason', 'rekisteri_retention_decision'];
    for await (const inBin of listBin(engine.hubspot, 'contacts', names))
      expect(inBin.map(({ id, properties }) => [id, names.filter((name) => name in properties)])).toEqual([['1', []]]);
  });

  test('that search does not show whole breaks off', async () => {
    const app = await start();
    app.hubspot.behaviour.hidden.search = new Set(['contacts:2']);
    app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/search'), kind: 'total-more' });
    await expect(exported(app.newEngine())).rejects.toMatchObject({ code: 'unexpected_answer' });
    app.hubspot.behaviour.hidden.search = new Set();
  });

  test('removes all that the add-on made, reads back that it is gone, and records each', async () => {
    const app = await start();
    const engine = app.newEngine();
    const own = ours(app.hubspot.account);
    const result = await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    if (result.kind !== 'done') throw new Error(result.kind);
    expect(result.report.remaining).toEqual([]);
    expect(result.report.removed).toHaveLength(own.length);
    expect(ours(app.hubspot.account)).toEqual([]);
    const events = (await auditEvents(app.table('audit'))).filter(({ actor }) => actor === ADMIN);
    expect(events.filter(({ action }) => action === 'applied')).toHaveLength(own.length);
    expect(events.filter(({ action }) => action === 'offboarded')).toHaveLength(1);
    expect(await engine.audit.open()).toEqual([]);
  });

  test('done once more does nothing and is told as done', async () => {
    const app = await start();
    const engine = app.newEngine();
    await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    const again = await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    expect(again).toMatchObject({ kind: 'done', report: { removed: [], remaining: [] } });
    const events = await auditEvents(app.table('audit'));
    expect(events.filter(({ action }) => action === 'offboarded')).toHaveLength(1);
  });

  test('leaves alone what bears its names and is somebody else’s', async () => {
    const app = await start();
    const { account } = app.hubspot;
    const engine = app.newEngine();
    const { properties } = account;
    const reason = properties.contacts.get('rekisteri_hold_reason');
    const basis = properties.contacts.get('rekisteri_retention_basis');
    if (reason === undefined || basis === undefined) throw new Error('They are not defined.');
    properties.contacts.set('rekisteri_retention_basis', { ...basis, type: 'string' });
    properties.companies.set('oma', { ...reason, name: 'oma', groupName: 'rekisteri' });
    account.lists.set('77', {
      id: '77',
      name: 'Oma',
      processingType: 'MANUAL',
      createdAt: '2020-01-01T00:00:00.000Z',
      members: new Map(),
      folderId: [...(account.listFolders?.keys() ?? [])][0] ?? '',
    });
    const { things } = await offboardingPlan(engine);
    expect(things.left.map(({ name, reason: why }) => `${name} ${why}`).sort()).toEqual([
      'companies.rekisteri not_empty',
      'contacts.rekisteri not_empty',
      'contacts.rekisteri_retention_basis of_another_type',
      'folder 11 not_empty',
    ]);
    const result = await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    expect(result).toMatchObject({ kind: 'done', report: { remaining: [] } });
    expect(ours(account).sort()).toEqual(
      ['Oma', 'Rekisteri', 'companies.rekisteri', 'contacts.rekisteri', 'contacts.rekisteri_retention_basis'].sort(),
    );
    expect(properties.companies.has('oma')).toBe(true);
  });

  test('takes nothing for its own that the trail does not say it made', async () => {
    const app = await start();
    const { account } = app.hubspot;
    const engine = app.newEngine();
    await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    const definition = kept.account.properties.contacts.get('rekisteri_hold_reason');
    if (definition === undefined) throw new Error('It is not defined.');
    account.properties.contacts.set(definition.name, { ...definition, groupName: 'contactinformation' });
    const { things } = await offboardingPlan(engine);
    expect(things.ours).toEqual([]);
    expect(things.left).toEqual([{ name: 'contacts.rekisteri_hold_reason', reason: 'not_made_by_it' }]);
  });
});

describe('off-boarding is refused, and the add-on stays in use,', () => {
  test.each([
    ['a hold is in force', { rekisteri_hold_until: '2026-11-23' }, { holds: ['3'] }],
    ['processing is restricted', { rekisteri_processing_restricted: 'true' }, { restrictions: ['3'] }],
  ])('while %s', async (_why, values, blockers) => {
    const app = await start();
    Object.assign(app.hubspot.account.records.contacts.get('3')?.properties ?? {}, values);
    const engine = app.newEngine();
    const result = await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    expect(result).toMatchObject({ kind: 'blocked', plan: { blockers } });
    expect(ours(app.hubspot.account)).toEqual(ours(kept.account));
    expect(await engine.offboarded.read()).toBeUndefined();
  });

  test('while a request is open', async () => {
    const app = await start();
    const engine = app.newEngine();
    const request = personRequest(['1']);
    await requestsOf(engine).create(request);
    const result = await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    expect(result).toMatchObject({ kind: 'blocked', plan: { blockers: { requests: [request.id] } } });
    expect(await engine.offboarded.read()).toBeUndefined();
  });

  test('while a run is in line', async () => {
    const app = await start();
    const engine = app.newEngine();
    const given = await confirmed(engine);
    const { runId } = await requestRun(engine, { scope: 'clock', trigger: 'timer', actor: 'timer', dryRun: false });
    expect(await carryOutOffboarding(engine, given, ADMIN)).toEqual({ kind: 'run_in_line' });
    expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
  });

  test('when HubSpot does not answer, or the process dies, before anything was removed', async () => {
    const app = await start();
    const engine = app.newEngine();
    const given = await confirmed(engine);
    app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/search'), kind: '400' });
    await expect(carryOutOffboarding(engine, given, ADMIN)).rejects.toMatchObject({ name: 'HubSpotError' });
    app.hubspot.faults.clear();
    await expect(carryOutOffboarding(crashingEngine(engine, 2), given, ADMIN)).rejects.toThrow(LeaseLostError);
    expect(await engine.offboarded.read()).toBeUndefined();
    expect(await app.run('clock')).toMatchObject({ status: 'succeeded' });
  });

  test('when a run joins the line while it is looked whether one is there', async () => {
    const app = await start();
    const engine = app.newEngine();
    const given = await confirmed(engine);
    const { offboarded } = engine;
    const joined = async () => {
      await requestRun(engine, { scope: 'clock', trigger: 'timer', actor: 'timer', dryRun: false });
    };
    const overtaken: Engine = {
      ...engine,
      offboarded: {
        read: () => offboarded.read(),
        remove: () => offboarded.remove(),
        write: async (row) => {
          await joined();
          await offboarded.write(row);
        },
      },
    };
    expect(await carryOutOffboarding(overtaken, given, ADMIN)).toEqual({ kind: 'run_in_line' });
    expect(await offboarded.read()).toBeUndefined();
    expect(ours(app.hubspot.account)).toEqual(ours(kept.account));
  });

  test('when what staff typed is not what was exported, or there is something else to remove', async () => {
    const app = await start();
    const engine = app.newEngine();
    const given = await confirmed(engine);
    Object.assign(app.hubspot.account.records.contacts.get('3')?.properties ?? {}, {
      rekisteri_retention_decision: 'keep',
    });
    expect(await carryOutOffboarding(engine, given, ADMIN)).toEqual({ kind: 'not_exported' });
    const now = await confirmed(engine);
    app.hubspot.account.properties.contacts.delete('rekisteri_retention_basis');
    expect(await carryOutOffboarding(engine, now, ADMIN)).toEqual({ kind: 'changed' });
    expect(await engine.offboarded.read()).toBeUndefined();
  });
});

describe('after off-boarding', () => {
  test('no timer defines anything again, and a run that was asked for fails', async () => {
    const app = await start();
    const engine = app.newEngine();
    await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    for (const scope of ['changed', 'clock', 'all'] as const) await runOnTimer(engine, scope, () => undefined);
    expect((await engine.line.scopes()).size).toBe(0);
    const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: false });
    expect(await app.finish(engine, runId)).toMatchObject({ status: 'failed', error: { code: 'off_boarded' } });
    expect(ours(app.hubspot.account)).toEqual([]);
  });

  test('nor does the program begin with a run, and it stays up: what is in storage is to be removed yet', async () => {
    const app = await start();
    const engine = app.newEngine();
    await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    const { signal } = new AbortController();
    const following = {
      engine,
      client: new FunctionsClient('http://127.0.0.1:1', signal, {}),
      signal,
      once: true,
      progress: createProgress(process.stdout),
    };
    expect(await firstRun(following)).toBeUndefined();
  });

  test('an administrator has it back, with all that it made', async () => {
    const app = await start();
    const engine = app.newEngine();
    await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    await returnToUse(engine, ADMIN);
    expect(await app.reconcile()).toMatchObject({ status: 'succeeded' });
    expect(ours(app.hubspot.account).sort()).toEqual(ours(kept.account).sort());
  });

  test('what HubSpot does not remove is named, and removed when it is asked for again', async () => {
    const app = await start();
    const engine = app.newEngine();
    const inUse = ({ method, path }: { method: string; path: string }) =>
      method === 'DELETE' && path.endsWith('/rekisteri_retention_status');
    app.hubspot.faults.add({ match: inUse, kind: '400', times: 1 });
    const first = await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    expect(first).toMatchObject({
      kind: 'done',
      report: { remaining: [{ name: 'contacts.rekisteri_retention_status' }, { name: 'contacts.rekisteri' }] },
    });
    expect(await engine.offboarded.read()).toMatchObject({ state: 'leaving' });
    const second = await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    expect(second).toMatchObject({ kind: 'done', report: { remaining: [] } });
    expect(await engine.offboarded.read()).toMatchObject({ state: 'left' });
    expect(ours(app.hubspot.account)).toEqual([]);
  });
});

test('a process that dies anywhere in off-boarding leaves what the next call finishes, each thing recorded once', {}, async () => {
  const total = ours(kept.account).length;
  for (const at of [9, 20, 51, 78]) {
    const app = await start();
    const engine = app.newEngine();
    const given = await confirmed(engine);
    const first = carryOutOffboarding(crashingEngine(engine, at), given, ADMIN);
    await first.catch((error: unknown) => {
      if (!(error instanceof LeaseLostError)) throw error;
    });
    await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    expect([at, ours(app.hubspot.account)]).toEqual([at, []]);
    expect(await engine.audit.open()).toEqual([]);
    const events = (await auditEvents(app.table('audit'))).filter(({ actor }) => actor === ADMIN);
    const gone = events.filter(({ action, after }) => action === 'applied' && after === '');
    expect([at, gone.length]).toEqual([at, total]);
    expect(await engine.offboarded.read()).toMatchObject({ state: 'left' });
  }
});

describe('tables are removed', () => {
  test('of nobody who is in use, with an open request, or whose trail has gone on since', async () => {
    const app = await start();
    const engine = app.newEngine();
    const given = { confirm: (await tablesThere(engine)).confirm, trail: [] };
    expect(await removeTables(engine, given)).toEqual({ kind: 'in_use' });
    await carryOutOffboarding(engine, await confirmed(engine), ADMIN);
    expect(await removeTables(engine, given)).toEqual({ kind: 'trail_not_exported' });
    expect(await removeTables(engine, { ...given, confirm: 'another' })).toEqual({ kind: 'changed' });
    const request = personRequest(['1']);
    await requestsOf(engine).create(request);
    expect(await removeTables(engine, given)).toEqual({ kind: 'blocked', requests: [request.id] });
    // Five tables, and the queue: no copy was prepared, and no message given up.
    expect((await tablesThere(engine)).names).toHaveLength(6);
  });
});
