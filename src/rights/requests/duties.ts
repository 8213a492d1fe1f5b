import { digestOf } from '../../digest.ts';
import type { Policy } from '../../policy/schema.ts';
import { grantedContacts, hasGranted } from './granted.ts';
import { isAllRectified } from './rectified.ts';
import { contactsToRestrict } from './restriction-orders.ts';
import type { Letter, PersonRequest, RequestKind } from './request.ts';

/**
 * What has to be done before a request can end: a letter with the answer, or with the refusal, its ground and remedy (Art. 12(4)); the
 * recipients told (Art. 19); and the effect of what was granted.
 */
export const DUTIES = [
  'answer_letter',
  'refusal_letter',
  'recipients',
  'erasure',
  'copy',
  'rectification',
  'restriction',
  'opt_out',
] as const;

export type Duty = (typeof DUTIES)[number];

/** Rights after whose exercise recipients are told (Art. 19). */
const TOLD: readonly RequestKind[] = ['rectification', 'erasure', 'restriction'];

/** What is open of a request that was decided; nothing of another. `opt_out` is open as far as HubSpot has not been asked. */
export function openDuties(request: PersonRequest, policy: Pick<Policy, 'processors'>): Duty[] {
  if (request.decision === null || request.endedAt !== null) return [];
  const letter = answerLetterOf(request.decision);
  const told = new Set(request.recipients.map(({ processor }) => processor));
  const isAllTold = policy.processors.every(({ name }) => told.has(processorCode(name)));
  return [
    ...effectsOf(request),
    ...(hasGranted(request) && TOLD.includes(request.kind) && !isAllTold ? (['recipients'] as const) : []),
    ...(hasAnswered(request, letter) ? [] : [`${letter}_letter` as const]),
  ];
}

/** A processor of the policy (§4) as tables and the trail name it. */
export function processorCode(name: string): string {
  return digestOf(name);
}

/** Contacts that a request was granted for and that are not erased yet. */
export function contactsToErase(request: PersonRequest): string[] {
  return request.kind === 'erasure' ? grantedContacts(request).filter((id) => !request.erased.includes(id)) : [];
}

/** How a request ends whose decision is carried out. */
export function outcomeOf({ decision }: PersonRequest): 'answered' | 'partly_answered' | 'refused' {
  const outcomes = new Set((decision?.items ?? []).map(({ outcome }) => outcome));
  if (!outcomes.has('refused')) return 'answered';
  return outcomes.has('granted') ? 'partly_answered' : 'refused';
}

function effectsOf(request: PersonRequest): Duty[] {
  if (request.kind === 'erasure') return contactsToErase(request).length > 0 ? ['erasure'] : [];
  if (request.kind === 'rectification') return isAllRectified(request) ? [] : ['rectification'];
  const effects = hasGranted(request) ? [effectOf(request)] : [];
  return effects.filter((effect) => {
    if (effect === 'restriction') return contactsToRestrict(request).length > 0;
    return effect !== 'copy' || answeringCopies(request).length === 0;
  });
}

function effectOf({ kind, marketing }: PersonRequest): Duty {
  if (kind === 'access' || kind === 'portability') return 'copy';
  return marketing ? 'opt_out' : 'restriction';
}

function answerLetterOf({ items }: NonNullable<PersonRequest['decision']>): 'answer' | 'refusal' {
  return items.length > 0 && items.every(({ outcome }) => outcome === 'refused') ? 'refusal' : 'answer';
}

/** The copies that answer a request: one from before the decision leaves out what the decision grants. */
export function answeringCopies({ decision, disclosed }: PersonRequest): PersonRequest['disclosed'] {
  return decision === null ? [] : disclosed.filter(({ at }) => at >= decision.at);
}

/**
 * Whether the person was sent the letter that answers: one from before the decision cannot tell of it, nor can one from before people were
 * erased whom it named as left.
 */
function hasAnswered({ decision, letters, lateErasureAt }: PersonRequest, wanted: Letter): boolean {
  if (decision === null) return false;
  const since = [decision.at, lateErasureAt ?? ''].sort().at(-1) ?? '';
  return letters.some(({ letter, sentOn, at }) => letter === wanted && sentOn >= decision.on && at >= since);
}

/**
 * Whether the person was told why they are not erased yet (Art. 12(4)): by an answer that went when a list had said so of all who are left.
 * One that was recorded later and went before it cannot have.
 */
export function wasToldWhyLeft(request: PersonRequest): boolean {
  const toErase = contactsToErase(request);
  const said = request.left.flatMap(({ contactId, at }) => (toErase.includes(contactId) ? (at ?? []) : []));
  const since = said.sort().at(-1) ?? '';
  const letters = request.letters.filter(({ sentOn, at }) => at >= since && sentOn >= since.slice(0, DAY));
  return hasAnswered({ ...request, letters }, 'answer');
}

/** Characters of the day of an instant in ISO 8601 (UTC). */
const DAY = 10;
