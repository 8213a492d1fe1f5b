import { type Acting, type Change, changing, type RequestRefusal } from '../acting.ts';
import { openDuties, outcomeOf } from '../duties.ts';
import type { PersonRequest } from '../request.ts';
import { endedPauses } from './term.ts';
import { wrongDate } from './tell.ts';

/** Ends one that is answered; not while an effect or a duty is open. `optedOut` says whether HubSpot holds the opt-out of everybody in it. */
export function complete(
  request: PersonRequest,
  { policy, at, today }: Acting,
  optedOut: boolean,
): Change | RequestRefusal {
  const open = openDuties(request, policy).filter((duty) => duty !== 'opt_out' || !optedOut);
  if (open.length > 0) return { kind: 'unfinished', open };
  const state = outcomeOf(request);
  const change = { state, endedAt: at, pauses: endedPauses(request.pauses, today) };
  return changing(change, 'request_completed', `state=${state}`);
}

/** The person wants it no more. */
export function withdraw({ pauses }: PersonRequest, { at, today }: Acting): Change {
  const change = { state: 'withdrawn', endedAt: at, proposal: null, pauses: endedPauses(pauses, today) } as const;
  return changing(change, 'request_withdrawn');
}

/** Ends a restriction, of which the person was told before (Art. 18(3)). The trail says whether that letter stands in it already. */
export function lift(
  { lifted, decision, receivedOn, letters }: PersonRequest,
  { actor: by, at, today }: Acting,
  letterSentOn: string,
): Change | RequestRefusal {
  if (lifted !== null) return { kind: 'already_lifted' };
  const wrong = wrongDate('letterSentOn', letterSentOn, decision?.on ?? receivedOn, today);
  if (wrong !== undefined) return wrong;
  const isRecorded = letters.some(({ letter, sentOn }) => letter === 'lifting' && sentOn === letterSentOn);
  const told = `letterSentOn=${letterSentOn}${isRecorded ? ' recorded=letter_sent' : ''}`;
  return changing({ lifted: { letterSentOn, at, by } }, 'request_lifted', told);
}
