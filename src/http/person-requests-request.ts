import { z } from 'zod';
import { ACTIVITY_TYPES } from '../policy/activity-types.ts';
import {
  CHANNELS,
  EXTENSION_REASONS,
  IDENTIFICATIONS,
  LETTERS,
  PAUSE_REASONS,
  REQUEST_KINDS,
} from '../rights/requests/request.ts';
import { continuationQuery } from './continuation.ts';
import { contactId, date, email, oneOf } from './request-fields.ts';
import { wholeNumber } from './whole-number.ts';

/** A table takes a hundred rows in one transaction: the request and a row for each contact. */
const MOST_CONTACTS = 50;
const MOST_EMAILS = 20;
const MOST_ITEMS = 100;
/** HubSpot takes no longer text. */
const MOST_VALUE_CHARACTERS = 65_536;
const MOST_SHOWN = 200;
const DEFAULT_SHOWN = 50;

/** Body of `POST /api/requests`. */
export const fileRequestSchema = z
  .strictObject({
    kind: oneOf(REQUEST_KINDS),
    receivedOn: date,
    channel: oneOf(CHANNELS),
    contactIds: z.array(contactId).max(MOST_CONTACTS).default([]),
    emails: z.array(email).max(MOST_EMAILS).default([]).describe('Looked up at once, and not kept.'),
    marketing: z.boolean().default(false).describe('Of an objection: whether it is to direct marketing.'),
  })
  .refine(({ contactIds, emails }) => contactIds.length === 0 || emails.length === 0, {
    error: 'must not be given together with contactIds',
    path: ['emails'],
  })
  .refine(({ kind, marketing }) => kind === 'objection' || !marketing, {
    error: 'is for an objection',
    path: ['marketing'],
  });

const subject = new RegExp(
  `^(?:(?:contact|${ACTIVITY_TYPES.join('|')}|conversations):[1-9]\\d{0,18}|property:[a-z][a-z0-9_]{0,99})$`,
);

/** A section of a law: its name, its number where there is one, and the section. */
const statute = /^[\p{L}.]{1,40}(?: \d{1,4}\/\d{4})? \d{1,3}[a-z]?(?::\d{1,3}[a-z]?)?(?:\([a-z0-9]{1,2}\))*(?: §)?$/u;

const item = z
  .strictObject({
    subject: z
      .string()
      .regex(subject, 'must be contact:ID, an engagement such as notes:5512, conversations:ID, or property:NAME'),
    outcome: oneOf(['granted', 'refused']),
    ground: z.string().max(40).optional().describe('Of what is refused: a code of the policy (requests.grounds).'),
    statute: z.string().regex(statute, 'must be a section of a law such as KPL 2:10').optional(),
    until: date.optional(),
    proofRef: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,40}$/, 'must be 1 to 40 letters, digits or hyphens')
      .optional()
      .describe('Where the proof lies that the request is unfounded or excessive.'),
  })
  .transform(({ ground = null, statute: law = null, until = null, proofRef = null, ...decided }) => {
    return { ...decided, ground, statute: law, until, proofRef };
  });

/** Bodies of `POST /api/requests/{id}/…`, of the actions that take one. */
export const ACTION_BODIES = {
  identify: z.strictObject({ how: oneOf(IDENTIFICATIONS) }),
  pause: z.strictObject({ reason: oneOf(PAUSE_REASONS) }),
  extend: z.strictObject({ reason: oneOf(EXTENSION_REASONS) }),
  decide: z.strictObject({
    items: z.array(item).max(MOST_ITEMS).describe('Empty for a request without a contact: nothing is held.'),
  }),
  'letter-sent': z.strictObject({ letter: oneOf(LETTERS), sentOn: date }),
  'recipient-told': z.strictObject({
    processor: z.string().max(200).describe('The name of a processor of the policy (§4).'),
    on: date,
  }),
  rectifications: z.strictObject({
    contactId,
    property: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be the name of a HubSpot property'),
    value: z
      .string()
      .max(MOST_VALUE_CHARACTERS, `must have at most ${MOST_VALUE_CHARACTERS} characters`)
      .refine((value) => value === '' || value.trim() !== '', 'must not be blank: an empty one clears')
      .transform((value) => value.trim())
      .describe('Carried out in the call, and kept nowhere. Empty clears.'),
  }),
  lift: z.strictObject({ letterSentOn: date.describe('When the person was told, before it is lifted (Art. 18(3)).') }),
};

/** Query of `GET /api/requests`. */
export const personRequestsQuerySchema = z.strictObject({
  state: oneOf(['open', 'ended'])
    .optional()
    .describe('open: those that have not ended, the earliest dueOn first; ended: those that have.'),
  kind: oneOf(REQUEST_KINDS).optional().describe('Requests of this kind.'),
  contactId: contactId.optional().describe('Requests in which this contact is.'),
  limit: wholeNumber(MOST_SHOWN, DEFAULT_SHOWN).describe('How many requests.'),
  continuation: continuationQuery(
    (text) => /^[0-9A-Za-z-]{1,48}$/.test(text),
    'From an earlier answer to the same query: leads to the requests after those.',
  ).optional(),
});
