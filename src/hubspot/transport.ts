import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { BatchLimits } from './batch-limits.ts';
import { Budget, type BudgetOptions } from './budget.ts';
import { type Call, createClient } from './client.ts';
import type { DaySpent } from './day.ts';
import { HubSpotError } from './errors.ts';
import { type Pace, REAL_PACE } from './pace.ts';
import type { Turn } from './rate-window.ts';
import { refusal } from './refusal.ts';
import { backoff, judge } from './retry.ts';

/** One request. `effect` tells whether a lost answer may hide something done: such a request is never sent twice. */
interface HubSpotRequest<Answer> extends Call {
  readonly answer: z.ZodType<Answer>;
  readonly effect: 'read' | 'write';
  /** How often to try in all; fewer when the caller has other ways to get at the data. */
  readonly attempts?: number;
}

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
    const endpoint = `${request.method} ${request.path}`;
    let failures = 0;
    let throttled = 0;
    let unauthorized = 0;
    for (;;) {
      const turn = await budget.take(request.path);
      if (typeof turn === 'string') throw dayIsSpent(endpoint, turn, budget.share);
      counts.throttledMs += Math.round(turn.waitedMs);
      counts.count += 1;
      const result = await attempt(request, failures + throttled + 1, turn);
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
      if (result.throttled) throttled += 1;
      else failures += 1;
      if (failures >= (request.attempts ?? ATTEMPTS) || throttled >= THROTTLED_ATTEMPTS) throw result.error;
      counts.retried += 1;
      if (result.throttled) budget.pause(request.path, result.waitMs);
      else await pace.wait(result.waitMs);
    }
  }

  async function attempt<Answer>(
    request: HubSpotRequest<Answer>,
    number: number,
    turn: Turn,
  ): Promise<Attempt<Answer>> {
    const endpoint = `${request.method} ${request.path}`;
    const exchange = await call(request).catch((cause: unknown) => ({ cause }));
    if ('cause' in exchange) {
      turn.answered();
      const error = new HubSpotError('unavailable', `${endpoint} got no answer from HubSpot.`, {
        endpoint,
        ...exchange,
      });
      return {
        kind: 'again',
        error,
        waitMs: backoff(number),
        throttled: false,
        mayHaveHappened: !neverSent(exchange.cause),
      };
    }
    const { status, headers, text } = exchange;
    turn.answered(headers);
    const body = parseJson(text);
    if (status >= 200 && status < 300) {
      const parsed = request.answer.safeParse(body);
      if (parsed.success) return { kind: 'answered', answer: parsed.data };
      const error = unexpected(endpoint, status, body === undefined ? 'is not JSON' : problemsOf(parsed.error));
      return { kind: 'again', error, waitMs: backoff(number), throttled: false, mayHaveHappened: true };
    }
    const verdict = judge(status, headers, body, number);
    if (verdict.kind === 'refused')
      return { kind: 'failed', error: refusal(endpoint, status, body, JSON.stringify(request.body)) };
    if (verdict.kind === 'resume_later')
      return { kind: 'failed', error: resumeLater(endpoint, status, verdict.afterMs) };
    const error = new HubSpotError('unavailable', `${endpoint} was answered with status ${status} by HubSpot.`, {
      endpoint,
      status,
    });
    return { ...verdict, kind: 'again', error };
  }

  return { send, counts, limits: new BatchLimits(), wait: pace.wait, timeZone: (zone) => budget.timeZone(zone) };
}

type Attempt<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly error: HubSpotError }
  | {
      readonly kind: 'again';
      readonly error: HubSpotError;
      readonly waitMs: number;
      readonly throttled: boolean;
      readonly mayHaveHappened: boolean;
    };

const refusedConnection = z.object({ cause: z.object({ code: z.enum(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) }) });

/** A request whose connection was never made cannot have had an effect. */
function neverSent(cause: unknown): boolean {
  return refusedConnection.safeParse(cause).success;
}

function problemsOf(error: z.ZodError): string {
  const first = error.issues[0];
  return `differs from the documented shape at ${first?.path.join('.') || 'its top'} (${first?.code ?? 'unknown'})`;
}

function unexpected(endpoint: string, status: number, problem: string): HubSpotError {
  return new HubSpotError('unexpected_answer', `The answer to ${endpoint} ${problem}.`, { endpoint, status });
}

function outcomeUnknown(endpoint: string, cause: HubSpotError): HubSpotError {
  const message = `The answer to ${endpoint} was lost; what it wrote has to be read back.`;
  return new HubSpotError('outcome_unknown', message, { endpoint, status: cause.status, cause });
}

function dayIsSpent(endpoint: string, why: DaySpent, share: number): HubSpotError {
  const reason =
    why === 'own_share'
      ? `our own requests have used up our share of HubSpot's daily quota (HUBSPOT_DAILY_SHARE, ${share} %)`
      : "all programs of the account together have nearly used up HubSpot's daily quota";
  const message = `The run goes on after midnight of the account's time zone: ${reason}.`;
  return new HubSpotError('resume_later', message, { endpoint });
}

function resumeLater(endpoint: string, status: number, resumeAfterMs: number | undefined): HubSpotError {
  const when =
    resumeAfterMs === undefined ? "midnight of the account's time zone" : `${Math.ceil(resumeAfterMs / 1000)} s`;
  const message = `HubSpot answered ${endpoint} with status ${status}: the run goes on after ${when}.`;
  return new HubSpotError('resume_later', message, { endpoint, status, resumeAfterMs });
}
