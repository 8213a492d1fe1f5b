import type { Policy } from '../../policy/schema.ts';
import type { Letter, PersonRequest } from './request.ts';
import { fitsRow } from './request-rows.ts';
import type { RequestAction } from './transitions.ts';

/** Characters that each of these takes at the most. */
const ITEM = 240;
const RECIPIENT = 150;
const RECTIFIED = 260;
/** Of a contact: that it was left out of a list, or what became of a restriction. */
const OUTCOME = 220;
/** Who decided, and when. */
const DECISION = 250;
/** The letters that answer, of which there may be some: who is left is told so, and later that they are erased. */
const ANSWERS = 600;
const ANSWERING: readonly Letter[] = ['answer', 'refusal', 'lifting'];
/** Who it was, the letters that answer, ten copies, an extension, the end of it and of a restriction. */
const END = 3_400;

/** Recorded as often as officers like, so they leave the room that others need. */
const UNBOUNDED: readonly RequestAction[] = ['decide', 'pause', 'letter-sent', 'rectifications'];

/** What is done: an action, and which letter it is about. */
interface Doing {
  readonly action: RequestAction;
  readonly letter?: Letter;
}

/**
 * Whether a request can be kept as an action leaves it, with room for all that still has to be kept of it before it can end: a row of the
 * table takes no more, and the person has to be answered.
 */
export function hasRoom(request: PersonRequest, doing: Doing, policy: Pick<Policy, 'processors'>): boolean {
  return fitsRow(request, reserveFor(request, doing, policy));
}

function reserveFor(request: PersonRequest, { action, letter }: Doing, policy: Pick<Policy, 'processors'>): number {
  if (!UNBOUNDED.includes(action)) return 0;
  const isAnswer = letter !== undefined && ANSWERING.includes(letter);
  return stillToKeep(request, policy) - (isAnswer ? ANSWERS : 0);
}

function stillToKeep(request: PersonRequest, { processors }: Pick<Policy, 'processors'>): number {
  const { contactIds, decision, proposal } = request;
  const undecided = decision === null && proposal === null ? DECISION + ITEM * Math.max(1, contactIds.length) : 0;
  const carriedOut = OUTCOME * contactIds.length + RECTIFIED * toRectify(request);
  return END + undecided + carriedOut + RECIPIENT * processors.length;
}

/** How many values of contacts are still to be put right, of what is granted or may be. */
function toRectify({ kind, contactIds, decision, proposal, rectified }: PersonRequest): number {
  if (kind !== 'rectification') return 0;
  const granted = (decision ?? proposal)?.items.filter(({ outcome }) => outcome === 'granted') ?? [];
  const isRight = (id: string, name: string) => rectified.some((one) => one.contactId === id && one.property === name);
  const open = granted.map(({ subject }) => {
    const [object, name = ''] = subject.split(':');
    return object === 'property' ? contactIds.filter((id) => !isRight(id, name)).length : 1;
  });
  return open.reduce((sum, one) => sum + one, 0);
}
