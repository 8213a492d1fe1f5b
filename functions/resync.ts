import { app } from '@azure/functions';
import { engine, guarded } from '../src/compose.ts';
import { badRequest } from '../src/http/answers.ts';
import { hashOfKey, readIdempotencyKey } from '../src/http/idempotency-key.ts';
import { resyncOperations } from '../src/http/operations/resync.ts';
import { NO_QUERY } from '../src/http/request-query.ts';
import { resyncAnswer } from '../src/http/resync-answer.ts';
import { hashOfResync, resyncRequestSchema } from '../src/http/resync-request.ts';
import { newRunId } from '../src/runs/run.ts';
import { askForRun } from '../src/work/ask-for-run.ts';
import { askOnce } from '../src/work/ask-once.ts';

const resync = guarded({
  name: 'resync',
  operations: resyncOperations,
  route: 'resync',
  query: NO_QUERY,
  body: resyncRequestSchema,
  answer: async ({ body, headers, actor }) => {
    const given = readIdempotencyKey(headers);
    if ('errors' in given) return badRequest(given.errors);
    const { auditKey } = engine;
    const wish = { ...body, actor };
    if (given.key === undefined) return resyncAnswer(await askForRun(engine, newRunId(engine.systemNow()), wish), body);
    const hashes = { key: hashOfKey(auditKey, actor, given.key), body: hashOfResync(auditKey, body) };
    return resyncAnswer(await askOnce(engine, hashes, wish), body);
  },
});

app.http('resync', resync);
