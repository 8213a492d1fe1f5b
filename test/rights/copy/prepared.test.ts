import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Fetched, fetchCopy } from '../../../src/rights/copy/fetch.ts';
import { preparedOf } from '../../../src/rights/copy/prepared/prepared-copies.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import { cancelRun } from '../../../src/work/cancel-run.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { wake } from '../../../src/work/request-run.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { dyingEngine } from '../../support/dying-engine.ts';
import { TEXT } from '../../support/erasure-world.ts';
import { decidedRequest, personRequest } from '../../support/person-request.ts';
import type { RegisterApp } from '../../support/register-app.ts';
import { NOW } from '../../support/sync-world.ts';
import { asked, blobsOf, HOUR, OFFICER, prepared, startCopyWorld } from './copy-world.ts';

const REQUEST = personRequest([]).id;
/** Steps between two deaths of the sweep, whose first is another each time: all of them are tried with CRASH_STEP=1. */
const STEP = Number(process.env.CRASH_STEP ?? 5);

const ignore = () => undefined;

const fetched = (engine: Engine, copyId: string): Promise<Fetched> => fetchCopy(engine, REQUEST, copyId, OFFICER);

/** Everything of a copy that was fetched. */
async function contentOf(given: Fetched): Promise<Buffer> {
  if (given.kind !== 'copy') throw new Error(`not given: ${given.kind}`);
  const pieces: Uint8Array[] = [];
  for await (const piece of given.content) pieces.push(new Uint8Array(piece));
  return Buffer.concat(pieces);
}

async function said(app: RegisterApp, action: string): Promise<string[]> {
  const events = await auditEvents(app.table('audit'));
  return events.filter((event) => event.action === action).map(({ subject, cause }) => `${subject} ${cause}`);
}

