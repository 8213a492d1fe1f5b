import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import { readAssociations } from '../../hubspot/associations.ts';
import { RECORD_BATCH, readRecords } from '../../hubspot/records.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import { countedTypes, readServiceContact, serviceContactProperties } from '../../register/service-contact.ts';
import { decisionTime, type SliceContext } from '../context.ts';
import type { RecordKind } from '../listed.ts';
import { dueKey } from './due.ts';

const AT_ONCE = 16;

/** The clocks of records from all their activities (notice §7); unread as soon as one of those is. */
export async function readClocks(
  context: SliceContext,
  kind: RecordKind,
  ids: readonly string[],
): Promise<Map<string, Clock>> {
  if (ids.length === 0) return new Map();
  const ofTypes = await pMap(countedTypes(context.policy), (type) => readClocksOfType(context, kind, type, ids));
  return new Map(ids.map((id) => [id, ofTypes.map((clocks) => clocks.get(id) ?? EMPTY_CLOCK).reduce(latestOf)]));
}

async function readClocksOfType(
  context: SliceContext,
  kind: RecordKind,
  type: ActivityType,
  ids: readonly string[],
): Promise<Map<string, Clock>> {
  const { of, unread } = await readAssociations(context.hubspot, kind, type, ids);
  const activities = await readActivities(context, type, [...new Set([...of.values()].flat())]);
  const clockOfOne = (id: string) => activities.get(id) ?? unreadClock(`${type}:${id} was not read`);
  return new Map(
    ids.map((id) => {
      const reason = unread.get(id);
      if (reason !== undefined) return [id, unreadClock(`associations to ${type} could not be read (${reason})`)];
      return [id, (of.get(id) ?? []).map(clockOfOne).reduce(latestOf, EMPTY_CLOCK)];
    }),
  );
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
        clocks.set(id, clockOf(reading, type, id));
        if (reading.kind === 'does_not_count' && reading.why === 'in_future') due.push(dueKey(reading.at, type, id));
      }
    },
    { concurrency: AT_ONCE },
  );
  await state.due.add(due);
  return clocks;
}

function clockOf(reading: ReturnType<typeof readServiceContact>, type: ActivityType, id: string): Clock {
  if (reading.kind === 'counts') return { read: true, latest: reading.contact };
  return reading.kind === 'unreadable'
    ? unreadClock(`${type}:${id} could not be read (its date cannot be read)`)
    : EMPTY_CLOCK;
}
