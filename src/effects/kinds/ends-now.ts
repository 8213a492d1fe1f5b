import { isDeepStrictEqual } from 'node:util';
import type { SliceContext } from '../../facts/context.ts';
import type { EndGrounds } from '../end-grounds.ts';
import { CustomersNow } from './customers-now.ts';
import { ServiceContactsNow } from './service-contacts-now.ts';

/** A contact that is about to be ended. */
export interface Ending {
  readonly id: string;
  readonly restsOn: EndGrounds;
}

/** What was found of contacts that are about to be ended; those in `changed` may not end, each for a reason. */
export interface EndingsNow {
  readonly gone: ReadonlySet<string>;
  readonly changed: ReadonlyMap<string, string>;
}

/** Whether ends still rest on what they were decided with, while one slice writes: nobody ends on what has changed since it was read. */
export class EndsNow {
  readonly #customers = new CustomersNow();
  readonly #serviceContacts = new ServiceContactsNow();
  readonly #heldBack = new Map<string, string>();

  /** Asks HubSpot; nothing where nobody ends. */
  async look(context: SliceContext, endings: readonly Ending[]): Promise<EndingsNow> {
    if (endings.length === 0) return { gone: new Set(), changed: new Map() };
    const { session } = context;
    const customers = new Map(
      endings.flatMap(({ restsOn: { customer } }) => (customer ? [[customer.id, customer.people]] : [])),
    );
    const doubts = session.run.unproved.length;
    await this.#serviceContacts.look(context);
    const ids = endings.map(({ id }) => id);
    const { grounds, gone } = await this.#customers.look(context, customers, ids);
    const doubt = session.run.unproved[doubts]?.what;
    const served = new Map([...customers.keys()].map((id) => [id, this.#lastOfCustomer(id)]));
    const changed = new Map<string, string>();
    for (const { id, restsOn } of endings) {
      if (doubt !== undefined) changed.set(id, doubt);
      if (!isDeepStrictEqual(grounds.get(id), restsOn.contact))
        changed.set(id, 'its hold, its company or what was merged into it');
      const why = this.#whyNot(id, restsOn, served);
      if (why === undefined) continue;
      this.#heldBack.set(id, why);
      changed.set(id, why);
    }
    return { gone, changed };
  }

  /** What has changed about others, or about its service contacts, so that a contact may not end. */
  whyHeldBack(id: string): string | undefined {
    return this.#heldBack.get(id);
  }

  #whyNot(
    id: string,
    { customer, latest = Number.NEGATIVE_INFINITY }: EndGrounds,
    served: ReadonlyMap<string, number>,
  ): string | undefined {
    if (this.#serviceContacts.latestOf([id]) > latest) return 'its service contacts';
    if (customer === undefined) return undefined;
    const { id: companyId, people } = customer;
    if (people === undefined || this.#customers.printOf(companyId) !== people)
      return `who belongs to company ${companyId}, or what was merged into them`;
    const last = served.get(companyId) ?? Number.NEGATIVE_INFINITY;
    return last > latest ? `service contacts of company ${companyId} or its people` : undefined;
  }

  #lastOfCustomer(id: string): number {
    return this.#serviceContacts.latestOf(this.#customers.peopleOf(id), id);
  }
}
