import { OPEN_STATES, type PersonRequest, type RequestKind, type RequestState } from './request.ts';

/** What officers do with a request. */
export const REQUEST_ACTIONS = [
  'ask-identity',
  'identify',
  'pause',
  'resume',
  'extend',
  'decide',
  'letter-sent',
  'recipient-told',
  'complete',
  'lift',
  'withdraw',
  'close-unidentified',
  'rectifications',
] as const;

export type RequestAction = (typeof REQUEST_ACTIONS)[number];

interface Transition {
  readonly from: readonly RequestState[];
  readonly kinds?: readonly RequestKind[];
}

const ANSWERED: readonly RequestState[] = ['answered', 'partly_answered', 'refused'];

/** In which states of which kinds of requests an action is possible. Whatever is not here is refused. */
const TRANSITIONS: Readonly<Record<RequestAction, Transition>> = {
  'ask-identity': { from: ['received'] },
  identify: { from: ['received', 'identifying'] },
  pause: { from: OPEN_STATES },
  resume: { from: OPEN_STATES },
  extend: { from: OPEN_STATES },
  decide: { from: ['assessing'] },
  'letter-sent': { from: [...OPEN_STATES, ...ANSWERED, 'expired'] },
  'recipient-told': { from: [...OPEN_STATES, ...ANSWERED, 'expired'] },
  complete: { from: ['executing'] },
  lift: { from: ['answered', 'partly_answered'], kinds: ['restriction'] },
  withdraw: { from: OPEN_STATES },
  'close-unidentified': { from: ['identifying'] },
  // Before the decision; afterwards only what was granted and is still open.
  rectifications: { from: ['assessing', 'executing'], kinds: ['rectification'] },
};

/** Whether the state and the kind of a request allow an action at all; that more may stand against it is another matter. */
export function allows({ state, kind }: Pick<PersonRequest, 'state' | 'kind'>, action: RequestAction): boolean {
  const { from, kinds } = TRANSITIONS[action];
  return from.includes(state) && (kinds?.includes(kind) ?? true);
}
