import { z } from 'zod';
import { FAULT_KINDS } from './verify/fault.ts';
import type { TrailResult } from './verify/verify-trail.ts';

const faultSchema = z.object({
  kind: z.enum(FAULT_KINDS),
  chain: z.string(),
  first: z.int().nullable(),
  last: z.int().nullable(),
  row: z.string().nullable(),
  detail: z.string(),
});

const chainSchema = z.object({
  chain: z.string(),
  events: z.int(),
  pruned: z.int(),
  sequence: z.int(),
  hash: z.string().nullable(),
  seals: z.int(),
  lastSeal: z.int(),
  sealedUntil: z.int(),
  openIntents: z.int(),
  sections: z.array(z.object({ keyId: z.string(), first: z.int(), last: z.int() })),
  faultCount: z.int(),
});

/** What a verification of the whole trail found (`docs/audit-format.md`). */
export const verificationSchema = z.object({
  status: z.enum(['ok', 'failed']),
  /** When it began, ISO 8601 UTC. */
  verifiedAt: z.string(),
  durationMs: z.int(),
  events: z.int(),
  faultCount: z.int(),
  /** How many faults of each kind there are. */
  kinds: z.partialRecord(z.enum(FAULT_KINDS), z.int()),
  /** The first of them. */
  faults: z.array(faultSchema),
  chains: z.array(chainSchema),
});

export type Verification = z.infer<typeof verificationSchema>;

/** Faults that are kept and shown; all are counted. */
const MOST_SHOWN = 1_000;

/** Shapes what was found. */
export function verificationOf(result: TrailResult, verifiedAt: string, durationMs: number): Verification {
  const faults = [...result.chains.flatMap((chain) => chain.faults), ...result.strays];
  const kinds: Verification['kinds'] = {};
  for (const { kind } of faults) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    status: result.status,
    verifiedAt,
    durationMs: Math.round(durationMs),
    events: result.events,
    faultCount: result.faultCount,
    kinds,
    faults: faults.slice(0, MOST_SHOWN),
    chains: result.chains.map(({ faults: _, sections, ...chain }) => ({
      ...chain,
      sections: sections.map((section) => ({ ...section })),
    })),
  };
}
