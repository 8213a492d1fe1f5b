import type { z } from 'zod';
import { newRunId } from '../../runs/run.ts';
import { askForRun } from '../../work/ask-for-run.ts';
import { askOnce } from '../../work/ask-once.ts';
import { returnToUse } from '../../rights/offboarding/return.ts';
import { OFF_BOARDED } from '../../work/off-boarded.ts';
import { badRequest, problem } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { hashOfKey, readIdempotencyKey } from '../idempotency-key.ts';
import { resyncOperations } from '../operations/resync.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import { resyncAnswer } from '../resync-answer.ts';
import { hashOfResync, resyncRequestSchema } from '../resync-request.ts';

/** `POST /api/resync`. */
export const resync: Endpoint<Record<string, never>, z.infer<typeof resyncRequestSchema>, Register> = {
  name: 'resync',
  operations: resyncOperations,
  route: 'resync',
  query: NO_QUERY,
  body: resyncRequestSchema,
  answer: async ({ body, headers, actor, caller, register: { account, engine } }) => {
    const given = readIdempotencyKey(headers);
    if ('errors' in given) return badRequest(given.errors);
    await engine.storage.prepare();
    if ((await engine.offboarded.read()) !== undefined) {
      const isReturn = caller.kind === 'person' && body.scope === 'all' && body.dryRun !== true;
      if (!isReturn) return problem(409, 'Off-boarded', OFF_BOARDED);
      await returnToUse(engine, actor);
    }
    const { auditKey } = engine;
    const wish = { ...body, actor };
    if (given.key === undefined)
      return resyncAnswer(await askForRun(engine, newRunId(engine.systemNow()), wish), body, account);
    const hashes = { key: hashOfKey(auditKey, actor, given.key), body: hashOfResync(auditKey, body) };
    return resyncAnswer(await askOnce(engine, hashes, wish), body, account);
  },
};
