import type { z } from 'zod';
import { json } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { runsOperations } from '../operations/runs.ts';
import type { Register } from '../register.ts';
import { runSummary } from '../run-answer.ts';
import { continuationOf } from '../continuation.ts';
import { runsQuerySchema } from '../runs-request.ts';
import type { RunList } from '../schemas/run.ts';

/** `GET /api/runs`. */
export const runs: Endpoint<z.infer<typeof runsQuerySchema>, undefined, Register> = {
  name: 'runs',
  operations: runsOperations,
  route: 'runs',
  query: runsQuerySchema,
  body: NO_BODY,
  answer: async ({ query: { limit, continuation }, register: { engine } }) => {
    await engine.storage.prepare();
    // One more tells whether there is another page.
    const found = await engine.history.latest(limit + 1, continuation);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const more = found.length > limit && last !== undefined ? continuationOf(last.runId) : null;
    const now = engine.systemNow();
    const answer: RunList = { runs: shown.map((run) => runSummary(run, now)), continuation: more };
    return json(200, answer);
  },
};
