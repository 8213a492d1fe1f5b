const CLAIM = /^events=(\d+) ranges=(\d+) gone=(\S*) digest=([0-9a-f]{64})$/;

/** What an event of pruning says: how much was pruned, and why it could be. */
export interface PrunedClaim {
  readonly events: number;
  readonly ranges: number;
  /** When HubSpot was seen not to have the record any more, ISO 8601 UTC. */
  readonly gone: string;
  /** The sum of the MACs of the rows that stand there now. */
  readonly digest: string;
}

/** The cause of an event of pruning. */
export function prunedClaim({ events, ranges, gone, digest }: PrunedClaim): string {
  return `events=${events} ranges=${ranges} gone=${gone} digest=${digest}`;
}

/** What such a cause says; `undefined` when it is none. */
export function readPrunedClaim(cause: string): PrunedClaim | undefined {
  const [, events, ranges, gone, digest] = CLAIM.exec(cause) ?? [];
  if (gone === undefined || digest === undefined) return undefined;
  return { events: Number(events), ranges: Number(ranges), gone, digest };
}
