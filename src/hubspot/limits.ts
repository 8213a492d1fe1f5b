/** A limit of HubSpot on requests within a rolling window of time. */
export interface Limit {
  readonly windowMs: number;
  /** Requests allowed in the window, until HubSpot reports its own maximum. */
  readonly requests: number;
}

export type LimitName = 'ten_secondly' | 'search' | 'associations';

/**
 * The limits HubSpot documents (developers.hubspot.com, usage guidelines; the exemptions are
 * `x-hubspot-rate-limit-exemptions` in its API documents). The ten-second limit depends on the subscription and is
 * reported in `X-HubSpot-RateLimit-Max`; 100 is the lowest there is. Search allows 5 a second for the whole account.
 * Association reads are outside the ten-second limit; their own documented pace is 100 in ten seconds.
 */
export const LIMITS: Readonly<Record<LimitName, Limit>> = {
  ten_secondly: { windowMs: 10_000, requests: 100 },
  search: { windowMs: 1_000, requests: 5 },
  associations: { windowMs: 10_000, requests: 100 },
};

/** Which limit a request counts against. */
export function limitOf(path: string): LimitName {
  if (path.endsWith('/search')) return 'search';
  return path.startsWith('/crm/associations/') ? 'associations' : 'ten_secondly';
}

/** A process is granted requests in blocks of at most this part of a limit, so that several share it fairly. */
export const BLOCKS_PER_WINDOW = 20;

/** The lowest daily quota there is (Free and Starter), for as long as HubSpot has not reported the account's own. */
export const DAILY_LIMIT = 250_000;

/** The program stops while this part of the daily quota is left, so that other integrations of the account live on. */
export const DAILY_RESERVE = 0.05;

/** How long the last report of the daily quota counts; less than the minute past midnight at which runs go on. */
export const DAILY_BELIEVED_MS = 30_000;
