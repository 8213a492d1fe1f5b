import pMap from 'p-map';
import { chunk } from '../chunk.ts';
import type { CrmRecord } from '../hubspot/answers.ts';
import { RECORD_BATCH, readRecords } from '../hubspot/records.ts';
import type { ActivityType } from '../policy/activity-types.ts';
import {
  readServiceContact,
  type ServiceContactReading,
  serviceContactProperties,
} from '../register/service-contact.ts';
import { decisionTime, type SliceContext } from './context.ts';
import { dueKey } from './due.ts';

const AT_ONCE = 16;
/** After so many batches in a row without a single answer the rest of the type is not asked for. */
const HOPELESS_BATCHES = 3;

/** What became of activities of one type that were asked for. */
export interface ReadActivities extends Omit<Told<never>, 'told'> {
  /** What each says of the clock. */
  readonly readings: ReadonlyMap<string, ServiceContactReading>;
}

/**
 * Reads activities of one type, finds out whether and when each counts (notice §7), and notes those that lie ahead, to be
 * counted in their time. What was `givenUp` before is not asked for again.
 */
export async function readActivities(
  context: SliceContext,
  type: ActivityType,
  ids: readonly string[],
  givenUpBefore: string | null = null,
): Promise<ReadActivities> {
  const { policy } = context;
  const now = decisionTime(context);
  const say = ({ id, properties }: CrmRecord) => readServiceContact({ type, id, properties }, policy, now);
  const { told: readings, ...others } = await askActivities(context, type, ids, say, givenUpBefore);
  await noteAhead(
    context,
    type,
    [...readings].map(([id, reading]) => ({ id, reading })),
  );
  return { readings, ...others };
}

/** What activities of one type said. */
interface Told<Said> {
  readonly told: ReadonlyMap<string, Said>;
  /** Ids of those that are archived or deleted. */
  readonly gone: ReadonlySet<string>;
  /** Ids of those that could not be read, each with the reason. */
  readonly unread: ReadonlyMap<string, string>;
  /** Why the type was given up; `null` when each was asked for. */
  readonly givenUp: string | null;
}

/** Reads activities of one type by id and keeps of each what `say` makes of it. What was `givenUp` before is not asked for again. */
export async function askActivities<Said>(
  { hubspot, policy }: Pick<SliceContext, 'hubspot' | 'policy'>,
  type: ActivityType,
  ids: readonly string[],
  say: (activity: CrmRecord) => Said,
  givenUpBefore: string | null = null,
): Promise<Told<Said>> {
  const properties = serviceContactProperties(type, policy);
  const told = new Map<string, Said>();
  const gone = new Set<string>();
  const unread = new Map<string, string>();
  let givenUp = givenUpBefore;
  let hopeless = 0;
  await pMap(
    chunk(ids, RECORD_BATCH),
    async (batch) => {
      if (givenUp !== null) {
        for (const id of batch) unread.set(id, givenUp);
        return;
      }
      const records = await readRecords(hubspot, type, batch, properties);
      for (const record of records.found.values()) told.set(record.id, say(record));
      for (const id of records.gone) gone.add(id);
      for (const [id, reason] of records.unread) unread.set(id, reason);
      hopeless = records.unread.size === batch.length ? hopeless + 1 : 0;
      if (hopeless >= HOPELESS_BATCHES) givenUp = [...records.unread.values()][0] ?? null;
    },
    { concurrency: AT_ONCE },
  );
  return { told, gone, unread, givenUp };
}

/** Notes activities that lie ahead: they are looked at again when their time has come. */
export async function noteAhead(
  { state }: SliceContext,
  type: ActivityType,
  activities: readonly { readonly id: string; readonly reading: ServiceContactReading }[],
): Promise<void> {
  const ahead = activities.flatMap(({ id, reading }) =>
    reading.kind === 'does_not_count' && reading.why === 'in_future' ? [dueKey(reading.at, type, id)] : [],
  );
  await state.due.add(ahead);
}
