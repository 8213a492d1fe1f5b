import { z } from 'zod';
import type { Transition } from '../../hubspot/shared-state.ts';
import { findingsSchema, type HubSpotFindings, isComplete } from './findings.ts';

/** How long findings are used before HubSpot is asked again; shorter when something got no answer. */
const FRESH_MS = 300_000;
const INCOMPLETE_FRESH_MS = 60_000;
/** Whoever asks has so long before somebody else does. */
const CLAIM_MS = 120_000;

export const keptSchema = z.object({
  /** Until when (ms) somebody may be taken to be asking; 0 when nobody is. */
  claimedUntil: z.number(),
  findings: findingsSchema.nullable(),
});

/** What all processes keep together of HubSpot's health. */
export type Kept = z.infer<typeof keptSchema>;

export type WhoAsks = { readonly kind: 'kept' | 'ask' | 'others_ask'; readonly findings: HubSpotFindings | undefined };

/**
 * Whether the findings can be used, or who is to ask HubSpot. Findings are usable for five minutes, and never for longer
 * because some clock was ahead.
 */
export function whoAsksAt(held: MaybeKept, basis: string, now: number): Transition<Kept, WhoAsks> {
  const { claimedUntil, findings: kept } = readable(held);
  const findings = usable(held, basis);
  if (findings !== undefined) {
    const fresh = isComplete(findings) ? FRESH_MS : INCOMPLETE_FRESH_MS;
    if (Math.abs(now - findings.at) < fresh) return { next: undefined, result: { kind: 'kept', findings } };
  }
  if (claimedUntil > now && claimedUntil <= now + CLAIM_MS)
    return { next: undefined, result: { kind: 'others_ask', findings } };
  return { next: { claimedUntil: now + CLAIM_MS, findings: kept }, result: { kind: 'ask', findings } };
}

type MaybeKept = Kept | 'unreadable' | undefined;

function readable(held: MaybeKept): Kept {
  return held === undefined || held === 'unreadable' ? { claimedUntil: 0, findings: null } : held;
}

/** Findings of another policy say nothing of this one. */
export function usable(held: MaybeKept, basis: string): HubSpotFindings | undefined {
  const { findings } = readable(held);
  return findings?.basis === basis ? findings : undefined;
}
