import { app, type HttpResponseInit } from '@azure/functions';
import { engine, guarded } from '../src/compose.ts';
import { json, problem } from '../src/http/answers.ts';
import { changesAnswer } from '../src/http/changes-answer.ts';
import { type ChangesQuery, changesQuerySchema } from '../src/http/changes-query.ts';
import { NO_BODY } from '../src/http/endpoint.ts';
import { runOperations } from '../src/http/operations/run.ts';
import { POLL_SECONDS } from '../src/http/resync-answer.ts';
import { MOST_REPORTS, runAnswer } from '../src/http/run-answer.ts';
import type { RunAnswer } from '../src/http/schemas/run.ts';
import type { Log } from '../src/log.ts';
import { isFinished, type Run } from '../src/runs/run.ts';
import { cancelOnRequest } from '../src/work/cancel-run.ts';

const run = guarded({
  name: 'run',
  operations: runOperations,
  route: 'runs/{runId}',
  query: changesQuerySchema,
  body: NO_BODY,
  answer: ({ method, params: { runId = '' }, query, actor, log }) =>
    method === 'DELETE' ? cancel(runId, query, actor, log) : show(runId, query),
});

async function show(runId: string, wanted: ChangesQuery): Promise<HttpResponseInit> {
  await engine.storage.prepare();
  const stored = await engine.ledger.find(runId);
  if (stored === undefined) return noSuchRun();
  // Whoever follows a run need not know what its status means: it goes on as long as it is worth asking again.
  const again = isFinished(stored.run) ? {} : { 'retry-after': POLL_SECONDS };
  return json(200, await answerOf(stored.run, wanted), again);
}

async function cancel(runId: string, wanted: ChangesQuery, actor: string, log: Log): Promise<HttpResponseInit> {
  const cancellation = await cancelOnRequest(engine, runId, actor, log);
  if (cancellation.kind === 'unknown') return noSuchRun();
  const { kind, run } = cancellation;
  if (kind === 'cancelled') return json(200, await answerOf(run, wanted));
  if (kind === 'stopping') return json(202, await answerOf(run, wanted), { 'retry-after': POLL_SECONDS });
  return problem(409, 'The run has ended', `The run has ${run.status}: there is nothing left to cancel.`);
}

async function answerOf(run: Run, wanted: ChangesQuery): Promise<RunAnswer> {
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

app.http('run', run);
