import { countOf, isSound, type LimitNow, room, type Told, tell, withoutOld } from './blocks.ts';
import { type Block, type BudgetState, freshState, withWindow } from './budget-state.ts';
import { accountIsSpent, type DaySpent, dayAt, leftOfShare } from './day.ts';
import { BLOCKS_PER_WINDOW, LIMITS, type LimitName } from './limits.ts';
import { hear, type News } from './news.ts';
import { HEADROOM, othersUse } from './other-use.ts';
import type { Transition } from './shared-state.ts';

/** What a process asks of the shared state: to hear what it tells of its blocks, and perhaps to grant another one. */
export interface Ask {
  readonly owner: string;
  readonly now: number;
  readonly limit: LimitName;
  /** 0 only tells. */
  readonly wanted: number;
  readonly told: readonly Told[];
  readonly pausedUntil: number;
  /** The block to be granted: its number, and when its last request will have been answered at the latest. */
  readonly id: number;
  readonly until: number;
}

/** The settings that bound what is granted. */
export interface Rules {
  /** Requests in ten seconds at most, whatever HubSpot reports. */
  readonly cap: number;
  /** Percent of the daily quota. */
  readonly share: number;
  /** Requests in the window of a limit, until HubSpot reports its own maximum. */
  readonly requestsOf: (limit: LimitName) => number;
}

export type Reservation =
  | { readonly kind: 'told' }
  /** `most`: how large a block is at most. */
  | { readonly kind: 'granted'; readonly count: number; readonly most: number }
  | { readonly kind: 'blocked'; readonly until: number }
  | { readonly kind: 'spent'; readonly why: DaySpent };

/** Longer than any block counts: a state that cannot be read may have granted all there is. */
const UNREADABLE_MS = 60_000;

/** One atomic change of the shared state. */
export function reserve(
  held: BudgetState | 'unreadable' | undefined,
  ask: Ask,
  news: News,
  rules: Rules,
): Transition<BudgetState, { readonly reservation: Reservation; readonly state: BudgetState }> {
  const known = held === 'unreadable' ? freshState(ask.now + UNREADABLE_MS) : (held ?? freshState());
  const heard = hearBlocks(hear(known, news, ask), ask);
  const { state, reservation } = ask.wanted > 0 ? grant(heard, ask, rules) : { state: heard, reservation: TOLD };
  return { next: state === held ? undefined : state, result: { reservation, state } };
}

const TOLD: Reservation = { kind: 'told' };

function hearBlocks(state: BudgetState, ask: Ask): BudgetState {
  const window = state.windows[ask.limit];
  const blocks = tell(window.blocks, ask.owner, ask.told);
  const held = isSound(window.pausedUntil, ask.now) ? window.pausedUntil : 0;
  const pausedUntil = Math.max(held, ask.pausedUntil);
  if (blocks === window.blocks && pausedUntil === window.pausedUntil) return state;
  // What was granted and not used counts in no day.
  const used = Math.max(0, state.day.used - (countOf(window.blocks) - countOf(blocks)));
  const next = { blocks: withoutOld(blocks, viewOf(ask)), pausedUntil };
  return { ...withWindow(state, ask.limit, next), day: { ...state.day, used } };
}

function grant(state: BudgetState, ask: Ask, rules: Rules): { state: BudgetState; reservation: Reservation } {
  const day = dayAt(state.day, state.zone, ask.now);
  if (accountIsSpent(day, ask.now)) return { state, reservation: { kind: 'spent', why: 'account' } };
  const left = leftOfShare(day, rules.share);
  if (left === 0) return { state, reservation: { kind: 'spent', why: 'own_share' } };

  const { blocks, pausedUntil } = state.windows[ask.limit];
  const limit = limitNow(state, ask, rules);
  const most = Math.max(1, Math.floor(limit / BLOCKS_PER_WINDOW));
  const wanted = Math.min(ask.wanted, most);
  // Not in ever smaller pieces: each costs a call to storage.
  const { free, at } = room(blocks, viewOf(ask), limit, Math.min(wanted, Math.ceil(most / 4)));
  const until = Math.max(at, pausedUntil);
  if (until > ask.now) return { state, reservation: { kind: 'blocked', until } };

  const count = Math.min(wanted, free, left);
  const block: Block = { owner: ask.owner, id: ask.id, count, grantedAt: ask.now, until: ask.until, open: true };
  const next = { blocks: [...withoutOld(blocks, viewOf(ask)), block], pausedUntil };
  return {
    state: { ...withWindow(state, ask.limit, next), day: { ...day, used: day.used + count } },
    reservation: { kind: 'granted', count, most },
  };
}

function limitNow({ max, others }: BudgetState, { limit, now }: Ask, { cap, requestsOf }: Rules): number {
  const requests = requestsOf(limit);
  if (limit !== 'ten_secondly') return requests;
  const whole = Math.max(1, max ?? requests);
  const taken = othersUse(others, now, LIMITS[limit].windowMs);
  if (taken === 0) return Math.min(whole, cap);
  const ours = Math.floor(whole - taken - whole * HEADROOM);
  return Math.min(cap, Math.max(Math.ceil(whole * HEADROOM), ours));
}

function viewOf({ now, limit }: Ask): LimitNow {
  return { now, windowMs: LIMITS[limit].windowMs };
}
