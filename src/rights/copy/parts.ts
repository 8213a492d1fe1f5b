import { z } from 'zod';
import { coverSchema, purposesSchema, recipientsSchema, rightsSchema } from './parts/about.ts';
import { disclosuresSchema, endSchema, leftOutSchema, placesSchema, requestsSchema } from './parts/closing.ts';
import { conversationSchema, feedbackSchema } from './parts/conversations.ts';
import {
  consentsSchema,
  filesSchema,
  listsSchema,
  marketingEventsSchema,
  otherRecordsSchema,
  relationsSchema,
  subscriptionsSchema,
} from './parts/elsewhere.ts';
import {
  categorySchema,
  companiesSchema,
  contactSchema,
  engagementSchema,
  otherPropertiesSchema,
  retentionSchema,
} from './parts/person.ts';

/** Parts that come once each, before those of people. */
export const OPENING_PARTS = [coverSchema, purposesSchema, recipientsSchema, rightsSchema] as const;

/** Parts of one contact, in their order: `category`, `engagement`, `conversation` and `feedback` as often as there are any, each other once. */
export const CONTACT_PARTS = [
  contactSchema,
  retentionSchema,
  categorySchema,
  otherPropertiesSchema,
  companiesSchema,
  engagementSchema,
  conversationSchema,
  feedbackSchema,
  consentsSchema,
  subscriptionsSchema,
  listsSchema,
  marketingEventsSchema,
  relationsSchema,
  otherRecordsSchema,
  filesSchema,
] as const;

/** Parts that come once each, after those of people. */
export const CLOSING_PARTS = [requestsSchema, disclosuresSchema, leftOutSchema, placesSchema, endSchema] as const;

/**
 * A part of an access copy. The copy is a sequence of them: `OPENING_PARTS`, `CONTACT_PARTS` for each contact, `CLOSING_PARTS`. Every
 * form of it (JSON, HTML, PDF) is made from the same sequence, so that they hold the same; a copy for portability leaves parts out.
 */
export const copyPartSchema = z.discriminatedUnion('part', [...OPENING_PARTS, ...CONTACT_PARTS, ...CLOSING_PARTS]);

export type CopyPart = z.infer<typeof copyPartSchema>;

/** A part of one kind. */
export type PartOf<Kind extends CopyPart['part']> = Extract<CopyPart, { readonly part: Kind }>;

/** The sequence; it is read once, from the front, and as it goes. */
export type CopyParts = AsyncIterable<CopyPart>;
