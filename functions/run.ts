import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { engine } from '../src/compose.ts';
import { logOf } from '../src/function-log.ts';
import { json, problem } from '../src/http/problem.ts';
import { MOST_FAILURES, runAnswer } from '../src/http/run-answer.ts';
import { whenAvailable } from '../src/http/unavailable.ts';
import { cancelRun } from '../src/sync/cancel-run.ts';
import type { Run } from '../src/sync/run.ts';

const POLL_SECONDS = '5';

async function handleRun(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { runId = '' } = request.params;
  return whenAvailable(() => (request.method === 'DELETE' ? cancel(runId, context) : show(runId)));
}

async function show(runId: string): Promise<HttpResponseInit> {
  await engine.storage.prepare();
  const stored = await engine.ledger.find(runId);
  return stored === undefined ? noSuchRun() : json(200, await answerOf(stored.run));
}

async function cancel(runId: string, context: InvocationContext): Promise<HttpResponseInit> {
  const cancellation = await cancelRun(engine, runId, logOf(context));
  if (cancellation.kind === 'unknown') return noSuchRun();
  const { kind, run } = cancellation;
  if (kind === 'cancelled') return json(200, await answerOf(run));
  if (kind === 'stopping') return json(202, await answerOf(run), { 'retry-after': POLL_SECONDS });
  return problem(409, 'The run has ended', `The run has ${run.status}: there is nothing left to cancel.`);
}

async function answerOf(run: Run) {
  const [failures, notices] = await Promise.all([
    engine.ledger.failures(run.runId, MOST_FAILURES),
    engine.ledger.failures(run.runId, MOST_FAILURES, true),
  ]);
  return runAnswer(run, [...failures, ...notices]);
}

function noSuchRun(): HttpResponseInit {
  return problem(404, 'No such run', 'Take the runId from the answer that started the run.');
}

app.http('run', { methods: ['GET', 'DELETE'], route: 'runs/{runId}', authLevel: 'function', handler: handleRun });
