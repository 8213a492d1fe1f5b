import type { Block, Estimate } from './budget-state.ts';

/** What one answer shows, as its process sees it: requests that HubSpot counted and that this process did not send. */
export interface Sight {
  /** When the request was sent and answered; HubSpot's window ended somewhere in between. */
  readonly sentAt: number;
  readonly at: number;
  readonly notOurs: number;
  /** How many requests HubSpot had left are missing to what should stay free. */
  readonly missing: number;
}

/**
 * Other programs do not keep an even pace: so large a part of the limit is left to them on top of what they were seen to
 * use. Where less is free they may have been refused, and would use more if they could.
 */
export const HEADROOM = 0.1;

/** Estimates of the same second are one. */
const GRAIN_MS = 1_000;

/**
 * The estimates with one more: of what this process did not send, other processes of ours may have sent as much as was
 * granted to them, so what is left is what other programs used at least. The very same when nothing is left.
 */
export function noted(
  estimates: readonly Estimate[],
  sight: Sight,
  blocks: readonly Block[],
  owner: string,
  windowMs: number,
): readonly Estimate[] {
  const mayHaveCounted = ({ grantedAt, until }: Block) => grantedAt <= sight.at && until >= sight.sentAt - windowMs;
  const ours = blocks.filter((block) => block.owner !== owner && mayHaveCounted(block));
  const seen = sight.notOurs - ours.reduce((sum, block) => sum + block.count, 0);
  const count = seen > 0 ? seen + sight.missing : 0;
  const at = Math.floor(sight.at / GRAIN_MS) * GRAIN_MS;
  const valid = estimates.filter((one) => isValid(one, sight.at, windowMs));
  if (count <= 0 || valid.some((one) => one.at >= at && one.count >= count)) return estimates;
  // One that is older and lower says nothing that this one does not say for longer.
  return [...valid.filter((one) => one.count > count), { at, count }];
}

/** How many requests other programs are taken to use in a window: the most of any estimate of the last window. */
export function othersUse(estimates: readonly Estimate[], now: number, windowMs: number): number {
  const valid = estimates.filter((one) => isValid(one, now, windowMs));
  return Math.max(0, ...valid.map(({ count }) => count));
}

function isValid({ at }: Estimate, now: number, windowMs: number): boolean {
  return at > now - windowMs - GRAIN_MS && at <= now + windowMs;
}
