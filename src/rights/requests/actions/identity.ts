import { type Acting, type Change, changing, type RequestRefusal } from '../acting.ts';
import type { PersonRequest } from '../request.ts';
import { endedPauses } from './term.ts';

/** Asks the person who they are, where that is in reasonable doubt (Art. 12(6)). */
export function askIdentity(): Change {
  return changing({ state: 'identifying' }, 'request_identity_asked');
}

/** Keeps how it was established who asks; no copy of a document is. */
export function identify({ actor: by, at }: Acting, how: NonNullable<PersonRequest['identity']>['how']): Change {
  return changing({ state: 'assessing', identity: { how, by, at } }, 'request_identified', `how=${how}`);
}

/** Ends one whose person was never identified (Art. 11(2), 12(6)), once they were told so, with ground and remedy (Art. 12(4)). */
export function closeUnidentified({ letters, pauses }: PersonRequest, { at, today }: Acting): Change | RequestRefusal {
  const isTold = letters.some(({ letter }) => letter === 'refusal');
  if (!isTold) return { kind: 'letter_missing', letter: 'refusal' };
  return changing({ state: 'expired', endedAt: at, pauses: endedPauses(pauses, today) }, 'request_expired');
}
