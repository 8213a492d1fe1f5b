import type { RequestAction } from '../../rights/requests/transitions.ts';
import { jsonContent, type Operation } from '../openapi/operation.ts';
import { problemAnswer, RETRY_AFTER } from '../openapi/problem-answer.ts';
import { LOOK_AGAIN } from '../person-request-refusal.ts';
import { personRequestSchema, rectifiedRequestSchema } from '../schemas/person-request.ts';
import { PERSON_REQUESTS, RECTIFIED_REQUEST } from './person-request-examples.ts';
import { NO_SUCH_REQUEST } from './person-requests.ts';

/** What the document says of each action, and bodies that show it. */
const ACTIONS: Readonly<
  Record<RequestAction, Pick<Operation, 'operationId' | 'summary' | 'description' | 'requests'>>
> = {
  'ask-identity': {
    operationId: 'askIdentity',
    summary: 'Ask who somebody is',
    description: 'Where that is in reasonable doubt (Art. 12(6)). Pause the request to wait for the answer.',
  },
  identify: {
    operationId: 'identifyPerson',
    summary: 'Say how it was established who asks',
    description: 'No copy of a document is ever kept.',
    requests: { reply: { how: 'registered_email_reply' } },
  },
  pause: {
    operationId: 'pauseRequest',
    summary: 'Wait for the person',
    description: 'The strict deadline stays; dueWithPausesOn counts from the day after.',
    requests: { identity: { reason: 'identity' } },
  },
  resume: {
    operationId: 'resumeRequest',
    summary: 'Go on',
    description: 'What was waited for has come: today is the last day of the pause.',
  },
  extend: {
    operationId: 'extendRequest',
    summary: 'Take three months instead of one',
    description: 'Counted from receipt, and within the first month only: the person must be told in it (Art. 12(3)).',
    requests: { number: { reason: 'number' } },
  },
  decide: {
    operationId: 'decideRequest',
    summary: 'Decide, item by item',
    description:
      'An erasure is granted contact by contact, and then awaits the approval of its list. To refuse as unfounded or excessive takes ' +
      'a proof, and another officer who decides the same: until then the answer shows a proposal.',
    requests: {
      granted: { items: [{ subject: 'contact:101', outcome: 'granted' }] },
      refused: {
        items: [
          { subject: 'contact:101', outcome: 'refused', ground: 'legal_obligation', statute: 'KPL 2:10' },
          { subject: 'contact:102', outcome: 'refused', ground: 'legal_claims', until: '2029-11-30' },
        ],
      },
      excessive: {
        items: [
          { subject: 'contact:101', outcome: 'refused', ground: 'unfounded_or_excessive', proofRef: 'D-2026-17' },
        ],
      },
    },
  },
  'letter-sent': {
    operationId: 'recordLetter',
    summary: 'Record that a letter was sent',
    description: 'None ends without one: answer or refusal from the day of the decision on.',
    requests: { answer: { letter: 'answer', sentOn: '2026-11-26' } },
  },
  'recipient-told': {
    operationId: 'recordRecipientTold',
    summary: 'Record that a recipient was told',
    description: 'Of what was rectified, erased or restricted (Art. 19): each processor of the policy, by its name.',
    requests: { told: { processor: 'HubSpot Inc.', on: '2026-11-26' } },
  },
  complete: {
    operationId: 'completeRequest',
    summary: 'End a request that is answered',
    description:
      'Not while an effect or a duty is open. Of an objection to direct marketing HubSpot is asked for the opt-out.',
  },
  lift: {
    operationId: 'liftRestriction',
    summary: 'Lift a restriction',
    description: 'After the person was told (Art. 18(3)).',
    requests: { lift: { letterSentOn: '2026-11-26' } },
  },
  withdraw: {
    operationId: 'withdrawRequest',
    summary: 'Withdraw a request',
    description: 'The person wants it no more. Not while a list of people to erase is under way for it.',
  },
  'close-unidentified': {
    operationId: 'closeUnidentified',
    summary: 'End a request whose person was never identified',
    description: 'After the letter refusal, with reason and remedy, was sent (Art. 12(4)).',
  },
  rectifications: {
    operationId: 'rectifyValue',
    summary: 'Put a value right in HubSpot',
    description:
      "A property of a contact of the request that the policy names (Art. 16), before it is decided. The property's definition and the " +
      "account's validation rules are read first, and what stands against the value is told in words that do not quote it. The trail " +
      'has keyed hashes of it only. Safe to repeat: what is there already is not written. Earlier values remain in the history that ' +
      'HubSpot keeps of the property.',
    requests: {
      city: { contactId: '101', property: 'city', value: 'Kuopio' },
      cleared: { contactId: '101', property: 'mobilephone', value: '' },
    },
  },
};

const WRONG_STATE = problemAnswer(409, 'Not now', 'The request is received: its actions say what may be done.');

const operation = (action: RequestAction): Operation => ({
  ...ACTIONS[action],
  answers: {
    200: { description: 'It is done.', content: jsonContent(personRequestSchema, { after: PERSON_REQUESTS.decided }) },
    404: NO_SUCH_REQUEST,
    409: WRONG_STATE,
  },
});

/** `POST /api/requests/{id}/…`. */
export const ACTION_OPERATIONS: Readonly<Record<RequestAction, Operation>> = {
  'ask-identity': operation('ask-identity'),
  identify: operation('identify'),
  pause: operation('pause'),
  resume: operation('resume'),
  extend: operation('extend'),
  decide: operation('decide'),
  'letter-sent': operation('letter-sent'),
  'recipient-told': operation('recipient-told'),
  complete: operation('complete'),
  lift: operation('lift'),
  withdraw: operation('withdraw'),
  'close-unidentified': operation('close-unidentified'),
  rectifications: rectifications(),
};

function rectifications(): Operation {
  const { answers, ...described } = operation('rectifications');
  return {
    ...described,
    answers: {
      ...answers,
      200: {
        description: 'HubSpot holds the value.',
        content: jsonContent(rectifiedRequestSchema, { written: RECTIFIED_REQUEST }),
      },
      400: problemAnswer(400, 'Wrong request', 'Mend the fields named in errors.', {
        errors: [{ path: 'value', message: 'must have at most 5 characters' }],
      }),
      503: problemAnswer(503, 'It is not known whether it was written', LOOK_AGAIN, {
        headers: { 'Retry-After': RETRY_AFTER },
      }),
    },
  };
}
