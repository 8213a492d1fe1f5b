import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import type { Call, createClient } from './client.ts';
import { HubSpotError } from './errors.ts';
import type { Turn } from './rate-window.ts';
import { refusal } from './refusal.ts';
import { backoff, judge } from './retry.ts';

/** One request. `effect` tells whether a lost answer may hide something done: such a request is never sent twice. */
export interface HubSpotRequest<Answer> extends Call {
  readonly answer: z.ZodType<Answer>;
  readonly effect: 'read' | 'write';
  /** What errors say instead of the path, for one that holds personal data: their words reach logs and tables. */
  readonly shownPath?: string;
  /** How often to try in all; fewer when the caller has other ways to get at the data. */
  readonly attempts?: number;
  /** It rests on what was just read: when it has not been sent after so many milliseconds, it is not sent, and `too_late`. */
  readonly withinMs?: number;
}

/** A request as errors name it. */
export function endpointOf({ method, path, shownPath = path }: HubSpotRequest<unknown>): string {
  return `${method} ${shownPath}`;
}

/** What came of one try. */
export type Attempt<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly error: HubSpotError }
  | {
      readonly kind: 'again';
      readonly error: HubSpotError;
      readonly waitMs: number;
      readonly throttled: boolean;
      readonly mayHaveHappened: boolean;
    };

/** Sends a request once, in its turn, and judges what came of it. `number` counts the tries from 1. */
export async function attempt<Answer>(
  call: ReturnType<typeof createClient>,
  request: HubSpotRequest<Answer>,
  number: number,
  turn: Turn,
): Promise<Attempt<Answer>> {
  const endpoint = endpointOf(request);
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
  const reaction = judge(status, headers, body, number);
  if (reaction.kind === 'refused')
    return { kind: 'failed', error: refusal(endpoint, status, body, JSON.stringify(request.body)) };
  if (reaction.kind === 'resume_later')
    return { kind: 'failed', error: resumeLater(endpoint, status, reaction.afterMs) };
  const error = new HubSpotError('unavailable', `${endpoint} was answered with status ${status} by HubSpot.`, {
    endpoint,
    status,
  });
  return { ...reaction, kind: 'again', error };
}

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

function resumeLater(endpoint: string, status: number, resumeAfterMs: number | undefined): HubSpotError {
  const when =
    resumeAfterMs === undefined ? "midnight of the account's time zone" : `${Math.ceil(resumeAfterMs / 1000)} s`;
  const message = `HubSpot answered ${endpoint} with status ${status}: the run goes on after ${when}.`;
  return new HubSpotError('resume_later', message, { endpoint, status, resumeAfterMs });
}
