import type { OwnWork } from './compare.ts';
import type { StoredItem } from './item.ts';

/** What a list has done by now, as its items say: for the others on it that is no change. Grows with every group. */
export class WorkDone implements OwnWork {
  readonly engagements = new Set<string>();
  readonly companies = new Set<string>();

  /** Somebody with whom was begun: of their engagements those that are others' too matter to others. */
  add({ facts, ownClockAt, engagements }: Pick<StoredItem, 'facts' | 'ownClockAt' | 'engagements'>): void {
    if (facts.companyId !== null && ownClockAt !== null) this.companies.add(facts.companyId);
    for (const { type, id, class: its } of engagements) if (its === 'shared') this.engagements.add(`${type}:${id}`);
  }
}
