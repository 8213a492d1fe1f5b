import type { Policy } from '../../policy/schema.ts';
import { contactsToErase, openDuties, outcomeOf, wasToldWhyLeft } from '../requests/duties.ts';
import { isOpen, type Letter, type PersonRequest } from '../requests/request.ts';

/** Why a letter cannot be written of a request as it is. */
export const LETTER_HINDRANCES = [
  'withdrawn',
  'ended',
  'identified',
  'not_extended',
  'not_decided',
  'all_refused',
  'not_all_refused',
  'not_carried_out',
  'not_opted_out',
  'no_restriction',
  'none_called_for',
] as const;

export type LetterHindrance = (typeof LETTER_HINDRANCES)[number];

/** Effects without which the letter would say what is not so. People to erase may be left for later, and it then says that. */
const CARRIED_OUT = ['copy', 'rectification', 'restriction'];

/** The letter that the state of a request calls for; `undefined` where there is nothing to tell just now. */
export function letterCalledFor(request: PersonRequest): Letter | undefined {
  const { state, extension, letters, lifted } = request;
  const isSent = (wanted: Letter) => letters.some(({ letter }) => letter === wanted);
  if (isOpen(request) && extension !== null && !isSent('extension')) return 'extension';
  switch (state) {
    case 'received':
      return 'receipt';
    case 'identifying':
      return 'identity';
    case 'awaiting_approval':
      if (areAllLeft(request)) return wasToldWhyLeft(request) ? undefined : 'answer';
      return isSent('receipt') ? undefined : 'receipt';
    case 'assessing':
      return isSent('receipt') ? undefined : 'receipt';
    case 'executing':
    case 'refused':
      return outcomeOf(request) === 'refused' ? 'refusal' : 'answer';
    case 'answered':
    case 'partly_answered':
      return hasRestricted(request) && lifted === null ? 'lifting' : 'answer';
    case 'expired':
      return 'refusal';
    case 'withdrawn':
      return undefined;
  }
}

/** What stands against a letter; `undefined` when it can be written. */
export function hindranceTo(
  request: PersonRequest,
  policy: Pick<Policy, 'processors'>,
  letter: Letter,
): LetterHindrance | undefined {
  const { state, identity, extension, decision } = request;
  if (state === 'withdrawn') return 'withdrawn';
  switch (letter) {
    case 'receipt':
      return isOpen(request) ? undefined : 'ended';
    case 'identity':
      if (identity !== null) return 'identified';
      return isOpen(request) ? undefined : 'ended';
    case 'extension':
      if (extension === null) return 'not_extended';
      return isOpen(request) ? undefined : 'ended';
    case 'answer': {
      if (decision === null) return 'not_decided';
      if (outcomeOf(request) === 'refused') return 'all_refused';
      const isWaiting = openDuties(request, policy).some((duty) => CARRIED_OUT.includes(duty));
      const isBeforeItsList = state === 'awaiting_approval' && !areAllLeft(request);
      return isBeforeItsList || isWaiting ? 'not_carried_out' : undefined;
    }
    case 'refusal':
      if (state === 'identifying' || state === 'expired') return undefined;
      if (decision === null) return 'not_decided';
      return outcomeOf(request) === 'refused' ? undefined : 'not_all_refused';
    case 'lifting':
      return hasRestricted(request) ? undefined : 'no_restriction';
  }
}

/** Whether a list has left out everybody whose erasure was granted: they are told why, for it may take long. */
function areAllLeft(request: PersonRequest): boolean {
  const left = new Set(request.left.map(({ contactId }) => contactId));
  return contactsToErase(request).every((id) => left.has(id));
}

/** Whether it is answered and has restricted what may be done with somebody's data (Art. 18). */
function hasRestricted(request: PersonRequest): boolean {
  const { kind, state } = request;
  return kind === 'restriction' && (state === 'answered' || state === 'partly_answered');
}
