import { z } from 'zod';
import { SENSITIVITIES } from '../../hubspot/property-definitions.ts';
import { UNCOUNTED_REASONS } from '../../notice/drift/report.ts';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import { instantSchema } from './instant.ts';

const objectSchema = z.enum(['contacts', 'companies']);
const propertySchema = z.string().describe('Name of the property in HubSpot.');
const sensitivitySchema = z.enum(SENSITIVITIES).describe('How HubSpot divides properties.');

/** The answer to `GET /api/notice/drift`: names of properties and numbers, no value of anybody. */
export const driftSchema = z
  .object({
    comparedAt: instantSchema.nullable().describe('When a reconcile last compared; null when none has come to it.'),
    runId: z.string().nullable(),
    policyChanged: z
      .boolean()
      .describe('Whether the policy names other properties, kinds or mechanisms now: a reconcile compares anew.'),
    undeclared: z
      .array(
        z.object({
          object: objectSchema,
          property: propertySchema,
          sensitivity: sensitivitySchema,
          records: z.int().min(1).describe('Live records that hold a value.'),
          orMore: z.boolean().describe('Whether HubSpot may not have counted further.'),
          countedAt: instantSchema,
        }),
      )
      .describe('Properties that hold data and that no category of the notice (§6) names, the most records first.'),
    uncounted: z
      .array(
        z.object({
          object: objectSchema,
          property: propertySchema,
          sensitivity: sensitivitySchema,
          reason: z
            .enum(UNCOUNTED_REASONS)
            .describe(
              'not_yet: its turn comes with a later reconcile. refused: HubSpot would not count it. may_lack_scope: none was found, but ' +
                'the values of a sensitive property take a scope of their own.',
            ),
        }),
      )
      .describe('Properties that no category names, of which it is not known whether they hold data.'),
    lacking: z
      .array(z.object({ object: objectSchema, property: propertySchema }))
      .describe('Properties that the policy names and the account lacks.'),
    engagements: z
      .array(
        z.object({
          type: z.enum(ACTIVITY_TYPES),
          records: z.int().nullable().describe('How many there are; null when that could not be counted.'),
          countedAt: instantSchema.nullable().describe('When they were counted; null when they could not be.'),
        }),
      )
      .describe('Kinds of engagement that the policy does not count as service contacts.'),
    hosting: z.object({
      location: z
        .string()
        .nullable()
        .describe('Where HubSpot says that the data lies, such as eu1; null when it does not.'),
      agrees: z
        .boolean()
        .nullable()
        .describe('Whether that agrees with §9 of the notice; null when it cannot be told.'),
    }),
    unlisted: z
      .array(z.object({ object: objectSchema, sensitivity: sensitivitySchema }))
      .describe('Kinds of property that HubSpot would not list.'),
    failed: z
      .object({ at: instantSchema, runId: z.string(), reason: z.string() })
      .nullable()
      .describe('A later comparison that could not be made, or not to its end.'),
  })
  .meta({ id: 'Drift', description: 'Where the HubSpot account and the notice differ.' });

export type DriftAnswer = z.input<typeof driftSchema>;
