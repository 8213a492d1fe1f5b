import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { engine } from '../src/compose.ts';
import { json, problem } from '../src/http/problem.ts';
import { MOST_FAILURES, runAnswer } from '../src/http/run-answer.ts';

async function handleRun(request: HttpRequest): Promise<HttpResponseInit> {
  await engine.storage.prepare();
  const stored = await engine.ledger.find(request.params.runId ?? '');
  if (stored === undefined) return problem(404, 'No such run', 'Take the runId from the answer that started the run.');
  const { run } = stored;
  const [failures, notices] = await Promise.all([
    engine.ledger.failures(run.runId, MOST_FAILURES),
    engine.ledger.failures(run.runId, MOST_FAILURES, true),
  ]);
  return json(200, runAnswer(run, [...failures, ...notices]));
}

app.http('run', { methods: ['GET'], route: 'runs/{runId}', authLevel: 'function', handler: handleRun });
