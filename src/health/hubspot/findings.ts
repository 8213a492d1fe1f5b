import { z } from 'zod';

const probeSchema = z.object({
  name: z.string(),
  outcome: z.enum(['answered', 'unauthorized', 'forbidden', 'unanswered']),
  /** Why it was not answered. */
  reason: z.string().optional(),
});

/** What became of one request that only tries whether it is allowed. */
export type ProbeResult = z.infer<typeof probeSchema>;

const conflictSchema = z.object({
  object: z.string(),
  name: z.string(),
  held: z.string(),
  needed: z.string(),
  /** Whether the add-on writes it, so that no run goes on. */
  written: z.boolean(),
});

const propertiesSchema = z.object({
  /** Our own that the account lacks, as `contacts.name`. */
  lacking: z.array(z.string()),
  /** Our own that have another type. */
  conflicts: z.array(conflictSchema),
  /** Where policy and account do not fit. */
  misfits: z.array(z.string()),
  /** How many of ours are as they should be. */
  right: z.int(),
});

export type PropertyFindings = z.infer<typeof propertiesSchema>;

/** What HubSpot said, as it is kept for all processes: codes, names of properties and numbers. */
export const findingsSchema = z.object({
  /** When it was asked (ms, system's clock). */
  at: z.number(),
  /** The policy that it was compared with. */
  basis: z.string(),
  probes: z.array(probeSchema),
  /** `null` when the definitions could not be read. */
  properties: propertiesSchema.nullable(),
  /** Subscription types; `null` when they could not be read. */
  subscriptionTypes: z.object({ active: z.int(), inactive: z.int() }).nullable(),
  /** Values that the policy names and `hs_legal_basis` has no option for; `null` when the options could not be read. */
  unknownBases: z.array(z.string()).nullable(),
});

export type HubSpotFindings = z.infer<typeof findingsSchema>;

/** What HubSpot said when it was last asked. */
export interface HubSpotFacts {
  /** `undefined` when nothing is known yet. */
  readonly findings: HubSpotFindings | undefined;
  /** Whether findings that are too old were asked for anew, asked for in vain, or left as they are. */
  readonly effort: 'asked' | 'in_vain' | 'none';
}

/** Whether everything that was asked was answered, be it with a refusal. */
export function isComplete({ probes }: HubSpotFindings): boolean {
  return probes.every(({ outcome }) => outcome === 'answered' || outcome === 'forbidden');
}
