import type { BudgetState } from './budget-state.ts';
import { type DailyReport, dayAt, inZone, reported } from './day.ts';
import { LIMITS } from './limits.ts';
import { noted, type Sight } from './other-use.ts';

/** What a process has learned and not yet told the others. */
export interface News {
  /** The ten-second limit. */
  readonly max?: number;
  readonly zone?: string;
  readonly daily?: DailyReport;
  readonly sight?: Sight;
}

/** Older than that, blocks may be forgotten that were counted when it was seen. */
export const SIGHT_VALID_MS = 3_000;

/** The state with the news; the very same when it knew all of them. */
export function hear(state: BudgetState, news: News, { owner, now }: { owner: string; now: number }): BudgetState {
  const max = news.max ?? state.max;
  const zone = news.zone ?? state.zone;
  const others = hearOthers(state, news, owner, now);
  const today = dayAt(state.day, state.zone, now);
  const day = reported(zone === null || zone === state.zone ? today : inZone(today, zone, now), news.daily);
  if (max === state.max && zone === state.zone && others === state.others && day === state.day) return state;
  return { ...state, max, zone, others: [...others], day };
}

function hearOthers({ others, windows }: BudgetState, { sight }: News, owner: string, now: number) {
  if (sight === undefined || now - sight.at > SIGHT_VALID_MS) return others;
  return noted(others, sight, windows.ten_secondly.blocks, owner, LIMITS.ten_secondly.windowMs);
}
