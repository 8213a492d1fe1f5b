import { z } from 'zod';
import { contactIdSchema, detailSchema, instantSchema } from './value.ts';

const leftOut = z
  .array(z.object({ what: z.string(), ground: z.string(), text: z.string() }))
  .describe('What of it is left out, and on what ground.');

/** One conversation of the person in an inbox of HubSpot: chat, the mail of a team, a message service. */
export const conversationSchema = z.object({
  part: z.literal('conversation'),
  contactId: contactIdSchema,
  id: z.string(),
  status: z.string().describe('OPEN, CLOSED, or what HubSpot may add.'),
  statusText: z.string(),
  createdAt: instantSchema,
  closedAt: instantSchema.nullable(),
  messages: z.array(
    z.object({
      id: z.string(),
      kind: z.string().describe('MESSAGE, WELCOME_MESSAGE, COMMENT of staff, or what HubSpot may add.'),
      kindText: z.string(),
      at: instantSchema,
      direction: z.string().nullable().describe('INCOMING or OUTGOING, of messages.'),
      subject: z.string().nullable(),
      text: z.string().describe('As plain text.'),
      attachments: z
        .array(z.string())
        .describe('What else came with it: a place, a card of a contact, names of files.'),
      attachmentIds: z.array(z.string()).describe('Ids of files in HubSpot.'),
      person: z.array(z.string()).describe('Names and addresses of the person in it: `Aino (+358401234567)`.'),
    }),
  ),
  leftOut,
});

/** One answer of the person to a survey. */
export const feedbackSchema = z.object({
  part: z.literal('feedback'),
  contactId: contactIdSchema,
  id: z.string(),
  at: instantSchema.nullable(),
  details: z.array(detailSchema).describe('Everything that it holds.'),
  leftOut,
});
