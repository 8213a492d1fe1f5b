import { z } from 'zod';
import { ACTIVITY_TYPES } from './activity-types.ts';

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a code of a-z, 0-9 and _');
const propertyName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a HubSpot property name (lower case, digits, _)');

/** What becomes of an engagement whose text is overwritten: it goes to the bin, or stays as an event without its text. */
const HANDLINGS = ['archive', 'keep_scrubbed'] as const;

/** Properties of engagements that hold personal text, as HubSpot names them (HubSpot, "Engagements"). */
const DEFAULT_TEXT = {
  meetings: ['hs_meeting_title', 'hs_meeting_body', 'hs_internal_meeting_notes', 'hs_meeting_location'],
  calls: ['hs_call_title', 'hs_call_body', 'hs_call_to_number', 'hs_call_from_number', 'hs_call_recording_url'],
  emails: ['hs_email_subject', 'hs_email_text', 'hs_email_html', 'hs_email_headers'],
  communications: ['hs_communication_body'],
  postal_mail: ['hs_postal_mail_body'],
  notes: ['hs_note_body'],
  tasks: ['hs_task_subject', 'hs_task_body'],
};

/** How many people an erasure takes to approve it, Art. 5(2) and 32. */
export const approvalsSchema = z
  .strictObject({
    erasure: z
      .literal([1, 2])
      .describe('2: somebody else than who prepared the list approves it; 1: the same person may.'),
    freshSignInMinutes: z
      .int()
      .min(1)
      .max(1440)
      .nullable()
      .default(60)
      .describe('How old the sign-in of whoever approves may be, in minutes; null: as old as it is.'),
  })
  .prefault({ erasure: 2 })
  .describe('Who approves what cannot be undone.');

/** How people are erased, §7, §12 and Art. 17. */
export const erasureSchema = z
  .strictObject({
    personSources: z
      .array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be a HubSpot source type such as CRM_UI'))
      .min(1)
      .default(['CRM_UI'])
      .describe("Source types of HubSpot property histories by which a decision counts as a person's."),
    engagements: z
      .strictObject({
        exclusive: z.enum(HANDLINGS).default('archive').describe('Of engagements with this person alone.'),
        company: z.enum(HANDLINGS).default('keep_scrubbed').describe('Of those with this person and companies only.'),
      })
      .default({ exclusive: 'archive', company: 'keep_scrubbed' })
      .describe('What becomes of engagements once their text is overwritten.'),
    withoutScope: z
      .array(z.enum(['deals', 'tickets']))
      .default([])
      .describe(
        'Kinds of record whose missing scope does not keep an engagement, and so its person, from being erased.',
      ),
    excludeReasons: z
      .array(code)
      .min(1)
      .default(['mistake', 'needs_review', 'other'])
      .describe('Why somebody may be taken off a list, or a list be rejected.'),
    delayHours: z.number().min(0).max(720).default(24).describe('Hours between approval and erasure.'),
    text: z
      .partialRecord(z.enum(ACTIVITY_TYPES), z.array(propertyName).min(1))
      .default({ ...DEFAULT_TEXT })
      .describe('Properties of engagements whose text is overwritten.'),
  })
  .prefault({})
  .describe('§12, Art. 17 How people are erased.');
