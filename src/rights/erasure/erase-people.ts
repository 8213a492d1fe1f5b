import { changeName } from '../../audit/recorded.ts';
import type { EngagementToErase } from '../../effects/effect.ts';
import { execute } from '../../effects/execute.ts';
import { eraseEngagements } from '../../effects/kinds/erase-engagements.ts';
import { forgetPerson } from '../../effects/kinds/forget-person.ts';
import { keepFloor } from '../../effects/kinds/keep-floor.ts';
import { keepHashes } from '../../effects/kinds/keep-hashes.ts';
import type { SliceContext } from '../../facts/context.ts';
import type { Fate } from '../../hubspot/fate.ts';
import type { Policy } from '../../policy/schema.ts';
import type { Engagement } from '../../register/engagement.ts';
import { type RecordRef, subjectOf } from '../../register/record.ts';
import type { ErasureItem, StoredItem } from './item.ts';
import type { Left } from './left-out.ts';
import type { ErasureList } from './list.ts';
import { isRefused, isUnsure, outcomesOf } from './outcomes.ts';
import type { Evidence } from './protection.ts';

/** Somebody who is being erased; addresses are in memory only. */
export interface Erased {
  readonly item: StoredItem;
  readonly addresses: readonly string[];
  /** Why nothing protected them; of somebody with whom was begun before an interruption nobody asks any more. */
  readonly evidence?: Evidence;
}

/** What a last look at people has come to: with whom was begun, and who is not to be erased after all. */
export interface LastLook {
  readonly begun: readonly StoredItem[];
  readonly endings: ReadonlyMap<string, Ending>;
}

/** At which step HubSpot refused something, so that the person is not gone. */
type FailedStep = 'addresses_not_kept' | 'floor_not_kept' | 'engagements_not_erased' | 'person_not_erased';

/** What became of a person. Of one whose fate nobody knows yet (`unsure`) nothing is said: another try finds out. */
export type Ending =
  | { readonly kind: 'done' | 'gone_already'; readonly outcomes: ErasureItem['outcomes'] }
  | { readonly kind: 'failed'; readonly reason: FailedStep; readonly outcomes: ErasureItem['outcomes'] }
  /** Nothing of them is gone, and nothing will be. */
  | { readonly kind: 'left_out'; readonly left: Left }
  | { readonly kind: 'unsure' };

/**
 * Takes the steps of an erasure, each for all of these people before the next: what they leave behind, their companies' floors, their
 * engagements, themselves. Whoever fails at one is taken no further. Every step is safe to repeat. The first two destroy nothing, so
 * `begin` looks at people once more right before the first that does: for all of them that may be long after they were examined.
 * Gives their items, as begun as they are, and endings by contact id.
 */
export async function erasePeople(
  context: SliceContext,
  list: ErasureList,
  people: readonly Erased[],
  begin: (people: readonly Erased[]) => Promise<LastLook>,
): Promise<{ readonly items: readonly StoredItem[]; readonly endings: ReadonlyMap<string, Ending> }> {
  const steps = new Steps(context, list, people);
  const hasEngagements = ({ item }: Erased) => toErase(item.engagements, context.policy).length > 0;
  await steps.keepAddresses();
  await steps.keepFloors();
  steps.looked(await begin(steps.left.filter(hasEngagements)));
  await steps.eraseEngagements();
  steps.looked(await begin(steps.left.filter((one) => !hasEngagements(one))));
  await steps.forget();
  return { items: steps.items, endings: steps.endings };
}

class Steps {
  readonly #context: SliceContext;
  readonly #erasureId: string;
  #people: readonly Erased[];
  readonly #outcomes = new Map<string, ErasureItem['outcomes']>();
  readonly endings = new Map<string, Ending>();

  constructor(context: SliceContext, { id }: ErasureList, people: readonly Erased[]) {
    this.#context = context;
    this.#erasureId = id;
    this.#people = people;
  }

