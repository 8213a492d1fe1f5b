import type { CopyReviewAnswer, PersonRequestAnswer } from '../../api/types.ts';

/** What an officer is about to decide of one thing; an empty outcome: nothing of its own. */
export interface DraftItem {
  /** `contact:ID`, `notes:5512` or `property:NAME`. */
  readonly subject: string;
  /** Where it comes from, which says what an empty outcome means; an officer named what is `named`. */
  readonly from: 'contact' | 'with_others' | 'hint' | 'property' | 'named';
  readonly outcome: '' | 'granted' | 'refused';
  readonly ground: string;
  readonly statute: string;
  readonly until: string;
  readonly proofRef: string;
}

/** What stands in the way of sending it; `path` as the API would name it. */
export interface DraftFault {
  readonly path: string;
  readonly code: 'nothing_decided' | 'undecided' | 'no_ground' | 'no_proof';
}

/** Refusing on this ground takes a proof, and another officer who decides the same (Art. 12(5)). */
export const UNFOUNDED = 'unfounded_or_excessive';

const COPIES: readonly PersonRequestAnswer['kind'][] = ['access', 'portability'];

/**
 * What there is to decide of a request. Nothing is decided of anything beforehand: whoever decides does so of each. Of what another officer
 * has proposed, the ground and its details come as they were proposed, for one who refuses too.
 */
export function draftOf(
  request: Pick<PersonRequestAnswer, 'kind' | 'contactIds' | 'proposal' | 'rectified'>,
  review: Pick<CopyReviewAnswer, 'withOthers' | 'hints'> | undefined,
): DraftItem[] {
  const { kind, contactIds, proposal, rectified } = request;
  const [others, hints] = COPIES.includes(kind) ? [review?.withOthers ?? [], review?.hints ?? []] : [[], []];
  const subjects: DraftItem[] = [
    ...contactIds.map((id) => item(`contact:${id}`, 'contact')),
    ...(kind === 'rectification' ? rectified : []).map(({ property }) => item(`property:${property}`, 'property')),
    ...others.map(({ subject }) => item(subject, 'with_others')),
    ...hints.map(({ subject }) => item(subject, 'hint')),
  ];
  const found = subjects.filter(({ subject }, place) => subjects.findIndex((one) => one.subject === subject) === place);
  if (proposal === null) return found;
  const proposed = proposal.items.map(({ subject, ground, statute, until, proofRef }) => ({
    ...item(subject, 'named'),
    ground: ground ?? '',
    statute: statute ?? '',
    until: until ?? '',
    proofRef: proofRef ?? '',
  }));
  return [...proposed, ...found.filter(({ subject }) => !proposed.some((one) => one.subject === subject))];
}

/** One more thing to decide about; the draft as it is where it stands there already. */
export function withSubject(draft: readonly DraftItem[], subject: string): readonly DraftItem[] {
  return draft.some((one) => one.subject === subject) ? draft : [...draft, item(subject, 'named')];
}

/** Whether it cannot be left undecided: what was put right, or named by an officer; a contact, but of a rectification. */
export function isOwed({ from }: DraftItem, kind: PersonRequestAnswer['kind']): boolean {
  return from === 'named' || from === 'property' || (from === 'contact' && kind !== 'rectification');
}

/** The draft with one item changed; what belongs to a refusal goes when it is none any more. */
export function changed(draft: readonly DraftItem[], subject: string, change: Partial<DraftItem>): DraftItem[] {
  return draft.map((one) => {
    if (one.subject !== subject) return one;
    const next = { ...one, ...change };
    if (next.outcome !== 'refused') return { ...next, ground: '', statute: '', until: '', proofRef: '' };
    return next.ground === UNFOUNDED ? next : { ...next, proofRef: '' };
  });
}

/** The items as `decide` takes them. */
export function bodyOf(draft: readonly DraftItem[]): { readonly items: readonly Readonly<Record<string, string>>[] } {
  return {
    items: decidedOf(draft).map(({ subject, outcome, ground, statute, until, proofRef }) => {
      const filled = Object.entries({ ground, statute: statute.trim(), until, proofRef: proofRef.trim() });
      return { subject, outcome, ...Object.fromEntries(filled.filter(([, value]) => value !== '')) };
    }),
  };
}

/** The path under which the API names an item, `items.0`; undefined while nothing is decided of it. */
export function pathOf(draft: readonly DraftItem[], subject: string): string | undefined {
  const place = decidedOf(draft).findIndex((one) => one.subject === subject);
  return place < 0 ? undefined : `items.${place}`;
}

/** What is missing before it can be sent; the API looks at everything again. */
export function faultsOf(
  draft: readonly DraftItem[],
  { kind, contactIds }: Pick<PersonRequestAnswer, 'kind' | 'contactIds'>,
): DraftFault[] {
  if (contactIds.length === 0) return [];
  const decided = decidedOf(draft);
  const undecided = draft.some((one) => one.outcome === '' && isOwed(one, kind));
  const whole: DraftFault[] = [
    ...(decided.length === 0 ? [{ path: 'items', code: 'nothing_decided' as const }] : []),
    ...(decided.length > 0 && undecided ? [{ path: 'items', code: 'undecided' as const }] : []),
  ];
  const ofItems = decided.flatMap(({ outcome, ground, proofRef }, place): DraftFault[] => {
    if (outcome !== 'refused') return [];
    if (ground === '') return [{ path: `items.${place}.ground`, code: 'no_ground' }];
    return ground === UNFOUNDED && proofRef.trim() === ''
      ? [{ path: `items.${place}.proofRef`, code: 'no_proof' }]
      : [];
  });
  return [...whole, ...ofItems];
}

function decidedOf(draft: readonly DraftItem[]): DraftItem[] {
  return draft.filter(({ outcome }) => outcome !== '');
}

function item(subject: string, from: DraftItem['from']): DraftItem {
  return { subject, from, outcome: '', ground: '', statute: '', until: '', proofRef: '' };
}
