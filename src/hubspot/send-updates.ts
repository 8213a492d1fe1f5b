import { randomUUID } from 'node:crypto';
import { type CrmRecord, type ErrorEntry, recordBatchSchema } from './answers.ts';
import type { Fate } from './fate.ts';
import { type Access, readRecords } from './records.ts';

/** New property values of one record. */
export interface Update {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Whether a record, as HubSpot gives it, holds the values of the update. */
export type Holds = (update: Update, values: Readonly<Record<string, string | null>>) => boolean;

/** A part of a refused batch is tried less often: its halves are tried too. */
const ATTEMPTS_FOR_PARTS = 2;

const NOT_FOUND = 'OBJECT_NOT_FOUND';

/** Sends one request. A record that the answer leaves out, does not find, or gives other values for, is read back. */
export async function sendUpdates(
  access: Access,
  type: string,
  batch: readonly Update[],
  holds: Holds,
  isPart: boolean,
): Promise<Map<string, Fate>> {
  const { transport, paths } = access;
  const traces = new Map<string, string>(batch.map(({ id }) => [randomUUID(), id]));
  const traceOf = new Map([...traces].map(([trace, id]) => [id, trace]));
  const answer = await transport.send({
    method: 'POST',
    path: paths.objectBatch(type, 'update'),
    body: { inputs: batch.map(({ id, properties }) => ({ id, objectWriteTraceId: traceOf.get(id), properties })) },
    answer: recordBatchSchema,
    effect: 'write',
    ...(isPart ? { attempts: ATTEMPTS_FOR_PARTS } : {}),
  });
  const fates = new Map<string, Fate>();
  const byId = new Map(batch.map((update) => [update.id, update]));
  for (const record of answer.results) {
    const update = byId.get(traces.get(record.objectWriteTraceId ?? '') ?? record.id);
    const fate = update && fateOf(record, update, holds);
    if (update !== undefined && fate !== undefined) fates.set(update.id, fate);
  }
  /** Said not to be there: only a look tells one that is gone from one that HubSpot refuses. */
  const absent = new Set<string>();
  for (const entry of answer.errors ?? []) {
    for (const id of namedIn(entry, traces)) {
      if (!byId.has(id) || fates.has(id)) continue;
      if (entry.category === NOT_FOUND) absent.add(id);
      else fates.set(id, refusedFor(entry));
    }
  }
  const untold = batch.filter(({ id }) => !fates.has(id));
  for (const [{ id }, seen] of await readBack(access, type, untold, holds)) {
    const reason = absent.has(id) ? NOT_FOUND : 'HubSpot answered without writing it';
    fates.set(id, seen === 'not_held' ? { kind: 'refused', reason } : seen);
  }
  return fates;
}

/** `undefined` when the answer gives other values than were sent: then HubSpot is asked what it holds. */
function fateOf(record: CrmRecord, update: Update, holds: Holds): Fate | undefined {
  const { id, updatedAt, properties } = record;
  if (id !== update.id) return { kind: 'overtaken', reason: `merged into ${id}`, gone: true };
  const answered = Object.entries(update.properties).filter(([name]) => properties[name] !== undefined);
  if (!holds({ id, properties: Object.fromEntries(answered) }, properties)) return undefined;
  const stampedAt = updatedAt ?? properties.lastmodifieddate ?? properties.hs_lastmodifieddate ?? undefined;
  return { kind: 'done', stampedAt };
}

function refusedFor({ category }: ErrorEntry): Fate {
  return category === undefined
    ? { kind: 'refused', reason: 'refused' }
    : { kind: 'refused', reason: category, codes: [category] };
}

function namedIn({ context }: ErrorEntry, traces: ReadonlyMap<string, string>): string[] {
  return [...(context?.ids ?? []), ...(context?.objectWriteTraceId ?? []).flatMap((trace) => traces.get(trace) ?? [])];
}

/** What HubSpot holds of the records now: their fate, or that they are there without the values. */
export async function readBack(
  access: Access,
  type: string,
  batch: readonly Update[],
  holds: Holds,
): Promise<Map<Update, Fate | 'not_held'>> {
  if (batch.length === 0) return new Map();
  const properties = [...new Set(batch.flatMap((update) => Object.keys(update.properties)))];
  const ids = batch.map(({ id }) => id);
  const { found, unread } = await readRecords(access, type, ids, properties);
  return new Map(
    batch.map((update): [Update, Fate | 'not_held'] => {
      const record = found.get(update.id);
      const why = unread.get(update.id);
      if (record) return [update, holds(update, record.properties) ? { kind: 'done' } : 'not_held'];
      if (why !== undefined) return [update, { kind: 'unsure', reason: why }];
      return [update, { kind: 'overtaken', reason: 'no longer there: merged, archived or deleted', gone: true }];
    }),
  );
}
