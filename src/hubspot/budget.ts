import { DAILY_BELIEVED_MS, DAILY_RESERVE, LIMITS, type LimitName, limitOf } from './limits.ts';
import { type Pace, RateWindow } from './rate-window.ts';

/** The account's request budget: one rolling window for each limit HubSpot documents, and what is left of the day. */
export class Budget {
  readonly #windows: Record<LimitName, RateWindow>;
  readonly #pace: Pace;
  readonly #cap: number;
  #daily: { readonly limit: number; readonly remaining: number; readonly learnedAt: number } | undefined;

  /** `cap` is the setting HUBSPOT_REQUESTS_PER_10_SECONDS: never more than this, whatever HubSpot reports. */
  constructor(pace: Pace, cap?: number) {
    this.#pace = pace;
    this.#cap = cap ?? Number.POSITIVE_INFINITY;
    this.#windows = {
      ten_secondly: new RateWindow(LIMITS.ten_secondly, pace),
      search: new RateWindow(LIMITS.search, pace),
      associations: new RateWindow(LIMITS.associations, pace),
    };
    this.#setTenSecondly(LIMITS.ten_secondly.requests);
  }

  /** Waits until a request to `path` fits the budget; gives the milliseconds waited. */
  take(path: string): Promise<number> {
    return this.#windows[limitOf(path)].take();
  }

  /** Tells that a request to `path` has been answered, or given up. */
  answered(path: string): void {
    this.#windows[limitOf(path)].answered();
  }

  /** Holds back all requests of the limit that `path` counts against. */
  pause(path: string, ms: number): void {
    this.#windows[limitOf(path)].pause(ms);
  }

  /** Learns from the rate-limit headers of an answer; every one of them is optional. */
  learn(headers: Headers): void {
    const max = numberIn(headers, 'x-hubspot-ratelimit-max');
    if (max !== undefined) this.#setTenSecondly(max);
    const limit = numberIn(headers, 'x-hubspot-ratelimit-daily');
    const remaining = numberIn(headers, 'x-hubspot-ratelimit-daily-remaining');
    if (limit !== undefined && remaining !== undefined)
      this.#daily = { limit, remaining, learnedAt: this.#pace.elapsed() };
  }

  /**
   * Whether so little of the daily quota is left that the program must stop for the day. What HubSpot last said of it is
   * believed for a while only: nothing is sent while the day is spent, so nothing else would tell that a new one began.
   */
  get dayIsSpent(): boolean {
    if (this.#daily === undefined || this.#pace.elapsed() - this.#daily.learnedAt > DAILY_BELIEVED_MS) return false;
    return this.#daily.remaining < this.#daily.limit * DAILY_RESERVE;
  }

  #setTenSecondly(max: number): void {
    this.#windows.ten_secondly.setLimit(Math.min(max, this.#cap));
  }
}

function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}
