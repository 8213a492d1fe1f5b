import { app } from '@azure/functions';
import { engine, guarded } from '../src/compose.ts';
import { json } from '../src/http/answers.ts';
import { NO_BODY } from '../src/http/endpoint.ts';
import { runsOperations } from '../src/http/operations/runs.ts';
import { runSummary } from '../src/http/run-answer.ts';
import { continuationAfter, runsQuerySchema } from '../src/http/runs-request.ts';
import type { RunList } from '../src/http/schemas/run.ts';

const runs = guarded({
  name: 'runs',
  operations: runsOperations,
  route: 'runs',
  query: runsQuerySchema,
  body: NO_BODY,
  answer: async ({ query: { limit, continuation } }) => {
    await engine.storage.prepare();
    // One more tells whether there is another page.
    const found = await engine.history.latest(limit + 1, continuation);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const more = found.length > limit && last !== undefined ? continuationAfter(last.runId) : null;
    const now = engine.systemNow();
    const answer: RunList = { runs: shown.map((run) => runSummary(run, now)), continuation: more };
    return json(200, answer);
  },
});

app.http('runs', runs);
