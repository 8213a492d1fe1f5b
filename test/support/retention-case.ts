import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ACTIVITY_TYPES } from '../../src/policy/activity-types.ts';

const activity = z.strictObject({
  type: z.enum(ACTIVITY_TYPES),
  id: z.string().regex(/^\d+$/),
  properties: z.record(z.string(), z.string().nullable()),
});
const activities = z.union([z.literal('unreadable'), z.array(activity)]);
const values = z.record(z.string().startsWith('rekisteri_'), z.string());

/** `facts.json` of a case folder: one situation as HubSpot shows it. */
const factsSchema = z.strictObject({
  why: z.string().regex(/§/, 'must name the clause'),
  now: z.iso.datetime(),
  policy: z.record(z.string(), z.unknown()).optional(),
  contact: z.strictObject({
    id: z.string(),
    createdate: z.iso.datetime().nullable(),
    holdUntil: z.string().optional(),
    activities,
  }),
  company: z
    .strictObject({
      id: z.string(),
      activities,
      colleagues: z.array(z.strictObject({ id: z.string(), activities })),
      /** What erased people left behind. */
      floor: z.union([z.literal('unreadable'), z.iso.datetime()]).optional(),
    })
    .nullable(),
});

/** `decision.json` of a case folder: what HubSpot must hold; a property that is left as it was is absent. */
const decisionSchema = z.strictObject({
  contact: values,
  company: values.optional(),
  unreadable: z.array(z.string()),
});

export type Facts = z.infer<typeof factsSchema>;
export type Decision = z.infer<typeof decisionSchema>;
export type FactActivity = z.infer<typeof activity>;
export type FactActivities = z.infer<typeof activities>;

const CASES = new URL('../cases/', import.meta.url);

/** Names of all case folders. */
export function caseNames(): string[] {
  return readdirSync(CASES).sort();
}

/** The two files of a case folder; fails when one is missing or is not what it should be. */
export function readCase(name: string): { readonly facts: Facts; readonly decision: Decision } {
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`${name}/${file}`, CASES), 'utf8'));
  return { facts: factsSchema.parse(read('facts.json')), decision: decisionSchema.parse(read('decision.json')) };
}
