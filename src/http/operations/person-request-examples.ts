import type { PersonRequestAnswer, RectifiedRequest, RequestWithChoices } from '../schemas/person-request.ts';
import { type Problem, REQUEST_PROBLEM_TYPES } from '../schemas/problem.ts';

/** The request of all examples. */
export const REQUEST_ID = '20261123T074500000Z-7a8b9c0d';

const OFFICER = '0f3e7c54-0000-4000-8000-000000000001';

const received: PersonRequestAnswer = {
  id: REQUEST_ID,
  kind: 'erasure',
  state: 'received',
  dueOn: '2026-12-21',
  dueWithPausesOn: '2026-12-21',
  actions: ['ask-identity', 'identify', 'pause', 'extend', 'letter-sent', 'recipient-told', 'withdraw'],
  open: [],
  channel: 'registered_email',
  receivedOn: '2026-11-20',
  filedAt: '2026-11-23T07:45:00.000Z',
  filedBy: OFFICER,
  contactIds: ['101'],
  marketing: false,
  elsewhere: [],
  identity: null,
  pauses: [],
  extension: null,
  proposal: null,
  decision: null,
  letters: [],
  recipients: [{ processor: 'HubSpot Inc.', on: null, by: null }],
  restricted: [],
  unrestricted: [],
  disclosed: [],
  erased: [],
  left: [],
  waiting: false,
  staffSteps: [],
  endedAt: null,
  lifted: null,
  rectified: [],
};

const items = [
  { subject: 'contact:101', outcome: 'granted' as const, ground: null, statute: null, until: null, proofRef: null },
];

const decided: PersonRequestAnswer = {
  ...received,
  state: 'awaiting_approval',
  open: ['erasure', 'recipients', 'answer_letter'],
  actions: ['pause', 'extend', 'letter-sent', 'recipient-told', 'withdraw'],
  left: [{ contactId: '101', listId: null, status: null, reason: null, until: null, waitsFor: 'list' as const }],
  identity: { how: 'registered_email_reply', by: OFFICER, at: '2026-11-23T08:00:00.000Z' },
  decision: { items, by: OFFICER, at: '2026-11-24T08:00:00.000Z', on: '2026-11-24', proposedBy: null },
};

const answered: PersonRequestAnswer = {
  ...decided,
  state: 'answered',
  open: [],
  actions: ['letter-sent', 'recipient-told'],
  erased: ['101'],
  left: [],
  letters: [{ letter: 'answer', sentOn: '2026-11-26', by: OFFICER, at: '2026-11-26T08:00:00.000Z' }],
  recipients: [{ processor: 'HubSpot Inc.', on: '2026-11-26', by: OFFICER }],
  endedAt: '2026-11-26T08:05:00.000Z',
};

/** Requests in some of their states. */
export const PERSON_REQUESTS = { received, decided, answered };

/** A request with what an officer may choose from. */
export const REQUEST_WITH_CHOICES: RequestWithChoices = {
  ...decided,
  choices: {
    grounds: [
      {
        ground: 'legal_claims',
        text: { fi: 'Tarvitsemme tietoja oikeusvaateeseen.', en: 'We need the data for a claim.' },
      },
    ],
    properties: [],
    letters: [
      { letter: 'receipt', hindrance: null },
      { letter: 'answer', hindrance: 'not_carried_out' },
    ],
    calledFor: 'receipt',
  },
};

/** A request of which a value was just put right. */
export const RECTIFIED_REQUEST: RectifiedRequest = {
  ...received,
  kind: 'rectification',
  state: 'assessing',
  actions: ['pause', 'extend', 'decide', 'letter-sent', 'recipient-told', 'withdraw', 'rectifications'],
  identity: { how: 'registered_email_reply', by: OFFICER, at: '2026-11-23T08:00:00.000Z' },
  rectified: [{ contactId: '101', property: 'city', at: '2026-11-24T08:00:00.000Z', by: OFFICER }],
  rectification: { contactId: '101', property: 'city', as: 'written', rulesRead: true, formerAddressKept: null },
};

/** Why no copy is made: the request names somebody whom HubSpot knows under another id, or not at all. */
export const MERGED_CONTACT: Problem = {
  type: REQUEST_PROBLEM_TYPES.merged_contact,
  title: 'Not now',
  status: 409,
  detail:
    'Contact 101 was merged into another: withdraw the request, and file it for that one, as received on the same day.',
};