  async keepAddresses(): Promise<void> {
    const effects = this.left.map(({ item, addresses }) => {
      return { ...this.#of(contact(item)), type: 'keep_hashes', addresses } as const;
    });
    const fates = await execute(this.#context, keepHashes(this.#context), effects, { part: 0 });
    for (const { item } of this.left) this.#went(item, fates.get(subjectOf(contact(item))), 'addresses_not_kept');
  }

  async keepFloors(): Promise<void> {
    const effects = this.left.flatMap(({ item }) => {
      const [company, at] = [companyOf(item), item.ownClockAt];
      return company === undefined || at === null ? [] : [{ ...this.#of(company), type: 'keep_floor', at } as const];
    });
    const fates = await execute(this.#context, keepFloor(this.#context), effects, { part: 0 });
    for (const { item } of this.left) {
      const company = companyOf(item);
      if (company === undefined || item.ownClockAt === null) continue;
      const fate = fates.get(subjectOf(company));
      // Nobody is left there who could lose their date.
      if (fate?.kind === 'overtaken' && fate.gone) continue;
      this.#went(item, fate, 'floor_not_kept');
    }
  }

  async eraseEngagements(): Promise<void> {
    const { policy } = this.#context;
    const effects = this.left.flatMap(({ item }) => {
      const engagements = toErase(item.engagements, policy);
      return engagements.length === 0
        ? []
        : [{ ...this.#of(contact(item)), type: 'erase_engagements', engagements } as const];
    });
    const fates = await execute(this.#context, eraseEngagements(this.#context), effects, { part: 0 });
    for (const { item } of this.left) {
      const subject = subjectOf(contact(item));
      const all = toErase(item.engagements, policy).map(({ type, id }) => {
        return fates.get(changeName({ subject, property: `${type}:${id}` }));
      });
      const left = item.engagements.filter((one) => one.class === 'shared').length;
      this.#outcomes.set(item.contactId, { ...outcomesOf(all), left });
      this.#went(item, all.find(isUnsure) ?? all.find(isRefused) ?? { kind: 'done' }, 'engagements_not_erased');
    }
  }

  async forget(): Promise<void> {
    const effects = this.left.map(({ item }) => {
      return { ...this.#of(contact(item)), type: 'forget_person', merged: item.facts.merged } as const;
    });
    const fates = await execute(this.#context, forgetPerson(this.#context), effects, { part: 0 });
    for (const { item } of this.left) {
      const fate = fates.get(subjectOf(contact(item)));
      const outcomes = this.#outcomesOf(item);
      if (fate?.kind === 'done') this.endings.set(item.contactId, { kind: 'done', outcomes });
      else if (fate?.kind === 'overtaken' && fate.gone)
        this.endings.set(item.contactId, { kind: 'gone_already', outcomes });
      else this.#went(item, fate, 'person_not_erased');
    }
  }

  /** Somebody was looked at for the last time. */
  looked({ begun, endings }: LastLook): void {
    const items = new Map(begun.map((item) => [item.contactId, item]));
    this.#people = this.#people.map((one) => ({ ...one, item: items.get(one.item.contactId) ?? one.item }));
    for (const [id, ending] of endings) this.endings.set(id, ending);
  }

  get items(): readonly StoredItem[] {
    return this.#people.map(({ item }) => item);
  }

  /** Those who are taken further. */
  get left(): readonly Erased[] {
    return this.#people.filter(({ item }) => !this.endings.has(item.contactId));
  }

  #of(record: RecordRef) {
    return { record, erasureId: this.#erasureId };
  }

  #went(item: StoredItem, fate: Fate | undefined, reason: FailedStep): void {
    if (fate?.kind === 'done') return;
    const failed = { kind: 'failed', reason, outcomes: this.#outcomesOf(item) } as const;
    this.endings.set(item.contactId, isUnsure(fate) ? { kind: 'unsure' } : failed);
  }

  #outcomesOf({ contactId, outcomes }: StoredItem): ErasureItem['outcomes'] {
    return this.#outcomes.get(contactId) ?? outcomes;
  }
}

function contact({ contactId }: StoredItem): RecordRef {
  return { kind: 'contacts', id: contactId };
}

function companyOf({ facts }: StoredItem): RecordRef | undefined {
  return facts.companyId === null ? undefined : { kind: 'companies', id: facts.companyId };
}

/** Engagements of others are left as they are. */
function toErase(engagements: readonly Engagement[], { erasure }: Policy): EngagementToErase[] {
  return engagements.flatMap(({ type, id, class: its }) =>
    its === 'exclusive' || its === 'company' ? [{ type, id, class: its, handling: erasure.engagements[its] }] : [],
  );
}
