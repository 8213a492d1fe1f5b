import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import { type Associations, readAssociations } from '../../hubspot/associations.ts';
import { RECORD_BATCH, readRecords } from '../../hubspot/records.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import { countedTypes, readServiceContact, serviceContactProperties } from '../../register/service-contact.ts';
import { decisionTime, type SliceContext } from '../context.ts';
import { dueKey } from '../due.ts';

const AT_ONCE = 16;

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
  const activities = await readActivities(context, type, [...new Set(associated)]);
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

/** The clock that each activity sets on its own; those that lie in the future are noted, to be counted in their time. */
async function readActivities(
  context: SliceContext,
  type: ActivityType,
  ids: readonly string[],
): Promise<Map<string, Clock>> {
  const { hubspot, policy, state } = context;
  const now = decisionTime(context);
  const properties = serviceContactProperties(type, policy);
  const clocks = new Map<string, Clock>();
  const due: string[] = [];
  await pMap(
    chunk(ids, RECORD_BATCH),
    async (batch) => {
      const { found, gone, unread } = await readRecords(hubspot, type, batch, properties);
      for (const id of gone) clocks.set(id, EMPTY_CLOCK);
      for (const [id, reason] of unread) clocks.set(id, unreadClock(`${type}:${id} could not be read (${reason})`));
      for (const { id, properties: values } of found.values()) {
        const reading = readServiceContact({ type, id, properties: values }, policy, now);
        clocks.set(id, clockOfOne(reading, type, id));
        if (reading.kind === 'does_not_count' && reading.why === 'in_future') due.push(dueKey(reading.at, type, id));
      }
    },
    { concurrency: AT_ONCE },
  );
  await state.due.add(due);
  return clocks;
}

function clockOfOne(reading: ReturnType<typeof readServiceContact>, type: ActivityType, id: string): Clock {
  if (reading.kind === 'counts') return { read: true, latest: reading.contact };
  return reading.kind === 'unreadable'
    ? unreadClock(`${type}:${id} could not be read (its date cannot be read)`)
    : EMPTY_CLOCK;
}
