import { z } from 'zod';
import { ACTIVITY_TYPES } from '../../../policy/activity-types.ts';
import { contactIdSchema, instantSchema } from './value.ts';

const contactId = contactIdSchema;

/** What the consents of the person amount to (§6). The values and their history are in the category `consents`. */
export const consentsSchema = z.object({
  part: z.literal('consents'),
  contactId,
  status: z.string().describe('granted, partial, withdrawn or not_recorded'),
  statusText: z.string(),
  purposes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      isActive: z.boolean(),
      isOptedOut: z.boolean(),
      isConsented: z.boolean(),
    }),
  ),
});

/** Subscription statuses of every address of the person. */
export const subscriptionsSchema = z.object({
  part: z.literal('subscriptions'),
  contactId,
  statuses: z.array(
    z.object({
      address: z.string(),
      subscriptionId: z.string(),
      name: z.string(),
      status: z.string(),
      statusText: z.string(),
      source: z.string().nullable(),
      at: instantSchema.nullable(),
      legalBasis: z.string().nullable(),
      legalBasisExplanation: z.string().nullable(),
    }),
  ),
});

/** Lists (segments) that the person is on. HubSpot does not tell of those that it was on. */
export const listsSchema = z.object({
  part: z.literal('lists'),
  contactId,
  lists: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      addedAt: instantSchema.nullable(),
      lastAddedAt: instantSchema.nullable(),
    }),
  ),
});

/** Marketing events of the person (§6, participation). */
export const marketingEventsSchema = z.object({
  part: z.literal('marketing_events'),
  contactId,
  events: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.string(),
      stateText: z.string(),
      at: instantSchema.nullable(),
      durationPercentage: z.string().nullable(),
      durationSeconds: z.number().nullable(),
    }),
  ),
});

/** Deals and tickets of the person: ids and what HubSpot calls the person in them. */
export const otherRecordsSchema = z.object({
  part: z.literal('other_records'),
  contactId,
  records: z.array(z.object({ kind: z.enum(['deals', 'tickets']), id: z.string(), labels: z.array(z.string()) })),
});

/** Other people whom the person is associated with: what staff call the person in it, without saying who the other is (Art. 15(4)). */
export const relationsSchema = z.object({
  part: z.literal('relations'),
  contactId,
  relations: z.array(z.object({ labels: z.array(z.string()) })),
});

/** Files that engagements and conversations of the person hold, by the id of the file. */
export const filesSchema = z.object({
  part: z.literal('files'),
  contactId,
  files: z.array(
    z.object({ id: z.string(), type: z.enum([...ACTIVITY_TYPES, 'conversations']), engagementId: z.string() }),
  ),
});
