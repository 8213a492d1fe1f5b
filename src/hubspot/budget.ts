import { randomBytes } from 'node:crypto';
import { DEFAULT_DAILY_SHARE } from '../settings/defaults.ts';
import { type BudgetState, freshState } from './budget-state.ts';
import { accountIsSpent, type DaySpent, dayAt, reported } from './day.ts';
import type { Account } from './grants.ts';
import { LIMITS, type LimitName, limitOf } from './limits.ts';
import { type News, SIGHT_VALID_MS } from './news.ts';
import { HEADROOM } from './other-use.ts';
import type { Pace } from './pace.ts';
import { rateHeaders } from './rate-headers.ts';
import { RateWindow, type Turn } from './rate-window.ts';
import { type Ask, type Rules, reserve } from './reserve.ts';
import type { Sent, SentLog } from './sent-log.ts';
import { inProcess, type SharedState } from './shared-state.ts';

export interface BudgetOptions {
  /** Setting HUBSPOT_REQUESTS_PER_10_SECONDS: never more than this, whatever HubSpot reports. */
  readonly requestsPer10Seconds?: number | undefined;
  /** Setting HUBSPOT_SIMULATED_RATE: what a simulator allows of each limit in its window; without it what HubSpot documents. */
  readonly simulatedRate?: number | undefined;
  /** Setting HUBSPOT_DAILY_SHARE: percent of the daily quota that is ours. */
  readonly dailyShare?: number | undefined;
  /** What all processes of the HubSpot account share; without it this process has the account to itself. */
  readonly shared?: SharedState<BudgetState> | undefined;
}

/** The account's request budget as this process sees it: a line for each limit that HubSpot documents, and the day. */
export class Budget {
  /** Percent of the daily quota that is ours. */
  readonly share: number;
  readonly #pace: Pace;
  readonly #rules: Rules;
  readonly #shared: SharedState<BudgetState>;
  readonly #owner = randomBytes(6).toString('hex');
  readonly #windows: Record<LimitName, RateWindow>;
  /** As this process last saw it. */
  #state = freshState();
  #news: News = {};

  /** `timeoutMs`: after which a request without an answer is given up. */
  constructor(pace: Pace, timeoutMs: number, options: BudgetOptions = {}) {
    this.share = options.dailyShare ?? DEFAULT_DAILY_SHARE;
    this.#pace = pace;
    this.#rules = {
      cap: options.requestsPer10Seconds ?? Number.POSITIVE_INFINITY,
      share: this.share,
      requestsOf: (limit) => options.simulatedRate ?? LIMITS[limit].requests,
    };
    this.#shared = options.shared ?? inProcess();
    const account: Account & { readonly accountIsSpent: () => boolean } = {
      owner: this.#owner,
      change: (ask) => this.#change(ask),
      learn: (headers, request, log) => this.#learn(headers, request, log),
      accountIsSpent: () => this.#accountIsSpent(),
    };
    const window = (name: LimitName) => new RateWindow(name, account, pace, timeoutMs);
    this.#windows = {
      ten_secondly: window('ten_secondly'),
      search: window('search'),
      associations: window('associations'),
    };
  }

  /** Waits until a request to `path` fits the budget; says why when none does before the next day. */
  take(path: string): Promise<Turn | DaySpent> {
    return this.#windows[limitOf(path)].take();
  }

  /** Holds back all requests of the limit that `path` counts against. */
  pause(path: string, ms: number): void {
    this.#windows[limitOf(path)].pause(ms);
  }

  /** Tells in which time zone the account's day ends. */
  timeZone(zone: string): void {
    this.#news = { ...this.#news, zone };
  }

  async #change(makeAsk: () => Ask) {
    const { ask, news, state, reservation } = await this.#shared.change((held) => {
      const ask = makeAsk();
      const news = this.#news;
      const { next, result } = reserve(held, ask, news, this.#rules);
      return { next, result: { ask, news, ...result } };
    });
    this.#state = state;
    // What came in the meantime is told next time, with what was told already: that does no harm.
    if (this.#news === news) this.#news = {};
    return { ask, reservation, pausedUntil: state.windows[ask.limit].pausedUntil };
  }

  #learn(headers: Headers, { sentAt }: Sent, log: SentLog): void {
    const at = this.#pace.wall();
    const { max, remaining, daily } = rateHeaders(headers);
    if (max !== undefined) this.#news = { ...this.#news, max };
    if (daily !== undefined) this.#news = { ...this.#news, daily: { ...daily, reportedAt: at } };
    if (max === undefined || remaining === undefined) return;
    const notOurs = max - remaining - log.countedSince(sentAt - LIMITS.ten_secondly.windowMs);
    const missing = Math.max(0, Math.ceil(max * HEADROOM) - remaining);
    const held = this.#news.sight;
    if (
      notOurs > 0 &&
      (held === undefined || held.notOurs + held.missing < notOurs + missing || at - held.at > SIGHT_VALID_MS)
    )
      this.#news = { ...this.#news, sight: { sentAt, at, notOurs, missing } };
  }

  #accountIsSpent(): boolean {
    const now = this.#pace.wall();
    return accountIsSpent(reported(dayAt(this.#state.day, this.#state.zone, now), this.#news.daily), now);
  }
}
