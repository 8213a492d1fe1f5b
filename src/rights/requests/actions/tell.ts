import { type Acting, type Change, changing, type RequestRefusal } from '../acting.ts';
import { processorCode } from '../duties.ts';
import type { Letter, PersonRequest } from '../request.ts';

/**
 * Keeps that a letter was sent to the person. One that went before the decision may go again on the same day; the one that told of the
 * end of a restriction is recorded by `lift` too, and then not again.
 */
export function letterSent(
  { letters, receivedOn, decision, lifted }: PersonRequest,
  { actor: by, at, today }: Acting,
  { letter, sentOn }: { readonly letter: Letter; readonly sentOn: string },
): Change | RequestRefusal {
  const wrong = wrongDate('sentOn', sentOn, receivedOn, today);
  if (wrong !== undefined) return wrong;
  const isSame = (one: PersonRequest['letters'][number]) => one.letter === letter && one.sentOn === sentOn;
  if (letters.some((one) => isSame(one) && one.at >= (decision?.at ?? ''))) return { kind: 'recorded_already' };
  if (letter === 'lifting' && sentOn === lifted?.letterSentOn) return { kind: 'recorded_already' };
  const told = `letter=${letter} sentOn=${sentOn}`;
  return changing({ letters: [...letters, { letter, sentOn, by, at }] }, 'request_letter_sent', told);
}

/** Keeps that a processor of the policy (§4) was told of what was done (Art. 19). */
export function recipientTold(
  { recipients, receivedOn }: PersonRequest,
  { actor: by, policy, today }: Acting,
  { processor: name, on }: { readonly processor: string; readonly on: string },
): Change | RequestRefusal {
  if (!policy.processors.some((one) => one.name === name))
    return { kind: 'wrong_field', path: 'processor', message: 'must be the name of a processor of the policy' };
  const wrong = wrongDate('on', on, receivedOn, today);
  if (wrong !== undefined) return wrong;
  const processor = processorCode(name);
  if (recipients.some((one) => one.processor === processor && one.on === on)) return { kind: 'recorded_already' };
  const others = recipients.filter((one) => one.processor !== processor);
  const told = `processor=${processor} on=${on}`;
  return changing({ recipients: [...others, { processor, on, by }] }, 'request_recipient_told', told);
}

/** A day that cannot be: it is before the first possible one, or has not come. */
export function wrongDate(path: string, date: string, first: string, today: string): RequestRefusal | undefined {
  if (date >= first && date <= today) return undefined;
  return { kind: 'wrong_field', path, message: `must be a day from ${first} to ${today}` };
}
