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

/** Names the form of the JSON; another one when a reader of the old would no longer understand it. */
export const COPY_SCHEMA = 'rekisteri/access-copy/1';

const of = { part: true, contactId: true } as const;
const part = { part: true } as const;

/** The JSON of a copy: the parts under names, those of a person under `contacts`. A copy for portability leaves some out. */
export const copyDocumentSchema = z.strictObject({
  schema: z.literal(COPY_SCHEMA),
  generatedAt: z.string().describe('ISO 8601 in UTC.'),
  cover: coverSchema.omit(part).strict(),
  purposes: purposesSchema.omit(part).strict().optional(),
  recipients: recipientsSchema.omit(part).strict().optional(),
  rights: rightsSchema.omit(part).strict().optional(),
  contacts: z.array(
    z.strictObject({
      contact: contactSchema.omit(part).strict(),
      retention: retentionSchema.omit(of).strict().optional(),
      categories: z.array(categorySchema.omit(of).strict()).optional(),
      otherProperties: otherPropertiesSchema.omit(of).strict().optional(),
      companies: companiesSchema.omit(of).strict().optional(),
      engagements: z.array(engagementSchema.omit(of).strict()).optional(),
      conversations: z.array(conversationSchema.omit(of).strict()).optional(),
      feedback: z.array(feedbackSchema.omit(of).strict()).optional(),
      consents: consentsSchema.omit(of).strict().optional(),
      subscriptions: subscriptionsSchema.omit(of).strict().optional(),
      lists: listsSchema.omit(of).strict().optional(),
      marketingEvents: marketingEventsSchema.omit(of).strict().optional(),
      relations: relationsSchema.omit(of).strict().optional(),
      otherRecords: otherRecordsSchema.omit(of).strict().optional(),
      files: filesSchema.omit(of).strict().optional(),
    }),
  ),
  requests: requestsSchema.omit(part).strict().optional(),
  disclosures: disclosuresSchema.omit(part).strict().optional(),
  leftOut: leftOutSchema.omit(part).strict(),
  places: placesSchema.omit(part).strict(),
  end: endSchema.omit(part).strict(),
});

/** JSON Schema of the document, as `docs/access-copy.schema.json` publishes it. */
export function copyJsonSchema(): unknown {
  return z.toJSONSchema(copyDocumentSchema);
}
