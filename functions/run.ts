import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { engine } from '../src/compose.ts';
import { logOf } from '../src/function-log.ts';
import { changesAnswer } from '../src/http/changes-answer.ts';
import { type ChangesQuery, changesQuerySchema } from '../src/http/changes-query.ts';
import { fieldErrors, json, problem } from '../src/http/problem.ts';
import { MOST_FAILURES, runAnswer } from '../src/http/run-answer.ts';
import { whenAvailable } from '../src/http/unavailable.ts';
import { cancelRun } from '../src/sync/cancel-run.ts';
import type { Run } from '../src/sync/run.ts';

const POLL_SECONDS = '5';

async function handleRun(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { runId = '' } = request.params;
  const query = changesQuerySchema.safeParse(Object.fromEntries(request.query));
  if (!query.success) return problem(400, 'Wrong query', 'Mend what errors names.', fieldErrors(query.error));
  const wanted = query.data;
  return whenAvailable(() => (request.method === 'DELETE' ? cancel(runId, wanted, context) : show(runId, wanted)));
}

async function show(runId: string, wanted: ChangesQuery): Promise<HttpResponseInit> {
  await engine.storage.prepare();
  const stored = await engine.ledger.find(runId);
  return stored === undefined ? noSuchRun() : json(200, await answerOf(stored.run, wanted));
}

async function cancel(runId: string, wanted: ChangesQuery, context: InvocationContext): Promise<HttpResponseInit> {
  const cancellation = await cancelRun(engine, runId, logOf(context));
  if (cancellation.kind === 'unknown') return noSuchRun();
  const { kind, run } = cancellation;
  if (kind === 'cancelled') return json(200, await answerOf(run, wanted));
  if (kind === 'stopping') return json(202, await answerOf(run, wanted), { 'retry-after': POLL_SECONDS });
  return problem(409, 'The run has ended', `The run has ${run.status}: there is nothing left to cancel.`);
}

async function answerOf(run: Run, wanted: ChangesQuery) {
  const [failures, notices, changes] = await Promise.all([
    engine.ledger.failures(run.runId, MOST_FAILURES),
    engine.ledger.failures(run.runId, MOST_FAILURES, true),
    changesAnswer(engine.changes, run, wanted),
  ]);
  return { ...runAnswer(run, [...failures, ...notices], engine.systemNow()), ...changes };
}

function noSuchRun(): HttpResponseInit {
  return problem(404, 'No such run', 'Take the runId from the answer that started the run.');
}

app.http('run', { methods: ['GET', 'DELETE'], route: 'runs/{runId}', authLevel: 'function', handler: handleRun });
