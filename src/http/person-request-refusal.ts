import type { HttpResponseInit } from '@azure/functions';
import type { RequestRefusal } from '../rights/requests/acting.ts';
import { badRequest, problem, problemAnswer } from './answers.ts';
import { REQUEST_PROBLEM_TYPES } from './schemas/problem.ts';

/** More ids in one message help nobody. */
const MOST_NAMED = 20;
const RETRY_SECONDS = '60';

/** What somebody is told whose action on a request was refused. */
export function personRequestRefusal(refusal: RequestRefusal): HttpResponseInit {
  switch (refusal.kind) {
    case 'unknown_request':
      return problem(404, 'No such request', 'Take the id from the answer that filed it, or from GET /api/requests.');
    case 'wrong_field':
      return badRequest([{ path: refusal.path, message: refusal.message }]);
    case 'no_such_contacts': {
      const named = refusal.contactIds.slice(0, MOST_NAMED).join(', ');
      return badRequest([{ path: 'contactIds', message: `HubSpot has no such contacts: ${named}` }]);
    }
    case 'same_officer':
      return problemAnswer({
        type: REQUEST_PROBLEM_TYPES.same_officer,
        title: 'Another officer decides',
        status: 403,
        detail:
          'You proposed to refuse this as unfounded or excessive: another officer has to decide the same (Art. 12(5)).',
      });
    case 'unread':
      return problem(503, 'HubSpot cannot be asked', 'It did not tell who these are: try again.', {
        'retry-after': RETRY_SECONDS,
      });
    case 'wrong_value':
      return badRequest(refusal.messages.map((message) => ({ path: 'value', message })));
    case 'missing_properties':
      return badRequest(refusal.properties.map((one) => ({ path: 'value', message: neededBesides(one) })));
    case 'not_written':
      return problem(503, 'It was not written', 'HubSpot could not be read, or did not hold it: try again.', {
        'retry-after': RETRY_SECONDS,
      });
    case 'unsure':
      return problem(503, 'It is not known whether it was written', LOOK_AGAIN, {
        'retry-after': RETRY_SECONDS,
      });
    default:
      return problemAnswer({
        type: REQUEST_PROBLEM_TYPES[refusal.kind],
        title: 'Not now',
        status: 409,
        detail: whyNotNow(refusal),
      });
  }
}

/** What to do when HubSpot's answer to a write was lost. */
export const LOOK_AGAIN =
  "HubSpot's answer was lost: look at the contact in HubSpot, and send the same again. That is safe: what is there already is not written twice.";

function neededBesides({ name, label }: { readonly name: string; readonly label: string }): string {
  return `needs ${label} (${name}) too, by a rule of the HubSpot account: put that right first, or fill it in in HubSpot`;
}

const WHY_NO_COPY = {
  other_kind: 'There is a copy for requests of the kinds access and portability only.',
  not_identified: 'Nobody has established who asks: identify the person first.',
  ended: 'The request was withdrawn, or ended because nobody was identified.',
  refused: 'The request was refused.',
  decided_since: 'It was decided of the request while the copy was made: ask for it again.',
} as const;

type NotNow = Exclude<
  RequestRefusal,
  { kind: 'unknown_request' | 'wrong_field' | 'no_such_contacts' | 'same_officer' | 'unread' | KindsOfValues }
>;

type KindsOfValues = 'wrong_value' | 'missing_properties' | 'not_written' | 'unsure';

function whyNotNow(refusal: NotNow): string {
  switch (refusal.kind) {
    case 'wrong_state':
      return `The request is ${refusal.state}: its actions say what may be done.`;
    case 'paused_already':
      return 'The request is paused: resume it first.';
    case 'not_paused':
      return 'The request is not paused.';
    case 'extended_already':
      return 'The request is extended: that is possible once.';
    case 'too_late_to_extend':
      return `It could be extended until ${refusal.until}, within the first month (Art. 12(3)): answer the person.`;
    case 'letter_missing':
      return `Send the person the letter ${refusal.letter} first, with reason and remedy, and record it with letter-sent.`;
    case 'unfinished':
      return `These are open: ${refusal.open.join(', ')}.`;
    case 'list_underway':
      return `List ${refusal.id} of people to erase is under way for it: cancel or reject it first, or wait until it has ended.`;
    case 'already_lifted':
      return 'The restriction has been lifted.';
    case 'already_open':
      return `Somebody in it has a request of this kind open${refusal.id === undefined ? '' : `: ${refusal.id}`}.`;
    case 'too_large':
      return 'More than this cannot be kept of one request, but what ends it can: end it, and file another for the rest.';
    case 'value_taken':
      return `Another contact has this address${refusal.contactId === undefined ? '' : `: ${refusal.contactId}`}. They may be one person: look, and merge them in HubSpot, or refuse.`;
    case 'merged_contact':
      return refusal.into === undefined
        ? `Contact ${refusal.contactId} is not in HubSpot any more: look at it there.`
        : `Contact ${refusal.contactId} was merged into ${refusal.into}: look at that one, which may hold the value by now. Else withdraw the request, and file it for that one, as received on the same day.`;
    case 'no_copy':
      return WHY_NO_COPY[refusal.why];
    case 'recorded_already':
      return 'This is recorded already, for the same day.';
    case 'changed_meanwhile':
      return 'Somebody else changed the request at the same moment: look at it again.';
  }
}
