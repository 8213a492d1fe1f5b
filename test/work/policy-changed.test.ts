import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/digest.ts';
import { LeaseLostError } from '../../src/runs/session.ts';
import type { Engine } from '../../src/work/engine.ts';
import { notePolicy } from '../../src/work/note-policy.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from '../support/audit-events.ts';
import { dyingEngine } from '../support/dying-engine.ts';
import { policyWith } from '../support/policy.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { NOW, syncWorld } from '../support/sync-world.ts';

let app: RegisterApp;
beforeAll(async () => {
  app = await startRegisterApp({ account: syncWorld(), now: NOW });
  await app.reconcile();
});
afterAll(() => app.close());

/** A process with another policy. */
const deployed = (changes: unknown): Engine => ({ ...app.newEngine(), policy: policyWith(changes) });

const recorded = async () => {
  const events = await auditEvents(app.table('audit'));
  return events.filter(({ action }) => action === 'policy_changed');
};

/** What a run of this id does about the policy before all else. */
const note = (engine: Engine, runId: string) =>
  notePolicy(engine, { run: { ...RUN, runId }, assertOurs: () => undefined });

let RUN: Awaited<ReturnType<RegisterApp['run']>>;

describe('a change of the policy', () => {
  it('is none at the first run, and none while the policy stays', async () => {
    RUN = await app.run('changed');
    expect(await recorded()).toEqual([]);
  });

  it('is recorded once, with the digests, the sections and the run that noticed it; nobody is decided anew for words', async () => {
    const changes = { security: 'Uusi teksti', rights: { objection: 'Oikeus vastustaa' } };
    const run = await app.run('changed', deployed(changes));
    await app.run('changed', deployed(changes));
    expect(run.scope).toBe('changed');
    expect(await recorded()).toMatchObject([
      {
        subject: 'policy:notice',
        runId: run.runId,
        actor: 'timer',
        cause: `digest=${digestOf(policyWith(changes))} before=${digestOf(policyWith())} sections=rights,security`,
      },
    ]);
  });

  it('is not for a dry run to record', async () => {
    const engine = deployed({ security: 'Koe' });
    const { runId } = await requestRun(engine, { scope: 'changed', trigger: 'http', actor: 'key', dryRun: true });
    await app.finish(engine, runId);
    expect(await recorded()).toHaveLength(1);
  });

  it('back to what was before is a change as well', async () => {
    const run = await app.run('changed');
    const [, back] = await recorded();
    expect(back).toMatchObject({ runId: run.runId, cause: expect.stringMatching(` sections=rights,security$`) });
    await note(app.newEngine(), 'again');
    expect(await recorded()).toHaveLength(2);
  });

  it('back and forth while one run prepares is recorded each time', async () => {
    const before = (await recorded()).length;
    const [one, other] = [{ security: 'Yksi' }, { security: 'Toinen' }].map(deployed);
    if (one === undefined || other === undefined) throw new Error('They were made.');
    for (const engine of [one, other, one, other, other]) await note(engine, 'to-and-fro');
    expect((await recorded()).slice(before)).toHaveLength(4);
  });

  it('is recorded once wherever a process dies on the way, also when the next one has another policy again', async () => {
    for (let at = 1; at <= 7; at += 1) {
      const before = (await recorded()).length;
      const changes = { security: `Versio ${at}` };
      const dying = dyingEngine(deployed(changes), at);
      const died = await note(dying, `died-${at}`).then(
        () => false,
        (error: unknown) => error instanceof LeaseLostError,
      );
      expect(died).toBe(at < 7);
      // What was remembered before the crash is recorded as it was; else the run after it is the first to notice.
      const isRemembered = at > 1;
      await note(deployed({ security: `Toinen ${at}` }), `next-${at}`);
      await note(deployed({ security: `Toinen ${at}` }), `last-${at}`);
      const events = (await recorded()).slice(before);
      expect(events.map(({ runId }) => runId)).toEqual(isRemembered ? [`died-${at}`, `next-${at}`] : [`next-${at}`]);
    }
  });

  it('cannot be made up by a row that somebody else wrote', async () => {
    const before = (await recorded()).length;
    const index = app.table('index');
    for await (const row of index.listEntities()) {
      if (row.partitionKey !== 'state' || !row.rowKey?.startsWith('policy')) continue;
      await index.updateEntity({ partitionKey: 'state', rowKey: row.rowKey, mac: 'forged' }, 'Merge');
    }
    await note(deployed({ security: 'Ei tiedossa' }), 'foreign');
    expect(await recorded()).toHaveLength(before);
    await note(deployed({ security: 'Seuraava' }), 'after');
    expect((await recorded()).at(-1)).toMatchObject({ runId: 'after' });
  });
});
