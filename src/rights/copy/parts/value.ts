import { z } from 'zod';
import { ACTIVITY_TYPES } from '../../../policy/activity-types.ts';

/** ISO 8601 in UTC. */
export const instantSchema = z.string();

export const contactIdSchema = z.string();

/** A value that a property has had, newest first where there are several. */
const pastValueSchema = z.object({
  value: z.string().describe('As HubSpot held it; empty when it was cleared.'),
  meaning: z.string().nullable().describe('The value in words, where it is a code or a choice.'),
  at: instantSchema,
  sources: z.array(z.string()).describe('§8 Where it may come from; one when that is certain.'),
  hubspotSource: z.string().describe('What set it, by the word of HubSpot, such as FORM or CRM_UI.'),
});

export type CopiedPastValue = z.infer<typeof pastValueSchema>;

/** One value that the register holds of the person. */
export const entrySchema = z.object({
  object: z.enum(['contact', 'company', ...ACTIVITY_TYPES]).describe('The kind of record that holds it.'),
  id: z.string().describe('HubSpot id of that record.'),
  property: z.string(),
  label: z.string().describe('In Finnish where the policy names the property, else as HubSpot labels it.'),
  value: z.string().describe('As HubSpot holds it.'),
  meaning: z.string().nullable().describe('The value in words, where it is a code or a choice.'),
  sources: z.array(z.string()).describe('§8 Where it may come from; one when that is certain.'),
  since: instantSchema.nullable().describe('Since when it is so; null when HubSpot does not say.'),
  history: z.array(pastValueSchema).describe('All values that it has had, newest first; the first is the present one.'),
  historyMayBeCut: z.boolean().describe('HubSpot shows only so many values: older ones may be missing.'),
});

export type CopiedEntry = z.infer<typeof entrySchema>;

/** A property of an engagement, with what it holds. */
export const detailSchema = z.object({
  property: z.string(),
  label: z.string(),
  value: z.string(),
  meaning: z.string().nullable(),
});
