import { localDate } from '../../register/calendar.ts';
import type { Engine } from '../../work/engine.ts';
import type { Language } from '../../policy/text.ts';
import type { Letter, PersonRequest } from '../requests/request.ts';
import { readAddressees } from './addressee.ts';
import { hindranceTo, type LetterHindrance, letterCalledFor } from './called-for.ts';
import type { WrittenLetter } from './letter-page.ts';
import type { LetterTemplates } from './load-templates.ts';
import { dateIn, letterView } from './view.ts';

/** Which letter, in which language; without `letter` the one that the state of the request calls for. */
export interface LetterWish {
  readonly letter: Letter | undefined;
  readonly language: Language;
}

type LetterRefusal =
  | { readonly kind: 'not_now'; readonly letter: Letter | undefined; readonly why: LetterHindrance }
  /** HubSpot would not tell of somebody in the request. */
  | { readonly kind: 'unread' };

/**
 * Writes a letter of a request. The name and address of the person are read from HubSpot for it and kept nowhere; of whoever is not
 * there, the letter leaves room for them. Throws `HubSpotError` when HubSpot cannot be asked.
 */
export async function writeLetter(
  { hubspot, policy, now }: Pick<Engine, 'hubspot' | 'policy' | 'now'>,
  templates: LetterTemplates,
  request: PersonRequest,
  { letter = letterCalledFor(request), language }: LetterWish,
): Promise<{ readonly kind: 'written'; readonly written: WrittenLetter } | LetterRefusal> {
  if (letter === undefined) {
    const why = request.state === 'withdrawn' ? 'withdrawn' : 'none_called_for';
    return { kind: 'not_now', letter, why };
  }
  const why = hindranceTo(request, policy, letter);
  if (why !== undefined) return { kind: 'not_now', letter, why };
  const read = await readAddressees(hubspot, request.contactIds);
  if (read.kind === 'unread') return read;
  // It would say that the person gets no more of it.
  if (letter === 'answer' && request.marketing && !read.optedOut)
    return { kind: 'not_now', letter, why: 'not_opted_out' };
  const { name, address, email } = policy.controller;
  return {
    kind: 'written',
    written: {
      letter,
      language,
      sender: { name, address, email },
      addressees: read.addressees,
      absent: read.absent,
      reference: request.id,
      date: dateIn(localDate(now(), policy.timeZone), language),
      markdown: templates.fill(letter, language, letterView(request, policy, language)),
    },
  };
}
