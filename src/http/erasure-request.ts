import { z } from 'zod';
import { ITEM_STATUSES } from '../rights/erasure/item.ts';
import { continuationQuery } from './continuation.ts';
import { contactId, IS_HUBSPOT_ID, oneOf } from './request-fields.ts';
import { wholeNumber } from './whole-number.ts';

const MOST_NAMED = 5_000;
const MOST_SHOWN = 500;
const DEFAULT_SHOWN = 100;

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a code of the policy (erasure.excludeReasons)');
const contactIds = z
  .array(contactId)
  .min(1)
  .max(MOST_NAMED)
  .describe('Only these of the people whom the ground concerns.');

/** Body of `POST /api/erasures`. */
export const prepareErasureSchema = z.discriminatedUnion(
  'ground',
  [
    z.strictObject({ ground: z.literal('retention'), contactIds: contactIds.optional() }),
    z.strictObject({
      ground: z.literal('request'),
      requestId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the id of a request'),
      contactIds: contactIds.optional(),
    }),
  ],
  { error: 'must be {"ground":"retention"} or {"ground":"request","requestId":"…"}' },
);

/** Body of `PATCH /api/erasures/{id}`. */
export const excludeSchema = z.strictObject({
  exclude: z
    .array(z.strictObject({ contactId, reason: code }))
    .min(1)
    .max(MOST_NAMED),
});

/** Body of `POST /api/erasures/{id}/approval`. */
export const approvalSchema = z.strictObject({
  listHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the listHash that the list shows'),
});

/** Body of `POST /api/erasures/{id}/rejection`. */
export const rejectionSchema = z.strictObject({ reason: code });

const limit = wholeNumber(MOST_SHOWN, DEFAULT_SHOWN);

/** Query of `GET /api/erasures`. */
export const erasuresQuerySchema = z.strictObject({
  limit: limit.describe('How many lists.'),
  continuation: continuationQuery(
    (text) => /^[0-9A-Za-z-]{1,48}$/.test(text),
    'From an earlier answer: leads to the lists before those.',
  ).optional(),
});

/** Query of `GET /api/erasures/{id}`. */
export const erasureQuerySchema = z.strictObject({
  limit: limit.describe('How many people.'),
  status: oneOf(ITEM_STATUSES)
    .optional()
    .describe(
      'Only people of whom this became; a page may then hold fewer than `limit`, or nobody, and others follow.',
    ),
  changed: oneOf(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('true: only people of whom a check found something to differ.'),
  continuation: continuationQuery(
    (text) => IS_HUBSPOT_ID.test(text),
    'From an earlier answer: leads to the people after those.',
  ).optional(),
});
