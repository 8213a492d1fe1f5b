const CLAIM = /^events=(\d+) ranges=(\d+) digest=([0-9a-f]{64})$/;

/** The cause of an event that says what was pruned: counts, and the sum of the MACs of the rows that stand there now. */
export function prunedClaim(events: number, ranges: number, digest: string): string {
  return `events=${events} ranges=${ranges} digest=${digest}`;
}

/** The sum that such a cause states; `undefined` when it is none. */
export function prunedClaimOf(cause: string): string | undefined {
  return CLAIM.exec(cause)?.[3];
}
