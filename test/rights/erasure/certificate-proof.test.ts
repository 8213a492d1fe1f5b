import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportTrail } from '../../../src/audit/export/export-trail.ts';
import { verifyCommand } from '../../../local/audit/verify-command.ts';
import { eraseContact } from '../../../local/simulator/people.ts';
import { wake } from '../../../src/work/request-run.ts';
import { runSlice } from '../../../src/work/run-slice.ts';
import { certificateOfList } from '../../../src/rights/erasure/certificate-of-list.ts';
import type { Certificate } from '../../../src/rights/erasure/certificate-schema.ts';
import type { ErasureList } from '../../../src/rights/erasure/list.ts';
import { startDue } from '../../../src/rights/erasure/start-due.ts';
import { isFinished } from '../../../src/runs/run.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { freshFolder } from '../../audit/export/exported.ts';
import { dyingEngine } from '../../support/dying-engine.ts';
import {
  DAY,
  DUE,
  HOUR,
  approved,
  listNow,
  prepared,
  startErasureWorld,
  synced,
  workThrough,
} from '../../support/erasure-register.ts';
import type { RegisterApp } from '../../support/register-app.ts';

const ignore = () => undefined;

async function start(): Promise<{ app: RegisterApp; list: ErasureList }> {
  const app = await startErasureWorld();
  const list = await approved(app, await prepared(app));
  app.setNow(DUE);
  return { app, list };
}

const later = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

/** Makes the certificate and an export, and holds the one against the other. */
async function verified(
  app: RegisterApp,
  { id }: ErasureList,
  changed: (certificate: Certificate) => Certificate = (certificate) => certificate,
): Promise<{ status: number; out: string; certificate: Certificate }> {
  const folder = await freshFolder();
  const engine = app.newEngine();
  const certificate = await certificateOfList(engine, await listNow(engine, id), undefined);
  const [file, trail] = [join(folder, 'certificate.json'), join(folder, 'trail.jsonl')];
  await writeFile(file, JSON.stringify(changed(certificate)));
  await exportTrail({
    table: app.table('audit'),
    file: trail,
    format: 'jsonl',
    seals: undefined,
    now: () => '2026-11-24T13:00:00.000Z',
  });
  const told: string[] = [];
  const output = { out: (text: string) => told.push(text), err: (text: string) => told.push(text) };
  const status = await verifyCommand([trail, '--certificate', file], { AUDIT_KEY: 'a-key-for-tests' }, output);
  return { status, out: told.join('\n'), certificate };
}

const PROVED = { status: 0, out: expect.stringContaining('Certificate: PROVED') };

describe('a certificate is proved', () => {
  it('with somebody whom others erased before, of whom there is no event', async () => {
    const { app, list } = await start();
    eraseContact(app.hubspot.account, '303', DUE - HOUR);
    await synced(app);
    const { certificate, ...told } = await verified(app, list);
    expect(told).toMatchObject(PROVED);
    expect(certificate.people[2]).toMatchObject({
      contactId: '303',
      status: 'gone_already',
      event: null,
      left: ['emails:5005'],
    });
    const lied = await verified(app, list, (copy) => ({
      ...copy,
      people: copy.people.filter(({ contactId }) => contactId !== '303'),
    }));
    expect(lied).toMatchObject({ status: 1, out: expect.stringContaining('NOT PROVED') });
  });

  it('after later checks, by what they said', async () => {
    const { app, list } = await start();
    await synced(app);
    app.setNow(DUE + 31 * DAY);
    await app.run('clock');
    const { certificate, ...told } = await verified(app, list);
    expect(told).toMatchObject(PROVED);
    expect(certificate.laterChecks[0]).toMatchObject({ result: 'gone' });
    const lied = await verified(app, list, (copy) => ({
      ...copy,
      laterChecks: copy.laterChecks.map((check) => ({ ...check, result: 'found', found: ['303'], foundCount: 1 })),
    }));
    expect(lied.status).toBe(1);
  });

  it.each([14, 22, 30, 38, 46, 54, 62, 70])('when its process dies at step %i, and another goes on', async (at) => {
    const { app, list } = await start();
    const runId = await dying(app, list, at);
    const engine = later(app.newEngine(), 60);
    await wake(engine);
    await app.finish(engine, runId);
    await workThrough(app, engine);
    expect(await listNow(engine, list.id)).toMatchObject({ state: 'completed', executionRuns: [runId] });
    expect(await verified(app, list)).toMatchObject(PROVED);
  });

  it.each([30, 46, 62])(
    'when its run is cancelled after a death at step %i, and another finishes who was begun with',
    async (at) => {
      const { app, list } = await start();
      const runId = await dying(app, list, at);
      const engine = later(app.newEngine(), 60);
      await engine.cancelling.request(runId);
      await wake(engine);
      await app.finish(engine, runId);
      await workThrough(app, engine);
      app.setNow(DUE + HOUR);
      await synced(app, later(app.newEngine(), 120));
      const { state } = await listNow(app.newEngine(), list.id);
      expect(['completed', 'partly_completed']).toContain(state);
      expect(await verified(app, list)).toMatchObject(PROVED);
    },
  );

  it('when its slices die until the run has failed, the outcome is told by a sync, and another run finishes', async () => {
    const { app, list } = await start();
    const runId = await dying(app, list, 46);
    for (let more = 1; !(await hasEnded(app, runId)); more += 1) {
      const engine = later(app.newEngine(), 60 * more);
      await runSlice(dyingEngine(engine, 3), { runId, slice: 0 }, ignore).catch(ignore);
      expect(more).toBeLessThan(20);
    }
    app.setNow(DUE + HOUR);
    await synced(app, later(app.newEngine(), 3_600));
    const { executionRuns, state } = await listNow(app.newEngine(), list.id);
    expect(state).toBe('completed');
    expect(executionRuns).toHaveLength(2);
    expect(await verified(app, list)).toMatchObject(PROVED);
  });
});

/** Starts the execution in a process that dies at a step of its first slice; gives the run. */
async function dying(app: RegisterApp, { id }: ErasureList, at: number): Promise<string> {
  const engine = app.newEngine();
  await startDue(engine, { trigger: 'timer', actor: 'timer' });
  const { runId } = await listNow(engine, id);
  await runSlice(dyingEngine(app.newEngine(), at), { runId, slice: 0 }, ignore).catch(ignore);
  return runId;
}

async function hasEnded(app: RegisterApp, runId: string): Promise<boolean> {
  const stored = await app.newEngine().ledger.find(runId);
  return stored !== undefined && isFinished(stored.run);
}