describe('a copy that takes longer than a call', () => {
  it('is prepared by one run, fetched once, and gone with its key', async () => {
    const { app, request } = await startCopyWorld();
    const engine = app.newEngine();
    const [first, second] = await Promise.all([
      asked(engine, request, 'json', { large: true }),
      asked(app.newEngine(), request, 'json', { large: true }),
    ]);
    expect(first).toMatchObject({ kind: 'prepared', prepared: { state: 'preparing', format: 'json' } });
    const copyId = first.kind === 'prepared' ? first.prepared.copyId : '';
    expect(second).toMatchObject({ kind: 'prepared', prepared: { copyId } });
    expect(await fetched(engine, copyId)).toMatchObject({ kind: 'preparing' });
    const run = await app.finish(engine, copyId);
    expect(run).toMatchObject({ scope: 'copy', status: 'succeeded', copy: { requestId: REQUEST, format: 'json' } });

    const blobs = await blobsOf(app);
    expect([...blobs.keys()]).toEqual([expect.stringMatching(new RegExp(`^${copyId}-[0-9a-f]{8}\\.json$`))]);
    for (const blob of blobs.values()) expect(blob.includes(TEXT)).toBe(false);
    expect(await asked(engine, request, 'json')).toMatchObject({
      kind: 'prepared',
      prepared: { state: 'ready', copyId },
    });

    const given = await fetched(engine, copyId);
    const content = await contentOf(given);
    expect(content.toString()).toContain(TEXT);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const told = `format=json sha256=${sha256} bytes=${content.byteLength} places=`;
    expect(await said(app, 'copy_prepared')).toEqual([expect.stringContaining(told)]);
    expect(await said(app, 'disclosed')).toEqual([
      expect.stringMatching(new RegExp(`^request:${REQUEST} request=${REQUEST} kind=access ${told}covered:`)),
      expect.stringMatching(new RegExp(`^contact:101 request=${REQUEST} kind=access ${told}covered:`)),
    ]);
    // Whoever broke off may fetch it again.
    expect((await contentOf(await fetched(engine, copyId))).equals(content)).toBe(true);
    if (given.kind === 'copy') await given.taken();
    expect(await blobsOf(app)).toEqual(new Map());
    const kept = (await preparedOf(engine).all()).map((one) => one.prepared);
    expect(kept).toEqual([expect.objectContaining({ state: 'gone', key: null, blob: null, goneWhy: 'downloaded' })]);
    expect(await said(app, 'copy_deleted')).toEqual([
      expect.stringContaining(`copy=${copyId} format=json reason=downloaded`),
    ]);
    expect(await fetched(engine, copyId)).toMatchObject({ kind: 'gone', why: 'downloaded' });
    const { disclosed } = (await requestsOf(engine).find(REQUEST))?.request ?? request;
    expect(disclosed.map((one) => one.sha256)).toEqual([sha256, sha256]);
    // Another is prepared for whoever asks anew.
    expect((await prepared(app, request, 'json')).copyId).not.toBe(copyId);
  });

  it('is refused after its hour, and goes with whatever comes first: a fetch, a sync, the message sent ahead', async () => {
    const { app, request } = await startCopyWorld();
    const first = await prepared(app, request, 'html');
    app.setNow(NOW + HOUR);
    expect(await fetched(app.newEngine(), first.copyId)).toMatchObject({ kind: 'gone', why: 'expired' });
    expect(await blobsOf(app)).toEqual(new Map());

    const second = await prepared(app, request, 'html');
    const engine = app.newEngine();
    const run = (await engine.ledger.find(second.copyId))?.run;
    if (run === undefined) throw new Error('no run');
    await engine.afterRun(run);
    expect((await blobsOf(app)).size).toBe(1);
    app.setNow(NOW + 2 * HOUR);
    await app.newEngine().afterRun(run);
    expect(await blobsOf(app)).toEqual(new Map());

    await prepared(app, request, 'html');
    await app.run('changed');
    expect((await blobsOf(app)).size).toBe(1);
    app.setNow(NOW + 3 * HOUR);
    await app.run('changed');
    expect(await blobsOf(app)).toEqual(new Map());
    expect((await said(app, 'copy_deleted')).every((cause) => cause.endsWith('reason=expired'))).toBe(true);
    app.setNow(NOW + 28 * HOUR);
    await app.run('changed');
    expect(await preparedOf(app.newEngine()).all()).toEqual([]);
  });

  it('is not given when somebody changed, moved or removed what was written', async () => {
    const { app, request } = await startCopyWorld();
    const { copyId } = await prepared(app, request);
    const [[name = '', bytes = Buffer.alloc(0)] = []] = await blobsOf(app);
    const blob = app.container('copies').getAppendBlobClient(name);
    for (const other of [Buffer.from(bytes).fill(1, 40, 41), bytes.subarray(0, 100), Buffer.from('{}')]) {
      await blob.create();
      await blob.appendBlock(other, other.byteLength);
      const given = await fetched(app.newEngine(), copyId);
      // One that is cut off is known for it when its end comes: nothing of it can look complete.
      if (given.kind === 'copy') await expect(contentOf(given)).rejects.toThrow('not what was written');
      else expect(given.kind).toBe('altered');
    }
    await blob.delete();
    expect(await fetched(app.newEngine(), copyId)).toMatchObject({ kind: 'altered' });
  });

  it('is not given once something was decided since, for it was made without that', async () => {
    const { app, request } = await startCopyWorld();
    const { copyId } = await prepared(app, request);
    app.setNow(NOW + HOUR / 4);
    await decideNow(app, { granted: ['contact:101'], refused: { 'notes:21': 'rights_of_others' } });
    expect(await fetched(app.newEngine(), copyId)).toMatchObject({ kind: 'gone', why: 'superseded' });
    expect(await blobsOf(app)).toEqual(new Map());
    expect(await said(app, 'disclosed')).toEqual([]);

    const next = await prepared(app, request);
    app.setNow(NOW + HOUR / 2);
    await decideNow(app, { granted: ['contact:101'] });
    const another = await prepared(app, request);
    expect(another.copyId).not.toBe(next.copyId);
    expect(await contentOf(await fetched(app.newEngine(), another.copyId))).toBeInstanceOf(Buffer);
    const { disclosed, decision } = (await requestsOf(app.newEngine()).find(REQUEST))?.request ?? request;
    expect(disclosed.map(({ at }) => at >= (decision?.at ?? ''))).toEqual([true]);
  });

  it('leaves nothing when its run is cancelled or fails, and is begun anew then', async () => {
    const { app, request } = await startCopyWorld();
    const engine = app.newEngine();
    const given = await asked(engine, request, 'json', { large: true });
    const copyId = given.kind === 'prepared' ? given.prepared.copyId : '';
    await cancelRun(engine, copyId, ignore);
    expect(await app.finish(engine, copyId)).toMatchObject({ status: 'cancelled' });
    expect(await fetched(engine, copyId)).toMatchObject({ kind: 'gone', why: 'abandoned' });
    // Withdrawn meanwhile: the run that comes next has nothing to write.
    const next = await asked(engine, request, 'json', { large: true });
    const stored = await requestsOf(engine).find(REQUEST);
    if (stored === undefined) throw new Error('no request');
    await requestsOf(engine).save(stored, { state: 'withdrawn' });
    const nextId = next.kind === 'prepared' ? next.prepared.copyId : '';
    expect(nextId).not.toBe(copyId);
    expect(await app.finish(engine, nextId)).toMatchObject({ status: 'failed', error: { code: 'copy_not_wanted' } });
    expect(await fetched(engine, nextId)).toEqual({ kind: 'no_copy', why: 'ended' });
    await app.run('changed');
    expect(await blobsOf(app)).toEqual(new Map());
  });

  it('is whole whenever the process dies while it is written, and no blob is left over', async () => {
    const { app, request } = await startCopyWorld();
    let at = 1 + Math.floor(Math.random() * STEP);
    for (let hasDied = true; hasDied; at += STEP) {
      const engine = app.newEngine();
      const given = await asked(engine, request, 'json', { large: true });
      const copyId = given.kind === 'prepared' ? given.prepared.copyId : '';
      hasDied = await worked(app, dyingEngine(app.newEngine(), at), copyId);
      const later: Engine = { ...app.newEngine(), systemNow: () => engine.systemNow() + 60_000 };
      await wake(later);
      expect(await app.finish(later, copyId)).toMatchObject({ status: 'succeeded' });
      expect((await blobsOf(app)).size, `step ${at}`).toBe(1);
      const copy = await fetched(app.newEngine(), copyId);
      expect(JSON.parse((await contentOf(copy)).toString())).toMatchObject({ end: expect.anything() });
      if (copy.kind === 'copy') await copy.taken();
      expect(await blobsOf(app)).toEqual(new Map());
    }
    // Attempt kept, blob made and filled, event, copy ready: before and after each. The last one that was tried came after all of them.
    expect(at - STEP).toBeGreaterThan(10);
  });
});

/** Decides of the request at the time of the app. */
async function decideNow(app: RegisterApp, items: Parameters<typeof decidedRequest>[1]): Promise<void> {
  const engine = app.newEngine();
  const stored = await requestsOf(engine).find(REQUEST);
  const { state, decision } = decidedRequest(['101'], items);
  if (stored === undefined || decision === null) throw new Error('nothing to decide');
  const at = new Date(engine.now()).toISOString();
  await requestsOf(engine).save(stored, { state, decision: { ...decision, at } });
}

/** Works on a run until its process dies; `false` when it came to its end. */
async function worked(app: RegisterApp, engine: Engine, runId: string): Promise<boolean> {
  const engineThatLives = app.newEngine();
  for (;;) {
    const hasWorked = await app.workOnce(engine).catch(() => false);
    if ((await engineThatLives.ledger.find(runId))?.run.status === 'succeeded') return false;
    if (!hasWorked) return true;
  }
}
