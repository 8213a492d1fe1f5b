import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Verifier } from '../audit/verifier.ts';
import { type Log, logLine } from '../log.ts';
import type { VerificationAnswer } from './schemas/verification.ts';
import { oneOf } from './request-fields.ts';

/** Query of `GET /api/audit/verification`: verifies now, or shows what was found last. */
export const verificationQuerySchema = z.strictObject({
  which: oneOf(['now', 'last']).default('now').describe('Verify now, or show what was found last.'),
});

/** The platform lets a caller wait 230 seconds for an answer. */
const PATIENCE_MS = 200_000;

/**
 * Verifies the trail, or gives what was found last: also where verifying takes longer than a caller can wait. `undefined`
 * when there is nothing to show.
 */
export async function verifyInTime(
  verifier: Pick<Verifier, 'verify' | 'last'>,
  which: 'now' | 'last',
  log: Log,
  patienceMs = PATIENCE_MS,
): Promise<VerificationAnswer | undefined> {
  const last = async () => {
    const found = await verifier.last();
    return found === undefined ? undefined : ({ which: 'last', ...found } as const);
  };
  if (which === 'last') return last();
  const waiting = new AbortController();
  const now = verifier.verify(log).then((found) => ({ which: 'now', ...found }) as const);
  // Nobody may be waiting for it any more when it fails.
  now.catch((error: unknown) => {
    log('warn', logLine('audit_not_verified', { kind: error instanceof Error ? error.name : typeof error }));
  });
  const late = wait(patienceMs, 'late' as const, { signal: waiting.signal }).catch(() => 'late' as const);
  const first = await Promise.race([now, late]).finally(() => waiting.abort());
  return first === 'late' ? last() : first;
}
