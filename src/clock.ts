/** The clock of the program: milliseconds since 1970-01-01T00:00:00Z. The only place that asks the system for it. */
export type Now = () => number;

/** The system's clock, or one that stands still at `fixed` (setting `REGISTER_NOW`). */
export function clockAt(fixed: number | undefined): Now {
  return fixed === undefined ? Date.now : () => fixed;
}

/** Milliseconds that only ever grow, for measuring durations and pacing requests; not a time of day. */
export const elapsed = (): number => performance.now();
