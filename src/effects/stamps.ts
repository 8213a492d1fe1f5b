import type { Fate } from '../hubspot/fate.ts';
import { parseInstant } from '../register/instant.ts';
import type { RecordKind } from '../register/record.ts';
import type { Run } from '../runs/run.ts';

/** No clock is that wrong: an older stamp does not tell of this write. */
const OLDEST_STAMP_MS = 30 * 86_400_000;

/** What HubSpot's stamps on our own writes tell of its clock, added to what a run knows; `now` by the earlier of our clocks (ms). */
export function withStamps(run: Run, kind: RecordKind, fates: Iterable<Fate>, now: number): Partial<Run> {
  const stamps = [...fates].flatMap((fate) => {
    const stamp = fate.kind === 'done' && fate.stampedAt ? parseInstant(fate.stampedAt) : undefined;
    return stamp === undefined || stamp <= now - OLDEST_STAMP_MS ? [] : [stamp];
  });
  if (stamps.length === 0) return {};
  const [first, last] = [Math.min(...stamps), Math.max(...stamps)];
  const before = run.stamps[kind];
  const all = { first: before.last === 0 ? first : Math.min(before.first, first), last: Math.max(before.last, last) };
  // How far its clock is ahead of ours at the least; negative when it is behind.
  const offset = first - now;
  return { clockOffset: Math.min(run.clockOffset ?? offset, offset), stamps: { ...run.stamps, [kind]: all } };
}
