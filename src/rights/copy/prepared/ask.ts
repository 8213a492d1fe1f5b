import { type CopyTask, newRun, newRunId } from '../../../runs/run.ts';
import type { Engine } from '../../../work/engine.ts';
import { wakeIfPossible } from '../../../work/request-run.ts';
import { endOf } from '../../erasure/settle.ts';
import { preparedOf } from './prepared-copies.ts';
import { dropPrepared } from './drop.ts';
import { isExpired, isReady, type Prepared } from './prepared.ts';
import type { StoredPrepared } from './prepared-copies.ts';

/** The copy of a request that is being prepared, or is ready to be fetched, by what is decided; `undefined` when there is none. */
export async function preparedNow(
  engine: Engine,
  task: CopyTask,
  decidedAt: string | null,
  actor: string,
): Promise<Prepared | undefined> {
  const stored = await preparedOf(engine).find(task);
  return stored !== undefined && (await isOfUse(engine, stored, decidedAt, actor)) ? stored.prepared : undefined;
}

/**
 * Has a run prepare the copy of a request, unless one does already: whoever asks twice is told of the same. The row comes first, then the
 * event, then the run; a crash in between is noticed by whoever asks next (`endOf`).
 */
export async function askForCopy(
  engine: Engine,
  task: CopyTask,
  decidedAt: string | null,
  actor: string,
): Promise<Prepared> {
  // Every further pass follows a change that somebody else made in between, so this comes to an end.
  for (;;) {
    const before = await preparedOf(engine).find(task);
    if (before !== undefined && (await isOfUse(engine, before, decidedAt, actor))) return before.prepared;
    // One that is of no use is gone by now, unless somebody else has begun another in its place.
    if (before !== undefined && before.prepared.state !== 'gone') continue;
    const copyId = newRunId(engine.systemNow());
    const saved = await preparedOf(engine).save(before, begun(task, copyId));
    if (saved === undefined) continue;
    const cause = `scope=copy request=${task.requestId} format=${task.format}`;
    const author = { runId: copyId, actor };
    await engine.audit.record([{ action: 'run_requested', subject: `run:${copyId}`, cause }], author);
    const asked = { runId: copyId, scope: 'copy', trigger: 'http', actor, dryRun: false, copy: task } as const;
    await engine.ledger.create(newRun(asked, engine.now(), engine.systemNow()));
    await wakeIfPossible(engine);
    return saved.prepared;
  }
}

/** Whether a copy is coming or there to be fetched; one that is neither is deleted. */
async function isOfUse(
  engine: Engine,
  stored: StoredPrepared,
  decidedAt: string | null,
  actor: string,
): Promise<boolean> {
  const { prepared } = stored;
  const author = { runId: '', actor };
  if (isReady(prepared)) {
    const isOld = isExpired(prepared, engine.now());
    if (!isOld && prepared.decidedAt === decidedAt) return true;
    await dropPrepared(engine, stored, isOld ? 'expired' : 'superseded', author);
  } else if (prepared.state === 'preparing') {
    if ((await endOf(engine, prepared.copyId)) === undefined) return true;
    await dropPrepared(engine, stored, 'abandoned', author);
  }
  return false;
}

function begun(task: CopyTask, copyId: string): Prepared {
  return {
    ...task,
    copyId,
    state: 'preparing',
    blob: null,
    key: null,
    madeAt: null,
    bytes: null,
    sha256: null,
    decidedAt: null,
    places: '',
    goneAt: null,
    goneWhy: null,
    revision: '',
  };
}
