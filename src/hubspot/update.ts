import { randomUUID } from 'node:crypto';
import { recordBatchSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import { halves } from './isolate.ts';
import { type Access, readRecords } from './records.ts';
import { backoff } from './retry.ts';

/** New property values of one record. */
export interface Update {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** What became of one update. A refused one was certainly not written; of a lost one nothing is known for certain. */
export type UpdateOutcome =
  /** With the time at which HubSpot stamped the record, when its answer was seen. */
  | { readonly kind: 'written'; readonly stampedAt?: string | undefined }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The record was merged into another, which may have got the values, or deleted. */
  | { readonly kind: 'merged'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string };

/** Whether a record, as read back, holds the values of the update. */
export type Holds = (update: Update, values: Readonly<Record<string, string | null>>) => boolean;

const RESENDS = 4;
const NEW_PROPERTY_MS = 1_000;
/** So many refusals without anything written: perhaps it is not one of the inputs that HubSpot refuses. */
const HOPELESS_REFUSALS = 16;
/** A part of a refused batch is tried less often: its halves are tried too. */
const ATTEMPTS_FOR_PARTS = 2;

/**
 * Updates up to 100 records and gives the outcome for each. Answers are matched by id and by trace id; an id that the
 * answer leaves out was merged away; a batch refused for one bad input is halved until that input is alone; when an
 * answer is lost, the records are read back and only those that do not hold the values are sent again.
 */
export async function updateRecords(
  access: Access,
  type: string,
  updates: readonly Update[],
  holds: Holds,
): Promise<Map<string, UpdateOutcome>> {
  const outcomes = new Map<string, UpdateOutcome>();
  const waiting: { readonly part: readonly Update[]; readonly sent: number }[] = [{ part: updates, sent: 0 }];
  let refusals = 0;
  let written = false;
  let probed = false;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { sent } = next;
    const part = next.part.filter(({ id }) => !outcomes.has(id));
    if (part.length === 0) continue;
    try {
      for (const [id, outcome] of await send(access, type, part, part.length < updates.length)) {
        outcomes.set(id, outcome);
        written ||= outcome.kind === 'written';
      }
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      if (error.code === 'outcome_unknown') {
        await access.transport.wait(backoff(sent + 1));
        const rest = await readBack(access, type, part, holds, outcomes);
        if (sent < RESENDS) waiting.push({ part: rest, sent: sent + 1 });
        // The last one may still be on its way.
        else for (const { id } of rest) outcomes.set(id, { kind: 'lost', reason: error.reason });
      } else if (isNotYetUsable(error) && sent < RESENDS) {
        await access.transport.wait(NEW_PROPERTY_MS);
        waiting.push({ part, sent: sent + 1 });
      } else if (!isRefused(error)) {
        throw error;
      } else if (part.length > 1 && (written || refusals < HOPELESS_REFUSALS)) {
        refusals += 1;
        const [first, second] = halves(part);
        waiting.push({ part: second, sent }, { part: first, sent });
      } else if (part.length > 1 && !probed) {
        // Before the others are given up, the last of them shows whether it is all of them.
        probed = true;
        waiting.push({ part, sent }, { part: updates.slice(-1), sent });
      } else {
        refusals += 1;
        for (const { id } of part) outcomes.set(id, { kind: 'refused', reason: error.reason });
      }
    }
  }
  return outcomes;
}

/** A property or option that was just created can be used a moment later (0.25 to 0.7 s were seen). */
function isNotYetUsable({ code, category }: HubSpotError): boolean {
  const codes = (category ?? '').split(':');
  return code === 'rejected' && ['PROPERTY_DOESNT_EXIST', 'INVALID_OPTION'].some((one) => codes.includes(one));
}

/** A refusal may be due to one of the inputs (423: one record is locked); anything else concerns them all. */
function isRefused({ code, status }: HubSpotError): boolean {
  return code === 'rejected' || code === 'not_found' || (code === 'unavailable' && status === 423);
}

async function send({ transport, paths }: Access, type: string, part: readonly Update[], isPart: boolean) {
  const traces = new Map<string, string>(part.map(({ id }) => [randomUUID(), id]));
  const traceOf = new Map([...traces].map(([trace, id]) => [id, trace]));
  const answer = await transport.send({
    method: 'POST',
    path: paths.objectBatch(type, 'update'),
    body: { inputs: part.map(({ id, properties }) => ({ id, objectWriteTraceId: traceOf.get(id), properties })) },
    answer: recordBatchSchema,
    effect: 'write',
    ...(isPart ? { attempts: ATTEMPTS_FOR_PARTS } : {}),
  });
  const outcomes = new Map<string, UpdateOutcome>();
  for (const { id, objectWriteTraceId, updatedAt, properties } of answer.results) {
    const stampedAt = updatedAt ?? properties.lastmodifieddate ?? properties.hs_lastmodifieddate ?? undefined;
    const asked = traces.get(objectWriteTraceId ?? '') ?? id;
    if (traceOf.has(asked))
      outcomes.set(
        asked,
        asked === id ? { kind: 'written', stampedAt } : { kind: 'merged', reason: `merged into ${id}` },
      );
  }
  for (const { category, context } of answer.errors ?? []) {
    const named = [...(context?.ids ?? []), ...(context?.objectWriteTraceId ?? []).flatMap((t) => traces.get(t) ?? [])];
    for (const id of named) {
      if (traceOf.has(id) && !outcomes.has(id)) outcomes.set(id, { kind: 'refused', reason: category ?? 'refused' });
    }
  }
  for (const { id } of part) {
    if (!outcomes.has(id)) outcomes.set(id, { kind: 'merged', reason: 'left out of the answer: merged or deleted' });
  }
  return outcomes;
}

async function readBack(
  access: Access,
  type: string,
  part: readonly Update[],
  holds: Holds,
  outcomes: Map<string, UpdateOutcome>,
): Promise<Update[]> {
  const properties = [...new Set(part.flatMap((update) => Object.keys(update.properties)))];
  const ids = part.map(({ id }) => id);
  const { found, unread } = await readRecords(access, type, ids, properties);
  const rest: Update[] = [];
  for (const update of part) {
    const record = found.get(update.id);
    const why = unread.get(update.id);
    if (record && holds(update, record.properties)) outcomes.set(update.id, { kind: 'written' });
    else if (record) rest.push(update);
    else if (why !== undefined) outcomes.set(update.id, { kind: 'lost', reason: why });
    else outcomes.set(update.id, { kind: 'merged', reason: 'no longer there: merged or deleted' });
  }
  return rest;
}
