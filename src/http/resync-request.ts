import { z } from 'zod';

const MOST_CONTACTS = 1_000;
const MOST_EMAIL_CHARACTERS = 254;

const contactId = z.string().regex(/^\d{1,19}$/, 'must be the id of a HubSpot contact: digits only');
const email = z
  .string()
  .trim()
  .max(MOST_EMAIL_CHARACTERS, `must have at most ${MOST_EMAIL_CHARACTERS} characters`)
  .regex(z.regexes.unicodeEmail, 'must be an e-mail address');

const dryRun = z.boolean().default(false);

const contactsSchema = z
  .strictObject({
    scope: z.literal('contacts'),
    contactIds: z.array(contactId).max(MOST_CONTACTS).default([]),
    emails: z.array(email).max(MOST_CONTACTS).default([]),
    dryRun,
  })
  .refine(
    ({ contactIds, emails }) => {
      const named = contactIds.length + emails.length;
      return named >= 1 && named <= MOST_CONTACTS;
    },
    { error: `contactIds and emails must name 1 to ${MOST_CONTACTS} contacts together`, path: ['contactIds'] },
  );

/** Body of `POST /api/resync`. */
export const resyncRequestSchema = z.discriminatedUnion(
  'scope',
  [
    z.strictObject({ scope: z.literal('all'), dryRun }),
    z.strictObject({ scope: z.literal('changed'), dryRun }),
    contactsSchema,
  ],
  { error: 'must be an object with the scope "all", "changed" or "contacts"' },
);
