import pMap from 'p-map';
import { z } from 'zod';
import { chunk } from '../chunk.ts';
import { type CrmRecord, errorsSchema, instantSchema, recordSchema } from './answers.ts';
import { isolate } from './isolate.ts';
import { type Access, oddIn } from './records.ts';

/** Inputs of one read with histories (HubSpot's own refusal of more says so). */
const HISTORY_BATCH = 50;
const AT_ONCE = 4;

/** A value that a property has had, and where it came from (HubSpot, `ValueWithTimestamp`). */
export interface PastValue {
  readonly value: string;
  /** When it was set, epoch ms. */
  readonly at: number;
  readonly sourceType: string;
  readonly sourceId: string | undefined;
  readonly updatedByUserId: number | undefined;
}

/** A record with the values that its properties have had, by property, newest first; none of a property that never had one. */
export interface RecordWithHistory {
  readonly record: CrmRecord;
  readonly history: ReadonlyMap<string, readonly PastValue[]>;
}

export interface HistoriesById {
  readonly found: ReadonlyMap<string, RecordWithHistory>;
  /** Ids under which HubSpot answers nothing: gone, archived, merged into another, or left out of the answer. */
  readonly missing: ReadonlySet<string>;
  /** Ids that could not be read, with why. */
  readonly unread: ReadonlyMap<string, string>;
}

const pastValueSchema = z.object({
  value: z.string().nullable(),
  timestamp: instantSchema,
  sourceType: z.string(),
  sourceId: z.string().nullish(),
  updatedByUserId: z.number().nullish(),
});

const historySchema = z.record(z.string(), z.array(pastValueSchema).nullable());

const historyBatchSchema = z.object({
  results: z.array(z.object({ propertiesWithHistory: z.unknown().optional() }).and(recordSchema)),
  errors: errorsSchema,
});

type Answer = z.infer<typeof historyBatchSchema>;

/**
 * Reads live records with the values of `properties` and with the histories of `withHistory`, of one moment for each record. What an
 * answer leaves out is asked for once more. Throws `HubSpotError` for what does not lie in single records.
 */
export async function readHistories(
  access: Access,
  type: string,
  ids: readonly string[],
  properties: readonly string[],
  withHistory: readonly string[],
): Promise<HistoriesById> {
  const found = new Map<string, RecordWithHistory>();
  const gone = new Set<string>();
  const unread = new Map<string, string>();
  const ask = async (some: readonly string[]) => {
    await pMap(chunk(some, HISTORY_BATCH), (batch) => readBatch(batch), { concurrency: AT_ONCE });
    return some.filter((id) => !found.has(id) && !gone.has(id) && !unread.has(id));
  };
  const silent = await ask(await ask(ids));
  return { found, missing: new Set([...gone, ...silent]), unread };

  async function readBatch(batch: readonly string[]): Promise<void> {
    const size = access.transport.limits.sizeOf('history reads', HISTORY_BATCH);
    const { results, failed } = await isolate(batch, send, size);
    for (const { inputs, error } of failed) for (const id of inputs) unread.set(id, error.reason);
    for (const answer of results) collect(new Set(batch), answer, { found, gone, unread });
  }

  async function send(batch: readonly string[], isolating: boolean): Promise<Answer> {
    return access.transport.send({
      method: 'POST',
      path: access.paths.objectBatch(type, 'read'),
      body: { inputs: batch.map((id) => ({ id })), properties, propertiesWithHistory: withHistory },
      answer: historyBatchSchema,
      effect: 'read',
      ...(isolating ? { attempts: 2 } : {}),
    });
  }
}

interface Collection {
  readonly found: Map<string, RecordWithHistory>;
  readonly gone: Set<string>;
  readonly unread: Map<string, string>;
}

function collect(asked: ReadonlySet<string>, { results, errors }: Answer, { found, gone, unread }: Collection): void {
  for (const { propertiesWithHistory, ...record } of results) {
    // Whoever answers in somebody else's place was merged with them: nobody asked for it.
    if (!asked.has(record.id)) continue;
    const history = historySchema.safeParse(propertiesWithHistory);
    const odd = oddIn(record);
    if (odd !== undefined) unread.set(record.id, odd);
    else if (record.archived === true) gone.add(record.id);
    else if (history.success) found.set(record.id, { record, history: sorted(history.data) });
    else unread.set(record.id, 'HubSpot shows its property history in another form than documented');
  }
  for (const { category, context } of errors ?? []) {
    for (const id of Object.values(context ?? {}).flat()) {
      if (!asked.has(id)) continue;
      if (category === 'OBJECT_NOT_FOUND') gone.add(id);
      else unread.set(id, category ?? 'HubSpot reported an error');
    }
  }
}

function sorted(history: z.infer<typeof historySchema>): Map<string, PastValue[]> {
  const entries = Object.entries(history).map(([name, values]): [string, PastValue[]] => [
    name,
    (values ?? [])
      .map(({ value, timestamp, sourceType, sourceId, updatedByUserId }): PastValue => {
        const source = { sourceType, sourceId: sourceId ?? undefined, updatedByUserId: updatedByUserId ?? undefined };
        return { value: value ?? '', at: timestamp, ...source };
      })
      // The order within one instant is HubSpot's.
      .sort((a, b) => b.at - a.at),
  ]);
  return new Map(entries);
}
