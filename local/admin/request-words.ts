import type { PersonRequestAnswer, RectifiedRequest } from '../../src/http/schemas/person-request.ts';
import { table } from '../start/tables.ts';
import { plain } from './plain.ts';

/** Kinds after which processors are told (Art. 19). */
const TOLD: readonly PersonRequestAnswer['kind'][] = ['rectification', 'erasure', 'restriction'];

/** A request in words: how it is, what was decided and done, what is open and what may come next. */
export function requestWords(one: PersonRequestAnswer): string {
  const lines = [
    `Request ${one.id} (${one.kind}): ${one.state}; contacts ${one.contactIds.join(', ') || 'none'}.`,
    `Received on ${one.receivedOn} (${one.channel}). ${dueWords(one)}`,
    ...one.elsewhere.map(({ account, contactIds }) => {
      return `In ${account}: ${contactIds === null ? 'it could not be asked' : `contacts ${contactIds.join(', ')}`}.`;
    }),
    ...(one.proposal === null ? [] : [`Proposed by ${one.proposal.by}: another officer has to decide the same.`]),
    ...decisionWords(one),
    ...(one.erased.length === 0 ? [] : [`Erased: ${one.erased.join(', ')}.`]),
    ...(one.letters.length === 0 ? [] : [`Letters: ${one.letters.map(letterWords).join(', ')}.`]),
    ...recipientWords(one),
    ...(one.open.length === 0 ? [] : [`Open: ${one.open.join(', ')}.`]),
    ...one.left.map(({ contactId, status, reason }) => {
      return `Not erased: contact ${contactId}${status === null ? '' : `, ${[status, reason ?? ''].join(' ').trim()}`}.`;
    }),
    ...(one.staffSteps.length === 0 ? [] : [`For staff in HubSpot: ${one.staffSteps.join(', ')}.`]),
    `Next: ${one.actions.map(commandOf).join(', ') || 'nothing'}.`,
  ];
  return lines.map(plain).join('\n');
}

const HOW = {
  written: 'written.',
  already_there: 'HubSpot held the value already; nothing was written.',
  in_another_form: 'written, and HubSpot keeps it in another form: look at it.',
} as const;

/** What came of putting a value right, and the request after that. */
export function rectifiedWords({ rectification, ...request }: RectifiedRequest): string {
  const { contactId, property, as, formerAddressKept } = rectification;
  const former = formerAddressKept === true ? ['The contact keeps the former address beside the new one.'] : [];
  return [`Contact ${contactId}, ${property}: ${plain(HOW[as])}`, ...former, requestWords(request)].join('\n');
}

/** Requests in a table. */
export function requestTable(shown: readonly PersonRequestAnswer[]): string {
  return table(
    ['id', 'kind', 'state', 'received', 'due', 'with pauses', 'contacts'],
    shown.map((one) => {
      const { id, kind, state, receivedOn, dueOn, dueWithPausesOn, contactIds } = one;
      return [id, kind, state, receivedOn, dueOn, dueWithPausesOn, contactIds.join(' ')];
    }),
  );
}

function dueWords({ dueOn, dueWithPausesOn, extension }: PersonRequestAnswer): string {
  const extended = extension === null ? '' : `, extended on ${extension.on}`;
  return `Due on ${dueOn}${extended}${dueWithPausesOn === dueOn ? '' : `, with its pauses on ${dueWithPausesOn}`}.`;
}

function decisionWords({ decision }: PersonRequestAnswer): string[] {
  if (decision === null) return [];
  const items = decision.items.map(({ subject, outcome, ground, statute, until }) => {
    const why = [ground, statute, until === null ? null : `until ${until}`].filter((text) => text !== null);
    return `${subject} ${outcome}${why.length === 0 ? '' : ` (${why.join(', ')})`}`;
  });
  return [`Decided on ${decision.on}: ${items.join('; ') || 'nothing is held'}.`];
}

function letterWords({ letter, sentOn }: PersonRequestAnswer['letters'][number]): string {
  return `${letter} ${sentOn}`;
}

/** Who has to be told, and who was; of no interest before a decision, or after one that changes nothing. */
function recipientWords({ kind, decision, recipients }: PersonRequestAnswer): string[] {
  const isGranted = decision?.items.some(({ outcome }) => outcome === 'granted') === true;
  if (!TOLD.includes(kind) || !isGranted) return [];
  const told = recipients.flatMap(({ processor, on }) => (on === null ? [] : [`${processor} ${on}`]));
  const left = recipients.flatMap(({ processor, on }) => (on === null ? [processor] : []));
  return [
    ...(told.length === 0 ? [] : [`Told (Art. 19): ${told.join(', ')}.`]),
    ...(left.length === 0 ? [] : [`To be told (Art. 19): ${left.join(', ')}.`]),
  ];
}

/** The command of an action, where it has another name. */
function commandOf(action: PersonRequestAnswer['actions'][number]): string {
  return action === 'rectifications' ? 'rectify' : action;
}
