import { sameIds } from '../../hubspot/merged-ids.ts';
import type { Engagement } from '../../register/engagement.ts';
import type { Examined, Known } from './examine.ts';
import type { ErasureItem } from './item.ts';

/** What a list has itself done so far, for the others on it. */
export interface OwnWork {
  /** Engagements of people whose erasure was begun, whatever was done with them: `notes:5512`. */
  readonly engagements: ReadonlySet<string>;
  /** Companies whose floor was kept for one of those people. */
  readonly companies: ReadonlySet<string>;
}

export const NO_OWN_WORK: OwnWork = { engagements: new Set(), companies: new Set() };

type Approved = Pick<ErasureItem, 'facts' | 'ownClockAt'> & { readonly engagements: readonly Engagement[] };

/**
 * What differs between a person as they stand on a list and as they are now: `facts`, `merged`, `engagements`, `gone`, or what protects
 * them by now. Empty when nothing does but what the list itself has done.
 */
export function differences(approved: Approved, now: Examined, ownWork: OwnWork): string[] {
  if (now.kind === 'gone') return ['gone'];
  if (now.kind === 'protected') return [now.protection];
  return [
    ...(sameFacts(approved, now, ownWork) ? [] : ['facts']),
    ...(sameIds(approved.facts.merged, now.facts.merged) ? [] : ['merged']),
    ...(sameEngagements(approved.engagements, now.engagements, ownWork) ? [] : ['engagements']),
  ];
}

function sameFacts(
  { facts: before, ownClockAt }: Approved,
  { facts: now, ...known }: Known,
  ownWork: OwnWork,
): boolean {
  if (now.companyId !== before.companyId || known.ownClockAt !== ownClockAt) return false;
  if (now.endsOn === before.endsOn && now.basis === before.basis && now.source === before.source) return true;
  if (now.endsOn === null || before.endsOn === null) return false;
  // A colleague on the same list was erased: the floor has taken the place of their clock and is never earlier, or another activity of
  // the same day has.
  if (!ownWork.companies.has(now.companyId ?? '')) return false;
  return now.basis === 'former_contact' ? now.endsOn >= before.endsOn : now.endsOn === before.endsOn;
}

/** Engagements that were the others' too may have another class or time by now, or be gone; each of the rest is as it was. */
function sameEngagements(before: readonly Engagement[], now: readonly Engagement[], ownWork: OwnWork): boolean {
  const rest = (some: readonly Engagement[]) =>
    some
      .filter(({ type, id }) => !ownWork.engagements.has(`${type}:${id}`))
      .map((one) => `${one.type}:${one.id} ${one.class} ${one.modifiedAt}`)
      .sort()
      .join();
  const known = new Set(before.map(({ type, id }) => `${type}:${id}`));
  return rest(before) === rest(now) && now.every(({ type, id }) => known.has(`${type}:${id}`));
}
