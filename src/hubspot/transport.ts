import { attempt, endpointOf, type HubSpotRequest } from './attempt.ts';
import { BatchLimits } from './batch-limits.ts';
import { Budget, type BudgetOptions } from './budget.ts';
import { createClient } from './client.ts';
import type { DaySpent } from './day.ts';
import { HubSpotError } from './errors.ts';
import { type Pace, REAL_PACE } from './pace.ts';
import { backoff } from './retry.ts';

/** What the calls of a run cost. */
export interface RequestCounts {
  readonly count: number;
  readonly retried: number;
  readonly throttledMs: number;
}

export interface TransportOptions extends BudgetOptions {
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly timeoutMs?: number;
  readonly pace?: Pace;
}

export interface Transport {
  /** Sends a request within the budget; gives the parsed answer or throws `HubSpotError`. */
  send<Answer>(request: HubSpotRequest<Answer>): Promise<Answer>;
  /** Lets time pass, as the transport's own pauses do. */
  wait(ms: number): Promise<void>;
  /** Tells in which time zone the account's day ends; until it is known the budget takes it to be UTC. */
  timeZone(zone: string): void;
  /** How much HubSpot takes at a time, as far as it was learned. */
  readonly limits: BatchLimits;
  /** Requests sent since the transport was made. */
  readonly counts: RequestCounts;
}

const ATTEMPTS = 6;
const THROTTLED_ATTEMPTS = 12;
const MOST_UNAUTHORIZED = 1;
const TIMEOUT_MS = 20_000;

/** The only door to HubSpot: token, time-out, budget, retries, and one parse of every answer. */
export function createTransport(options: TransportOptions): Transport {
  const pace = options.pace ?? REAL_PACE;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const budget = new Budget(pace, timeoutMs, options);
  const call = createClient({ ...options, timeoutMs });
  const counts = { count: 0, retried: 0, throttledMs: 0 };

  async function send<Answer>(request: HubSpotRequest<Answer>): Promise<Answer> {
    const endpoint = endpointOf(request);
    const askedAt = pace.elapsed();
    let last: HubSpotError | undefined;
    let failures = 0;
    let throttled = 0;
    let unauthorized = 0;
    for (;;) {
      const turn = await budget.take(request.path);
      if (typeof turn === 'string') throw dayIsSpent(endpoint, turn, budget.share);
      counts.throttledMs += Math.round(turn.waitedMs);
      if (pace.elapsed() - askedAt > (request.withinMs ?? Number.POSITIVE_INFINITY)) {
        turn.answered();
        throw tooLate(endpoint, last);
      }
      counts.count += 1;
      const result = await attempt(call, request, failures + throttled + 1, turn);
      if (result.kind === 'answered') return result.answer;
      if (result.kind === 'failed') {
        // A 401 by chance would end a run that may have worked for hours; a token that is wrong stays so.
        if (result.error.code !== 'unauthorized' || unauthorized >= MOST_UNAUTHORIZED) throw result.error;
        unauthorized += 1;
        counts.retried += 1;
        await pace.wait(backoff(unauthorized));
        continue;
      }
      if (result.mayHaveHappened && request.effect === 'write') throw outcomeUnknown(endpoint, result.error);
      last = result.error;
      if (result.throttled) throttled += 1;
      else failures += 1;
      if (failures >= (request.attempts ?? ATTEMPTS) || throttled >= THROTTLED_ATTEMPTS) throw result.error;
      counts.retried += 1;
      if (result.throttled) budget.pause(request.path, result.waitMs);
      else await pace.wait(result.waitMs);
    }
  }

  return { send, counts, limits: new BatchLimits(), wait: pace.wait, timeZone: (zone) => budget.timeZone(zone) };
}

function outcomeUnknown(endpoint: string, cause: HubSpotError): HubSpotError {
  const message = `The answer to ${endpoint} was lost; what it wrote has to be read back.`;
  return new HubSpotError('outcome_unknown', message, { endpoint, status: cause.status, cause });
}

/** `cause`: why it was not taken the last time, if that is what it waited for. */
function tooLate(endpoint: string, cause: HubSpotError | undefined): HubSpotError {
  const message = `${endpoint} had to wait for so long that what it rests on has to be read again.`;
  return new HubSpotError('too_late', message, { endpoint, cause });
}

function dayIsSpent(endpoint: string, why: DaySpent, share: number): HubSpotError {
  const reason =
    why === 'own_share'
      ? `our own requests have used up our share of HubSpot's daily quota (HUBSPOT_DAILY_SHARE, ${share} %)`
      : "all programs of the account together have nearly used up HubSpot's daily quota";
  const message = `The run goes on after midnight of the account's time zone: ${reason}.`;
  return new HubSpotError('resume_later', message, { endpoint });
}
