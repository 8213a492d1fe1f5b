/** How something is: `degraded` needs somebody's attention, `failed` means that the register is not kept. */
export const STATUSES = ['ok', 'degraded', 'failed'] as const;

export type Status = (typeof STATUSES)[number];

/** What is told beside the status: ids, codes, dates and numbers, names of properties and settings; never of people. */
export type Facts = Readonly<Record<string, unknown>>;

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly status: Status;
  /** What is wrong, or what is not known. */
  readonly reason?: string;
  /** What to do about it. */
  readonly action?: string;
  readonly facts: Facts;
}

/** Something that is wrong. */
export interface Problem {
  readonly status: Exclude<Status, 'ok'>;
  readonly reason: string;
  readonly action: string;
}

export interface Health {
  readonly status: Status;
  readonly checkedAt: string;
  readonly checks: readonly Check[];
}

/** The worst of several; `ok` of none. */
export function worstOf(statuses: Iterable<Status>): Status {
  const worst = Math.max(0, ...[...statuses].map((status) => STATUSES.indexOf(status)));
  return STATUSES[worst] ?? 'failed';
}

/** A check with all that is wrong, the worst first; what to do is said once. */
export function checkOf(name: string, problems: readonly Problem[], facts: Facts = {}): Check {
  const status = worstOf(problems.map((problem) => problem.status));
  if (problems.length === 0) return { name, status, facts };
  const sorted = [...problems].sort((a, b) => STATUSES.indexOf(b.status) - STATUSES.indexOf(a.status));
  const reason = sorted.map((problem) => problem.reason).join(' ');
  const action = [...new Set(sorted.map((problem) => problem.action))].join(' ');
  return { name, status, reason, action, facts };
}
