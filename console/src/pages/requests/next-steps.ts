import type { PersonRequestAnswer } from '../../api/types.ts';

export type RequestAction = PersonRequestAnswer['actions'][number];

/** What brings a request nearer to its end, in the order in which it is usually done. */
const FORWARD: readonly RequestAction[] = [
  'resume',
  'identify',
  'ask-identity',
  'close-unidentified',
  'rectifications',
  'decide',
  'complete',
  'lift',
] as const;

/** What is possible besides. */
const BESIDES: readonly RequestAction[] = ['pause', 'extend', 'withdraw'];

export interface NextSteps {
  /** What brings it nearer to its end; the first is what is usually done now. */
  readonly forward: readonly RequestAction[];
  readonly besides: readonly RequestAction[];
}

/**
 * What an officer may do with a request, by what the API says is possible. Letters and recipients have places of their own on the page.
 * One that is open is not decided before it is known who asks, and not ended while something is open: the API says so by `actions`.
 */
export function nextSteps({ actions }: Pick<PersonRequestAnswer, 'actions'>): NextSteps {
  return {
    forward: FORWARD.filter((action) => actions.includes(action)),
    besides: BESIDES.filter((action) => actions.includes(action)),
  };
}

/** Until which day an action has to be done; `undefined` where no day is set for it. */
export function untilWhen(
  { dueOn, endedAt }: Pick<PersonRequestAnswer, 'dueOn' | 'endedAt'>,
  action: RequestAction,
): string | undefined {
  // A term is extended within the first month only, which is the term of one that is not extended (Art. 12(3)).
  const isBound: readonly RequestAction[] = ['identify', 'decide', 'complete', 'extend', 'rectifications'];
  return endedAt === null && isBound.includes(action) ? dueOn : undefined;
}

/** Whether a copy of the data may be given (Art. 15, 20): what stands against it only HubSpot knows. */
export function mayGiveCopy({
  kind,
  identity,
  state,
}: Pick<PersonRequestAnswer, 'kind' | 'identity' | 'state'>): boolean {
  if (kind !== 'access' && kind !== 'portability') return false;
  return identity !== null && state !== 'withdrawn' && state !== 'expired' && state !== 'refused';
}

/** Whether a list of people to erase can be prepared for it: an erasure that was granted and is not done (Art. 17). */
export function mayPrepareList({ kind, state, open }: Pick<PersonRequestAnswer, 'kind' | 'state' | 'open'>): boolean {
  return kind === 'erasure' && open.includes('erasure') && (state === 'awaiting_approval' || state === 'executing');
}
