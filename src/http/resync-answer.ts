import type { HttpResponseInit } from '@azure/functions';
import { LEASE_MS } from '../runs/request-keys.ts';
import type { AskedOnce } from '../work/ask-once.ts';
import { addressOf } from './account-query.ts';
import { json, problem } from './answers.ts';
import type { Started } from './schemas/started.ts';

/** Seconds after which it is worth asking how a run is doing. */
export const POLL_SECONDS = '5';

const LINE_MOVES_SECONDS = '60';

/** The answer to `POST /api/resync`; what was asked for is repeated in it. */
export function resyncAnswer(
  asked: AskedOnce,
  { scope, dryRun }: Pick<Started, 'scope' | 'dryRun'>,
  account?: string,
): HttpResponseInit {
  switch (asked.kind) {
    case 'run': {
      const headers = { location: addressOf(`/api/runs/${asked.runId}`, account), 'retry-after': POLL_SECONDS };
      // A repeated request gets its first answer again; how the run is doing by now, its own address tells.
      const started: Started = { runId: asked.runId, status: 'queued', scope, dryRun };
      return json(202, started, headers);
    }
    case 'full':
      return lineFull();
    case 'other_body':
      return problem(422, 'Another request has this key', 'Use a new Idempotency-Key for each new request.');
    case 'underway':
      return problem(409, 'The same request is underway', 'Repeat it with the same key a little later.', {
        'retry-after': String(LEASE_MS / 1_000),
      });
  }
}

/** The answer to whoever asks for a run when too many wait. */
export function lineFull(): HttpResponseInit {
  return problem(429, 'Too many runs wait', 'Try again when some of them have ended.', {
    'retry-after': LINE_MOVES_SECONDS,
  });
}
