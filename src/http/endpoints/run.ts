import type { HttpResponseInit } from '@azure/functions';
import type { Log } from '../../log.ts';
import { isFinished, type Run } from '../../runs/run.ts';
import { cancelOnRequest } from '../../work/cancel-run.ts';
import type { Engine } from '../../work/engine.ts';
import { json, problem } from '../answers.ts';
import { changesAnswer } from '../changes-answer.ts';
import { type ChangesQuery, changesQuerySchema } from '../changes-query.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { runOperations } from '../operations/run.ts';
import type { Register } from '../register.ts';
import { POLL_SECONDS } from '../resync-answer.ts';
import { MOST_REPORTS, runAnswer } from '../run-answer.ts';
import type { RunAnswer } from '../schemas/run.ts';

/** `GET` and `DELETE /api/runs/{runId}`. */
export const run: Endpoint<ChangesQuery, undefined, Register> = {
  name: 'run',
  operations: runOperations,
  route: 'runs/{runId}',
  query: changesQuerySchema,
  body: NO_BODY,
  answer: ({ method, params: { runId = '' }, query, actor, register: { engine }, log }) =>
    method === 'DELETE' ? cancel(engine, { runId, actor, log }, query) : show(engine, runId, query),
};

async function show(engine: Engine, runId: string, wanted: ChangesQuery): Promise<HttpResponseInit> {
  await engine.storage.prepare();
  const stored = await engine.ledger.find(runId);
  if (stored === undefined) return noSuchRun();
  // Whoever follows a run need not know what its status means: it goes on as long as it is worth asking again.
  const again = isFinished(stored.run) ? {} : { 'retry-after': POLL_SECONDS };
  return json(200, await answerOf(engine, stored.run, wanted), again);
}

async function cancel(
  engine: Engine,
  { runId, actor, log }: { readonly runId: string; readonly actor: string; readonly log: Log },
  wanted: ChangesQuery,
): Promise<HttpResponseInit> {
  const cancellation = await cancelOnRequest(engine, runId, actor, log);
  if (cancellation.kind === 'unknown') return noSuchRun();
  const { kind, run } = cancellation;
  if (kind === 'cancelled') return json(200, await answerOf(engine, run, wanted));
  if (kind === 'stopping') return json(202, await answerOf(engine, run, wanted), { 'retry-after': POLL_SECONDS });
  return problem(409, 'The run has ended', `The run has ${run.status}: there is nothing left to cancel.`);
}

async function answerOf(engine: Engine, run: Run, wanted: ChangesQuery): Promise<RunAnswer> {
  const [failures, notices, changes] = await Promise.all([
    engine.reports.list(run.runId, 'failure', MOST_REPORTS),
    engine.reports.list(run.runId, 'notice', MOST_REPORTS),
    changesAnswer(engine.changes, run, wanted),
  ]);
  return { ...runAnswer(run, [...failures, ...notices], engine.systemNow()), ...changes };
}

function noSuchRun(): HttpResponseInit {
  return problem(404, 'No such run', 'Take the runId from the answer that started the run.');
}
