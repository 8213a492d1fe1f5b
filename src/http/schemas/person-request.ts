import { z } from 'zod';
import { RECTIFIED } from '../../effects/rectified.ts';
import { LETTER_HINDRANCES } from '../../rights/letters/called-for.ts';
import { DUTIES } from '../../rights/requests/duties.ts';
import { LETTERS, requestSchema } from '../../rights/requests/request.ts';
import { STAFF_STEPS } from '../../rights/requests/staff-steps.ts';
import { WAITS_FOR } from '../../rights/requests/waits-for.ts';
import { REQUEST_ACTIONS } from '../../rights/requests/transitions.ts';
import { continuationSchema } from './continuation.ts';
import { instantSchema } from './instant.ts';

const { shape } = requestSchema;

const STATE =
  'received → identifying → assessing → awaiting_approval (of an erasure) → executing → answered, partly_answered or refused; or ' +
  'withdrawn, or expired when the person was never identified.';

const date = z.iso.date();

/** A request of a person in the register, as the API shows it: ids, codes and dates. */
export const personRequestSchema = z
  .object({
    id: shape.id,
    kind: shape.kind,
    state: shape.state.describe(STATE),
    dueOn: date.describe('When it has to be answered, strictly (Art. 12(3); Regulation 1182/71).'),
    dueWithPausesOn: date.describe('The same with the days of its pauses; one that lasts is counted through today.'),
    actions: z.array(z.enum(REQUEST_ACTIONS)).describe('What may be done with it next.'),
    open: z.array(z.enum(DUTIES)).describe('What has to be done before it can be completed, once it is decided.'),
    channel: shape.channel,
    receivedOn: date,
    filedAt: instantSchema,
    filedBy: shape.filedBy.describe('Object id of who filed it.'),
    contactIds: shape.contactIds.describe('Nobody when no contact was found.'),
    marketing: shape.marketing.describe('An objection to direct marketing, which cannot be refused (Art. 21(3)).'),
    elsewhere: shape.elsewhere.describe(
      'Contacts with the same address in other accounts, where a request is filed of its own; null of an account that could not be asked.',
    ),
    identity: shape.identity,
    pauses: shape.pauses,
    extension: shape.extension,
    proposal: shape.proposal.describe('What one officer decided and another has to, too (Art. 12(5)).'),
    decision: shape.decision,
    letters: shape.letters,
    recipients: z
      .array(z.object({ processor: z.string(), on: date.nullable(), by: z.string().nullable() }))
      .describe('Processors of the policy (§4), and when they were told (Art. 19).'),
    erased: shape.erased.describe('Contacts of it that have been erased.'),
    left: z
      .array(
        z.object({
          contactId: z.string(),
          listId: z.string().nullable(),
          status: z.string().nullable(),
          reason: z.string().nullable(),
          until: date.nullable().describe('Of a hold: its last day, where HubSpot holds a date.'),
          waitsFor: z
            .enum(WAITS_FOR)
            .describe(
              'What has to come first: the end of a hold or restriction, the answer to another request, something that could not be read, a look at whom they were merged into; list: nothing but another list.',
            ),
        }),
      )
      .describe('Whose erasure was granted and who are still there, and why the last list left them out.'),
    waiting: z
      .boolean()
      .describe(
        'Whether nothing is to be done for it today: the person was told why they are not erased yet, and only the end of a hold or of a restriction is waited for. Health names it as such.',
      ),
    staffSteps: z
      .array(z.enum(STAFF_STEPS))
      .describe('What staff have to do themselves in HubSpot for its contacts, which the program does not.'),
    endedAt: instantSchema.nullable(),
    restricted: shape.restricted.describe(
      'Contacts on which the restriction has been set in HubSpot, or was seen to be; whoever is gone counts as done.',
    ),
    unrestricted: shape.unrestricted.describe('Those of them for whom it has ended.'),
    lifted: shape.lifted.describe('When its restriction was lifted, and the person told before (Art. 18(3)).'),
    rectified: z
      .array(z.object({ contactId: z.string(), property: z.string(), at: instantSchema, by: z.string() }))
      .describe(
        'What was put right (Art. 16), each property of a contact as it was last; the values are kept nowhere.',
      ),
    disclosed: shape.disclosed
      .unwrap()
      .describe('The latest copies that were given (Art. 15, 20), at most ten; the audit trail has all.'),
  })
  .meta({ id: 'PersonRequest' });

export const personRequestListSchema = z
  .object({
    requests: z.array(personRequestSchema).describe('Newest first; open ones alone by dueOn.'),
    continuation: continuationSchema,
  })
  .meta({ id: 'PersonRequestList' });

const textSchema = z.object({ fi: z.string(), en: z.string().nullable() });

/** A request with what an officer may choose from, by the policy and by what has become of it. */
export const requestWithChoicesSchema = personRequestSchema
  .extend({
    choices: z.object({
      grounds: z
        .array(z.object({ ground: z.string(), text: textSchema.describe('What the person reads of it.') }))
        .describe('Why something may be refused, by the policy (requests.grounds).'),
      properties: z
        .array(z.object({ property: z.string(), label: textSchema }))
        .describe('Of a rectification: properties of contacts that the policy names (fields).'),
      letters: z
        .array(
          z.object({
            letter: z.enum(LETTERS),
            hindrance: z.enum(LETTER_HINDRANCES).nullable().describe('Why it cannot be written now; null when it can.'),
          }),
        )
        .describe('Every letter there is.'),
      calledFor: z.enum(LETTERS).nullable().describe('The letter that the state calls for; null when none is.'),
    }),
  })
  .meta({ id: 'RequestWithChoices' });

/** A request of which something was put right just now. */
export const rectifiedRequestSchema = personRequestSchema
  .extend({
    rectification: z.object({
      contactId: z.string(),
      property: z.string(),
      as: z
        .enum(RECTIFIED)
        .describe(
          'already_there: nothing was written. in_another_form: HubSpot keeps it otherwise than it was sent: look.',
        ),
      rulesRead: z
        .boolean()
        .describe("Whether the account's validation rules were read beforehand; HubSpot goes by them in any case."),
      formerAddressKept: z
        .boolean()
        .nullable()
        .describe(
          'Of an address that was replaced: whether the contact keeps it beside the new one. Null if not known.',
        ),
    }),
  })
  .meta({ id: 'RectifiedRequest' });

export type RequestWithChoices = z.input<typeof requestWithChoicesSchema>;
export type RectifiedRequest = z.input<typeof rectifiedRequestSchema>;
export type PersonRequestAnswer = z.input<typeof personRequestSchema>;
export type PersonRequestList = z.input<typeof personRequestListSchema>;
