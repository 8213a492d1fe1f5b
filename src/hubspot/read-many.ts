import pMap from 'p-map';
import { chunk } from '../chunk.ts';
import { type Access, RECORD_BATCH, type RecordsById, readRecords } from './records.ts';

/** Reads any number of records by id, in batches of which `atOnce` are under way together; what `readRecords` says of each holds. */
export async function readManyRecords(
  access: Access,
  type: string,
  ids: readonly string[],
  properties: readonly string[],
  atOnce: number,
): Promise<RecordsById> {
  const batches = await pMap(chunk(ids, RECORD_BATCH), (batch) => readRecords(access, type, batch, properties), {
    concurrency: atOnce,
  });
  return {
    found: new Map(batches.flatMap(({ found }) => [...found])),
    gone: new Set(batches.flatMap(({ gone }) => [...gone])),
    unread: new Map(batches.flatMap(({ unread }) => [...unread])),
  };
}
