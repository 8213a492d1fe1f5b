import { z } from 'zod';

/** What to do with an answer that is not a success. */
export type Reaction =
  | { readonly kind: 'retry'; readonly waitMs: number; readonly throttled: boolean; readonly mayHaveHappened: boolean }
  | { readonly kind: 'resume_later'; readonly afterMs: number | undefined }
  | { readonly kind: 'refused' };

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 20_000;
const LOCKED_WAIT_MS = 2_000;
/** A longer wait than this is not sat out inside a function: the run goes on later. */
const LONGEST_PATIENCE_MS = 60_000;

const rateLimitBody = z.object({ policyName: z.string().optional(), message: z.string().optional() });

/**
 * What HubSpot documents for failed requests: 429 by its policy (a daily limit is not retried before midnight), 423 after
 * two seconds or more, 477 after `Retry-After`, 5xx after a pause; any other 4xx is final.
 */
export function judge(status: number, headers: Headers, body: unknown, attempt: number): Reaction {
  if (status < 500 && status !== 429 && status !== 423 && status !== 477) return { kind: 'refused' };
  const retryAfter = retryAfterMs(headers);
  const patience = Math.min(retryAfter ?? 0, LONGEST_PATIENCE_MS);
  if (status >= 500) return again(Math.max(backoff(attempt), patience), false, true);
  if (status === 423) return again(Math.max(LOCKED_WAIT_MS, patience) + backoff(attempt), false, false);
  // Too many requests, or an account that is being moved: HubSpot knows best when to come back.
  if (retryAfter !== undefined && retryAfter > LONGEST_PATIENCE_MS)
    return { kind: 'resume_later', afterMs: retryAfter };
  if (status === 429) return judgeRateLimit(body, retryAfter, attempt);
  return again(retryAfter ?? backoff(attempt), false, false);
}

/** How long to wait after a failure without an answer, or with one that cannot be read: exponential, with jitter. */
export function backoff(attempt: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return longest / 2 + (Math.random() * longest) / 2;
}

function judgeRateLimit(body: unknown, retryAfter: number | undefined, attempt: number): Reaction {
  const parsed = rateLimitBody.safeParse(body);
  const policy = parsed.success ? `${parsed.data.policyName ?? ''} ${parsed.data.message ?? ''}`.toLowerCase() : '';
  if (policy.includes('daily')) return { kind: 'resume_later', afterMs: undefined };
  const atLeast = policy.includes('secondly') && !policy.includes('ten_secondly') ? 1_000 : 2_000;
  return again((retryAfter ?? atLeast) + backoff(attempt), true, false);
}

function again(waitMs: number, throttled: boolean, mayHaveHappened: boolean): Reaction {
  return { kind: 'retry', waitMs, throttled, mayHaveHappened };
}

function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
