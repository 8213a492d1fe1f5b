import pMap from 'p-map';
import { type Associations, readAssociations } from '../../hubspot/associations.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import { type Instant, parseInstant } from '../../register/instant.ts';
import type { RecordKind } from '../../register/record.ts';
import { countedTypes, readServiceContact, type ServiceContactReading } from '../../register/service-contact.ts';
import type { SliceContext } from '../context.ts';
import { askActivities } from '../read-activities.ts';

/** An activity as HubSpot shows it now; `gone` when it is archived or deleted. */
export type ActivityNow =
  | {
      readonly kind: 'live';
      readonly reading: ServiceContactReading;
      /** When HubSpot last changed it; `undefined` when it does not say. */
      readonly modifiedAt: Instant | undefined;
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unread'; readonly reason: string };

/** Which activities records are associated with, by type. */
export type ActivityLinks = ReadonlyMap<ActivityType, Associations>;

/**
 * Activities read anew from HubSpot, each once however many records share it; nothing is remembered or noted. What counts is told by
 * the app's clock at the time of each answer, so that an activity of a moment ago is not taken to lie ahead. Holds an id, a
 * reading and a time of each activity that it was asked about.
 */
export class ActivitiesNow {
  readonly #context: Pick<SliceContext, 'hubspot' | 'policy' | 'now'>;
  readonly #known = new Map<ActivityType, Map<string, ActivityNow>>();

  constructor(context: Pick<SliceContext, 'hubspot' | 'policy' | 'now'>) {
    this.#context = context;
  }

  /** Finds the activities of records, of these types, and reads those that were not read yet. */
  async find(kind: RecordKind, ids: readonly string[], types: readonly ActivityType[]): Promise<ActivityLinks> {
    const links = await pMap(types, async (type) => {
      const associations = await readAssociations(this.#context.hubspot, kind, type, ids);
      await this.#read(type, [...associations.of.values()].flat());
      return [type, associations] as const;
    });
    return new Map(links);
  }

  get(type: ActivityType, id: string): ActivityNow {
    return this.#known.get(type)?.get(id) ?? { kind: 'unread', reason: 'it was not read' };
  }

  /** The clock of a record from all its activities that count (notice §7); unread as soon as one of them is. */
  clockOf(id: string, links: ActivityLinks): Clock {
    const clocks = countedTypes(this.#context.policy).flatMap((type): Clock[] => {
      const associations = links.get(type);
      const activities = associations?.of.get(id);
      if (activities !== undefined) return activities.map((one) => this.#clockOfOne(type, one));
      const reason = associations?.unread.get(id) ?? 'they were not asked for';
      return [unreadClock(`associations to ${type} could not be read (${reason})`)];
    });
    return clocks.reduce(latestOf, EMPTY_CLOCK);
  }

  #clockOfOne(type: ActivityType, id: string): Clock {
    const activity = this.get(type, id);
    if (activity.kind === 'gone') return EMPTY_CLOCK;
    if (activity.kind === 'unread') return unreadClock(`${type}:${id} could not be read (${activity.reason})`);
    const { reading } = activity;
    if (reading.kind === 'unreadable') return unreadClock(reading.reason);
    return reading.kind === 'counts' ? { read: true, latest: reading.contact } : EMPTY_CLOCK;
  }

  async #read(type: ActivityType, ids: readonly string[]): Promise<void> {
    const { policy, now } = this.#context;
    const known = this.#known.get(type) ?? new Map<string, ActivityNow>();
    this.#known.set(type, known);
    const unknown = [...new Set(ids)].filter((id) => !known.has(id));
    const { told, gone, unread } = await askActivities(this.#context, type, unknown, (record): ActivityNow => {
      const { id, properties, updatedAt } = record;
      const reading = readServiceContact({ type, id, properties }, policy, now());
      return { kind: 'live', reading, modifiedAt: updatedAt === undefined ? undefined : parseInstant(updatedAt) };
    });
    for (const [id, activity] of told) known.set(id, activity);
    for (const id of gone) known.set(id, { kind: 'gone' });
    for (const [id, reason] of unread) known.set(id, { kind: 'unread', reason });
  }
}
