/** What every run of the bench has in common (issue: latency 80 ms, 190 requests per ten seconds). */
export const LATENCY_MS = 80;
export const TEN_SECONDLY = 190;
export const ACTIVITIES_PER_CONTACT = 5;
export const SEED = 1;
/** Both the simulator and the engine stand still at this time, so that every run decides the same. */
export const NOW = '2026-11-23T09:30:00Z';

/** An account of one size, and how often it is reconciled. */
export interface Scenario {
  readonly contacts: number;
  readonly companies: number;
  /** A second reconcile over what the first one left. */
  readonly second: boolean;
}

const CONTACTS_PER_COMPANY = 5;
/** Above this the second run takes minutes and has to be asked for. */
const SECOND_UNASKED = 10_000;

/** The scenarios of the issue, or one of another size. */
export function scenarios(contacts: number | undefined, second: boolean): Scenario[] {
  const sizes = contacts === undefined ? [1_000, 100_000] : [contacts];
  return sizes.map((size) => ({
    contacts: size,
    companies: Math.ceil(size / CONTACTS_PER_COMPANY),
    second: second || size <= SECOND_UNASKED,
  }));
}
