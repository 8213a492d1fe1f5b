import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const properties = z.record(z.string(), z.string().nullable());

/** `facts.json` of a case folder on data and consents held: one contact as HubSpot shows it. */
const factsSchema = z.strictObject({
  why: z.string().regex(/§|Art\./, 'must name the clause'),
  now: z.iso.datetime(),
  policy: z.record(z.string(), z.unknown()).optional(),
  purposes: z.array(z.strictObject({ id: z.string(), name: z.string(), active: z.boolean() })),
  /** Options as the account shows them, by property; without it the order in which they are defined and of the purposes. */
  displayOrder: z.record(z.string(), z.array(z.string())).optional(),
  serviceContact: z.enum(['yes', 'no', 'unreadable']),
  company: z.union([z.null(), z.literal('unreadable'), z.strictObject({ properties })]),
  contact: z.strictObject({ properties }),
  /** What the properties of the add-on hold before the run. */
  held: z.record(z.string().startsWith('rekisteri_'), z.string()),
});

/** `decision.json`: the wanted values of these properties; one that is left as it was is absent. */
const decisionSchema = z.strictObject({
  contact: z.strictObject({
    rekisteri_data_categories: z.string().optional(),
    rekisteri_consent_status: z.string(),
    rekisteri_consent_channels: z.string(),
    rekisteri_consent_updated_at: z.string().optional(),
    rekisteri_consent_data_review: z.enum(['true', 'false']),
  }),
  retentionStatus: z.enum(['active', 'on_hold', 'unknown']),
  notices: z.array(z.string()),
});

export type ConsentFacts = z.infer<typeof factsSchema>;
export type ConsentDecision = z.infer<typeof decisionSchema>;

const CASES = new URL('../cases-consents/', import.meta.url);

/** Names of all case folders. */
export function consentCaseNames(): string[] {
  return readdirSync(CASES).sort();
}

/** The two files of a case folder; fails when one is missing or is not what it should be. */
export function readConsentCase(name: string): { readonly facts: ConsentFacts; readonly decision: ConsentDecision } {
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`${name}/${file}`, CASES), 'utf8'));
  return { facts: factsSchema.parse(read('facts.json')), decision: decisionSchema.parse(read('decision.json')) };
}
