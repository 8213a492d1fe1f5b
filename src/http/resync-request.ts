import { z } from 'zod';
import type { AuditKey } from '../audit/key.ts';
import { contactId, email } from './request-fields.ts';

const MOST_CONTACTS = 1_000;

/** A dry run decides everything and changes nothing in HubSpot. */
const dryRun = z.boolean().default(false);

const contactsSchema = z
  .strictObject({
    scope: z.literal('contacts'),
    dryRun,
    contactIds: z.array(contactId).max(MOST_CONTACTS).default([]),
    emails: z.array(email).max(MOST_CONTACTS).default([]),
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

type ResyncRequest = z.infer<typeof resyncRequestSchema>;

/** By which a body is known again without being kept: it may hold e-mail addresses. */
export function hashOfResync(auditKey: AuditKey, request: ResyncRequest): string {
  const named = request.scope === 'contacts' ? [request.contactIds, request.emails] : [];
  return auditKey.hashOfText('resync', JSON.stringify([request.scope, request.dryRun, ...named]));
}
