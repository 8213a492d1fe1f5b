import pMap from 'p-map';
import type { SliceContext } from '../../facts/context.ts';
import { OVERLAP_MS, readModifiedActivities } from '../../facts/some/find-modified.ts';
import { doubtChanges } from '../../facts/unproved.ts';
import { readAssociations } from '../../hubspot/associations.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import type { Instant } from '../../register/instant.ts';
import { RECORD_KINDS } from '../../register/record.ts';
import { countedTypes } from '../../register/service-contact.ts';
import { MOST_AGE_MS } from './customers-now.ts';

/** Two searches at once: HubSpot takes five in a second. */
const AT_ONCE = 2;

/**
 * Service contacts that were logged or changed since a run began to read. One that search does not show yet, and associations
 * that changed alone, are left to the next sync and the next reconcile.
 */
export class ServiceContactsNow {
  readonly #latest = { contacts: new Map<string, Instant>(), companies: new Map<string, Instant>() };
  #lookedAt = 0;
  #from: number | undefined;

  /** A search for each activity type, unless the last look was within a minute. What cannot be found is a doubt of the run. */
  async look(context: SliceContext): Promise<void> {
    const { now, policy, session, systemNow } = context;
    if (systemNow() - this.#lookedAt <= MOST_AGE_MS) return;
    const begun = Math.min(now(), systemNow());
    const from = (this.#from ?? session.run.seenUntil) - OVERLAP_MS;
    this.#lookedAt = systemNow();
    await pMap(countedTypes(policy), (type) => this.#lookAt(context, type, from), { concurrency: AT_ONCE });
    this.#from = begun;
  }

  async #lookAt(context: SliceContext, type: ActivityType, from: number): Promise<void> {
    try {
      const activities = await readModifiedActivities(context, type, from);
      const ats = new Map(
        activities.flatMap(({ id, reading }): [string, Instant][] => {
          if (reading.kind === 'counts') return [[id, reading.contact.at]];
          return reading.kind === 'unreadable' ? [[id, Number.POSITIVE_INFINITY]] : [];
        }),
      );
      for (const kind of ats.size === 0 ? [] : RECORD_KINDS) {
        const { of, unread } = await readAssociations(context.hubspot, type, kind, [...ats.keys()]);
        for (const [id, records] of of) for (const record of records) this.#add(kind, record, ats.get(id));
        for (const why of [...unread.values()].slice(0, 1)) await doubtChanges(context.session, type, why);
      }
    } catch (error) {
      if (!concernsInputs(error)) throw error;
      await doubtChanges(context.session, type, `search could not be asked (${error.reason})`);
    }
  }

  #add(kind: (typeof RECORD_KINDS)[number], id: string, at: Instant = Number.POSITIVE_INFINITY): void {
    this.#latest[kind].set(id, Math.max(at, this.#latest[kind].get(id) ?? Number.NEGATIVE_INFINITY));
  }

  /** The latest of these contacts, and of a company. */
  latestOf(contacts: readonly string[], companyId?: string): Instant {
    const { contacts: ofContacts, companies } = this.#latest;
    const ofCompany = companyId === undefined ? undefined : companies.get(companyId);
    const ats = contacts.flatMap((id) => ofContacts.get(id) ?? []);
    return Math.max(ofCompany ?? Number.NEGATIVE_INFINITY, ...ats);
  }
}
