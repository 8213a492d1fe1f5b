import pMap from 'p-map';
import { type Associations, readAssociations } from '../../hubspot/associations.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import { countedTypes } from '../../register/service-contact.ts';
import type { SliceContext } from '../context.ts';
import { type ReadActivities, readActivities } from '../read-activities.ts';

/** Values by record id, for both kinds of record. */
export type OfRecords<Value> = Readonly<Record<RecordKind, Value>>;

/**
 * The clocks of records from all their activities (notice §7); unread as soon as one of those is. Contacts and companies
 * together: they share activities, and each is read once.
 */
export async function readClocks(
  context: SliceContext,
  ids: OfRecords<readonly string[]>,
): Promise<OfRecords<Map<string, Clock>>> {
  const all = { contacts: new Map<string, Clock>(), companies: new Map<string, Clock>() };
  if (ids.contacts.length + ids.companies.length === 0) return all;
  await pMap(countedTypes(context.policy), async (type) => {
    const ofType = await readClocksOfType(context, type, ids);
    for (const kind of RECORD_KINDS) {
      for (const [id, clock] of ofType[kind]) all[kind].set(id, latestOf(all[kind].get(id) ?? EMPTY_CLOCK, clock));
    }
  });
  return all;
}

async function readClocksOfType(
  context: SliceContext,
  type: ActivityType,
  ids: OfRecords<readonly string[]>,
): Promise<OfRecords<Map<string, Clock>>> {
  const [contacts, companies] = await Promise.all(
    RECORD_KINDS.map((kind) => readAssociations(context.hubspot, kind, type, ids[kind])),
  );
  const associated = [contacts, companies].flatMap((one) => [...(one?.of.values() ?? [])].flat());
  const activities = clocksOf(type, await readActivities(context, type, [...new Set(associated)]));
  const clocks = (of: Associations | undefined, some: readonly string[]) =>
    new Map(some.map((id) => [id, clockOf(type, id, of, activities)]));
  return { contacts: clocks(contacts, ids.contacts), companies: clocks(companies, ids.companies) };
}

function clockOf(
  type: ActivityType,
  id: string,
  associations: Associations | undefined,
  activities: ReadonlyMap<string, Clock>,
): Clock {
  const reason = associations?.unread.get(id);
  if (reason !== undefined) return unreadClock(`associations to ${type} could not be read (${reason})`);
  return (associations?.of.get(id) ?? [])
    .map((activity) => activities.get(activity) ?? unreadClock(`${type}:${activity} was not read`))
    .reduce(latestOf, EMPTY_CLOCK);
}

/** The clock that each activity sets on its own. */
function clocksOf(type: ActivityType, { readings, gone, unread }: ReadActivities): Map<string, Clock> {
  const notRead = (id: string, reason: string) => unreadClock(`${type}:${id} could not be read (${reason})`);
  return new Map<string, Clock>([
    ...[...gone].map((id) => [id, EMPTY_CLOCK] as const),
    ...[...unread].map(([id, reason]) => [id, notRead(id, reason)] as const),
    ...[...readings].map(([id, reading]) => {
      if (reading.kind === 'counts') return [id, { read: true, latest: reading.contact }] as const;
      return [id, reading.kind === 'unreadable' ? notRead(id, 'its date cannot be read') : EMPTY_CLOCK] as const;
    }),
  ]);
}
