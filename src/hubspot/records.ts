import { z } from 'zod';
import { halves } from '../chunk.ts';
import { type CrmRecord, recordBatchSchema, recordSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import { fitsAddress } from './fits-address.ts';
import { isolate } from './isolate.ts';
import type { Transport } from './transport.ts';
import type { Paths } from './version.ts';

/** Records of one list page, and inputs of one batch. */
export const RECORD_BATCH = 100;

/** Which records are meant: live ones, or those in the recycle bin. */
export type Place = 'live' | 'bin';

/** What calls to HubSpot need: what sends them, and where to. */
export interface Access {
  readonly transport: Transport;
  readonly paths: Paths;
}

/** Records found by id, ids that HubSpot says do not exist (any more), and ids that could not be read, with why. */
export interface RecordsById {
  readonly found: ReadonlyMap<string, CrmRecord>;
  readonly gone: ReadonlySet<string>;
  readonly unread: ReadonlyMap<string, string>;
}

/**
 * Reads up to 100 records by id. Archived and deleted ones are `gone`: HubSpot names them in error entries. An id that
 * an answer silently leaves out is asked for on its own; one that stays without an answer is unread, never gone.
 */
export async function readRecords(
  access: Access,
  type: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<RecordsById> {
  const found = new Map<string, CrmRecord>();
  const gone = new Set<string>();
  const unread = new Map<string, string>();
  const { results, failed } = await isolate(
    ids,
    (batch, isolating) => readBatch(access, type, batch, properties, isolating),
    access.transport.limits.sizeOf('record reads', RECORD_BATCH),
  );
  for (const { inputs, error } of failed) for (const id of inputs) unread.set(id, error.reason);
  for (const { results: records, errors } of results) {
    for (const record of records) {
      const why = oddIn(record);
      if (why !== undefined) unread.set(record.id, why);
      else if (record.archived === true) gone.add(record.id);
      else found.set(record.id, record);
    }
    for (const { category, context } of errors ?? []) {
      const named = new Set(Object.values(context ?? {}).flat());
      for (const id of ids.filter((one) => named.has(one))) {
        if (category === 'OBJECT_NOT_FOUND') gone.add(id);
        else unread.set(id, category ?? 'HubSpot reported an error');
      }
    }
  }
  for (const id of ids) {
    if (found.has(id) || gone.has(id) || unread.has(id)) continue;
    const alone = await readAlone(access, type, id, properties);
    if (alone === 'gone') gone.add(id);
    else if (typeof alone === 'string') unread.set(id, alone);
    else found.set(id, alone);
  }
  return { found, gone, unread };
}

/** One batch read. */
export async function readBatch(
  { transport, paths }: Access,
  type: string,
  ids: readonly string[],
  properties: readonly string[],
  isolating: boolean,
  place: Place = 'live',
) {
  return transport.send({
    method: 'POST',
    path: paths.objectBatch(type, 'read'),
    ...(place === 'bin' ? { query: { archived: 'true' } } : {}),
    body: { inputs: ids.map((id) => ({ id })), properties, propertiesWithHistory: [] },
    answer: recordBatchSchema,
    effect: 'read',
    ...(isolating ? { attempts: 2 } : {}),
  });
}

async function readAlone(
  access: Access,
  type: string,
  id: string,
  properties: readonly string[],
): Promise<CrmRecord | string> {
  const record = await readRecord(access, type, id, properties).catch(whyUnread);
  if (record === undefined) return 'gone';
  if (typeof record === 'string') return record;
  const why = oddIn(record);
  if (why !== undefined) return why;
  return record.id === id && record.archived !== true ? record : 'gone';
}

function whyUnread(error: unknown): string {
  if (error instanceof HubSpotError && ['rejected', 'unavailable', 'unexpected_answer'].includes(error.code))
    return error.reason;
  throw error;
}

/** Why a record cannot be relied on; `undefined` when it can. */
export function oddIn({ odd }: CrmRecord): string | undefined {
  return odd === undefined ? undefined : `HubSpot shows ${odd.slice(0, 3).join(', ')} in another form than documented`;
}

/**
 * Reads one record; a merged one answers with the record that survives it, whose id differs. `undefined` when there is
 * none. Properties that are too many for one address are asked for in several.
 */
export async function readRecord(
  access: Access,
  type: string,
  id: string,
  properties: readonly string[],
  place: Place = 'live',
): Promise<CrmRecord | undefined> {
  if (fitsAddress(properties)) return readOnce(access, type, id, properties, place);
  const [some, others] = halves(properties);
  const first = await readRecord(access, type, id, some, place);
  const second = first && (await readRecord(access, type, first.id, others, place));
  if (first === undefined || second === undefined) return undefined;
  const odd = [...(first.odd ?? []), ...(second.odd ?? [])];
  return { ...second, properties: { ...first.properties, ...second.properties }, ...(odd.length > 0 ? { odd } : {}) };
}

async function readOnce(
  { transport, paths }: Access,
  type: string,
  id: string,
  properties: readonly string[],
  place: Place,
): Promise<CrmRecord | undefined> {
  try {
    return await transport.send({
      method: 'GET',
      path: paths.object(type, id),
      query: { properties: properties.join(','), archived: String(place === 'bin') },
      answer: recordSchema,
      effect: 'read',
    });
  } catch (error) {
    if (error instanceof HubSpotError && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** Checks that the token may write records of a type, without writing: a batch without inputs changes nothing. */
export async function checkMayWrite({ transport, paths }: Access, type: string): Promise<void> {
  try {
    await transport.send({
      method: 'POST',
      path: paths.objectBatch(type, 'update'),
      body: { inputs: [] },
      answer: z.unknown(),
      effect: 'read',
    });
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.code !== 'rejected') throw error;
  }
}
