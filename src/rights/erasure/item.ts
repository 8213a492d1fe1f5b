import { z } from 'zod';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import { ENGAGEMENT_CLASSES } from '../../register/engagement.ts';

export const ITEM_STATUSES = [
  'proposed',
  'excluded',
  'protected',
  'changed',
  'done',
  'gone_already',
  'failed',
] as const;

/** Why a person is left out of a list, or was not erased; of the status `excluded` it is a code of the policy. */
export const PROTECTIONS = [
  'hold',
  'restricted',
  'hold_of_merged',
  'restriction_of_merged',
  'open_request',
  'unread',
  'engagement_unread',
  'other_id',
  'merged_since',
  'unknown',
  'not_ended',
  'decision_not_erase',
  'decision_not_by_a_person',
] as const;

export type Protection = (typeof PROTECTIONS)[number];

export const engagementSchema = z.object({
  type: z.enum(ACTIVITY_TYPES),
  id: z.string(),
  class: z.enum(ENGAGEMENT_CLASSES),
  modifiedAt: z.number(),
});

const countsSchema = z.object({
  exclusive: z.int(),
  company: z.int(),
  shared: z.int(),
  unread: z.int(),
});

/** What became of engagements, by what was done with them. */
const outcomesSchema = z.object({
  archived: z.int(),
  kept_scrubbed: z.int(),
  /** Archived without being overwritten, because HubSpot lets nobody change their text. */
  archived_only: z.int(),
  left: z.int(),
  gone_already: z.int(),
  failed: z.int(),
});

/** What decides about a person, beside the engagements. */
const factsSchema = z.object({
  endsOn: z.string().nullable(),
  basis: z.string().nullable(),
  source: z.string(),
  /** Ids that were merged into the contact, sorted. */
  merged: z.array(z.string()),
  companyId: z.string().nullable(),
});

/** One person on a list: ids, dates, codes and counts; kept in `RegisterErasures` beside the list. */
export const erasureItemSchema = z.object({
  contactId: z.string(),
  status: z.enum(ITEM_STATUSES),
  reason: z.string().nullable(),
  /** Of a hold: the last day of it. */
  until: z.iso.date().optional(),
  /** What was found to differ: `facts`, `merged`, `engagements`, `gone`, `policy`, or a code of a protection. */
  changes: z.array(z.string()),
  facts: factsSchema,
  /** The person's own clock, epoch ms: what the company keeps of it. */
  ownClockAt: z.number().nullable(),
  counts: countsSchema,
  /** Until all is done: after the person is gone nothing else leads to them. In the order of their types and ids. */
  engagements: z.array(engagementSchema),
  /** Whether its first step was begun: from then on it is only finished. */
  begun: z.boolean(),
  outcomes: outcomesSchema,
  finishedAt: z.string().nullable(),
});

export type ErasureItem = z.infer<typeof erasureItemSchema>;

/** Whether nobody is left of a person: erased by the list, or by others before it came to them. */
export function isGone({ status }: Pick<ErasureItem, 'status'>): boolean {
  return status === 'done' || status === 'gone_already';
}

/** An item as its row holds it: of its engagements, of which there may be very many, where they are kept. */
export const itemSummarySchema = erasureItemSchema.omit({ engagements: true }).extend({
  /** Digest of its engagements, under which they are kept beside the row; null when there are none any more. */
  engagementsKey: z.string().nullable(),
});

export type ItemSummary = z.infer<typeof itemSummarySchema>;

/** An item with all that is kept of it. */
export type StoredItem = ItemSummary & Pick<ErasureItem, 'engagements'>;
