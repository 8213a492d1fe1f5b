import { z } from 'zod';
import { dueOn, dueWithPausesOn } from '../../register/deadline.ts';
import { REQUEST_KINDS, type RequestKind } from '../../register/request-kinds.ts';

export { REQUEST_KINDS, type RequestKind };

/** How a request came. */
export const CHANNELS = ['letter', 'registered_email', 'other_email', 'phone', 'in_person', 'other'] as const;

/** How it was established who asks; no copy of a document is kept. */
export const IDENTIFICATIONS = ['registered_email_reply', 'call_back', 'known_in_person', 'document_seen'] as const;

export const PAUSE_REASONS = ['identity', 'specification'] as const;
export const EXTENSION_REASONS = ['complexity', 'number'] as const;
export const LETTERS = ['receipt', 'identity', 'extension', 'answer', 'refusal', 'lifting'] as const;

export type Letter = (typeof LETTERS)[number];

const REQUEST_STATES = [
  'received',
  'identifying',
  'assessing',
  'awaiting_approval',
  'executing',
  'answered',
  'partly_answered',
  'refused',
  'withdrawn',
  'expired',
] as const;

export type RequestState = (typeof REQUEST_STATES)[number];

const date = z.iso.date();
const instant = z.string();

/** What was decided about one thing: `contact:ID`, `OBJECT:ID` of an engagement, or `property:NAME`. */
const decidedItemSchema = z.object({
  subject: z.string(),
  outcome: z.enum(['granted', 'refused']),
  /** A code of policy `requests.grounds`; of what is refused only. */
  ground: z.string().nullable(),
  /** The section of a law, such as `KPL 2:10`. */
  statute: z.string().nullable(),
  until: date.nullable(),
  /** Where the proof lies that a request is unfounded or excessive (Art. 12(5)). */
  proofRef: z.string().nullable(),
});

export type DecidedItem = z.infer<typeof decidedItemSchema>;

const decisionSchema = z.object({
  items: z.array(decidedItemSchema),
  by: z.string(),
  at: instant,
  /** The day of it, by the time zone of the policy. */
  on: date,
});

const leftSchema = z.object({
  contactId: z.string(),
  listId: z.string(),
  /** `protected`, `excluded`, `changed`, `failed`: what became of them on the list. */
  status: z.string(),
  /** A code that says why, as the list does. */
  reason: z.string().nullable(),
  /** Of a hold: the last day of it, where it is a date. */
  until: date.optional(),
  /** When a list first said this of them; absent of what was kept before that was. */
  at: instant.optional(),
});

/** A request of somebody in the register: ids, codes, dates and hashes; kept in `RegisterRequests`. */
export const requestSchema = z.object({
  id: z.string(),
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(CHANNELS),
  receivedOn: date,
  filedAt: instant,
  /** Object id of who filed it. */
  filedBy: z.string(),
  /** None when nobody in the register was found. */
  contactIds: z.array(z.string()),
  /** Whether an objection is to direct marketing, which must not be refused (Art. 21(3)). */
  marketing: z.boolean(),
  /** Contacts with the same address in other HubSpot accounts; null of an account that could not be asked. */
  elsewhere: z.array(z.object({ account: z.string(), contactIds: z.array(z.string()).nullable() })),
  state: z.enum(REQUEST_STATES),
  identity: z.object({ how: z.enum(IDENTIFICATIONS), by: z.string(), at: instant }).nullable(),
  pauses: z.array(z.object({ reason: z.enum(PAUSE_REASONS), from: date, to: date.nullable() })),
  extension: z.object({ reason: z.enum(EXTENSION_REASONS), on: date, by: z.string() }).nullable(),
  /** What one officer wants to decide and another has to (Art. 12(5)). */
  proposal: decisionSchema.nullable(),
  decision: decisionSchema.extend({ proposedBy: z.string().nullable() }).nullable(),
  letters: z.array(z.object({ letter: z.enum(LETTERS), sentOn: date, by: z.string(), at: instant })),
  /** Processors who were told (Art. 19), by the digest of their name in the policy. */
  recipients: z.array(z.object({ processor: z.string(), on: date, by: z.string() })),
  /** Contacts of it that have been erased. */
  erased: z.array(z.string()),
  endedAt: instant.nullable(),
  /** When a restriction was lifted, and when the person was told of it, which comes before (Art. 18(3)). */
  lifted: z.object({ letterSentOn: date, at: instant, by: z.string() }).nullable(),
  /** Contacts whose erasure was granted and whom the last list that had them left out, with what became of them there. */
  left: z.array(leftSchema).default([]),
  /** When contacts were erased whom an earlier list had left out: a letter from before could only say that they are not yet. */
  lateErasureAt: instant.nullable().default(null),
  /** Contacts whose processing the request has had restricted, or that were seen to be (Art. 18, 21). */
  restricted: z.array(z.string()).default([]),
  /** Those of them for whom the restriction has ended. */
  unrestricted: z.array(z.string()).default([]),
  /** Changes with every save. */
  revision: z.string(),
  /** What was put right (Art. 16), each property of a contact once, the values nowhere. */
  rectified: z
    .array(z.object({ contactId: z.string(), property: z.string(), at: instant, by: z.string() }))
    .default([]),
  /** The latest copies that were given: all of them are in the trail. */
  disclosed: z
    .array(
      z.object({
        at: instant,
        format: z.enum(['json', 'html', 'pdf']),
        sha256: z.string(),
        bytes: z.int(),
        by: z.string(),
      }),
    )
    .default([]),
});

export type PersonRequest = z.infer<typeof requestSchema>;

/** States of a request that has not come to an end. */
export const OPEN_STATES: readonly RequestState[] = [
  'received',
  'identifying',
  'assessing',
  'awaiting_approval',
  'executing',
];

/** Whether it has not come to an end yet. */
export function isOpen({ state }: Pick<PersonRequest, 'state'>): boolean {
  return OPEN_STATES.includes(state);
}

/** When it has to be answered (`YYYY-MM-DD`): strict, and with its pauses, of which one that lasts is counted through `today`. */
export function deadlinesOf(
  { receivedOn, extension, pauses }: Pick<PersonRequest, 'receivedOn' | 'extension' | 'pauses'>,
  today: string,
): { readonly dueOn: string; readonly dueWithPausesOn: string } {
  const term = { receivedOn, extended: extension !== null };
  const paused = pauses.map(({ from, to }) => ({ from, to: to ?? today }));
  return { dueOn: dueOn(term), dueWithPausesOn: dueWithPausesOn(term, paused) };
}
