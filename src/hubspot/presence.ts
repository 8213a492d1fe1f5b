import type { CrmRecord } from './answers.ts';
import { concernsInputs } from './errors.ts';
import { isolate } from './isolate.ts';
import { type Access, oddIn, type Place, RECORD_BATCH, readBatch, readRecord } from './records.ts';

/** Whether HubSpot has a record under an id: `other_id` when the id leads to another record, into which it was merged. */
export type Presence =
  | { readonly kind: 'there'; readonly record: CrmRecord }
  | { readonly kind: 'absent' }
  | { readonly kind: 'other_id' }
  | { readonly kind: 'unread'; readonly reason: string };

interface Asked {
  readonly place: Place;
  readonly properties?: readonly string[];
}

const ABSENT: Presence = { kind: 'absent' };

/**
 * Looks for records by id, a hundred to a request. Absent is only what HubSpot says not to be there: an id that an answer leaves
 * out is asked for on its own, which tells one that was merged from one that is gone.
 */
export async function findPresences(
  access: Access,
  type: string,
  ids: readonly string[],
  { place, properties = [] }: Asked,
): Promise<Map<string, Presence>> {
  const { results, failed } = await isolate(
    ids,
    (batch, isolating) => readBatch(access, type, batch, properties, isolating, place),
    access.transport.limits.sizeOf('record reads', RECORD_BATCH),
  );
  const found = new Map<string, Presence>();
  for (const { inputs, error } of failed)
    for (const id of inputs) found.set(id, { kind: 'unread', reason: error.reason });
  for (const { results: records, errors } of results) {
    for (const record of records) found.set(record.id, presenceOf(record, record.id, place));
    for (const { category, context } of errors ?? []) {
      const reason = category ?? 'HubSpot reported an error';
      for (const id of Object.values(context ?? {}).flat())
        found.set(id, category === 'OBJECT_NOT_FOUND' ? ABSENT : { kind: 'unread', reason });
    }
  }
  const presences = new Map<string, Presence>();
  for (const id of ids)
    presences.set(id, found.get(id) ?? (await findPresence(access, type, id, { place, properties })));
  return presences;
}

/** The same of one record, by a request of its own. */
export async function findPresence(
  access: Access,
  type: string,
  id: string,
  { place, properties = [] }: Asked,
): Promise<Presence> {
  try {
    const record = await readRecord(access, type, id, properties, place);
    return record === undefined ? ABSENT : presenceOf(record, id, place);
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    return { kind: 'unread', reason: error.reason };
  }
}

function presenceOf(record: CrmRecord, id: string, place: Place): Presence {
  if (record.id !== id) return { kind: 'other_id' };
  const reason = oddIn(record);
  if (reason !== undefined) return { kind: 'unread', reason };
  // An answer that does not say where the record is was asked for one place.
  const isInBin = record.archived ?? place === 'bin';
  return isInBin === (place === 'bin') ? { kind: 'there', record } : ABSENT;
}
