import { z } from 'zod';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import { instantSchema } from './instant.ts';

const subject = z.string().describe('As `decide` takes it: `notes:5512`, `conversations:ID` or `property:NAME`.');

/** Where a copy may tell of other people. */
export const copyReviewSchema = z.object({
  requestId: z.string(),
  asOf: instantSchema.describe('When HubSpot was looked through.'),
  withOthers: z
    .array(
      z.object({
        subject,
        contactId: z.string(),
        type: z.enum(ACTIVITY_TYPES),
        at: z.string().nullable().describe('When it took place; null when it has no date.'),
        othersCount: z.int().describe('How many other people it is with.'),
      }),
    )
    .describe('Engagements with other people: their texts are in the copy only where `decide` grants the subject.'),
  hints: z
    .array(z.object({ subject, contactId: z.string(), at: z.string().nullable(), found: z.array(z.string()) }))
    .describe('Texts of the person that seem to name others. What is not here may name somebody all the same.'),
  missingScopes: z.array(z.string()).describe('Scopes that the token lacks: what they hide was not looked at.'),
});

export type CopyReviewAnswer = z.infer<typeof copyReviewSchema>;
