import { z } from 'zod';
import type { CrmRecord, ObjectType } from '../account.ts';
import type { Answer, Call, Endpoint } from '../call.ts';
import { archiveRecord } from '../change.ts';
import { batchError, invalid, tooManyInputs } from '../errors.ts';
import { findByEmail } from '../find-by-email.ts';
import { objectType, TYPE_FACTS } from '../object-types.ts';
import { isLive, recordJson, resolve, viewOf } from '../record-view.ts';
import { bodyAs, checkedValues, readScopes, write, writeScopes } from './inputs.ts';

const MAX_INPUTS_WITH_HISTORY = 50;

// HubSpot answers an empty success when `inputs` is missing (HubSpot/hubspot-api-nodejs#26).
const ReadBody = z.object({
  inputs: z.array(z.object({ id: z.string() })).default([]),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().optional(),
});

const UpdateBody = z.object({
  inputs: z
    .array(
      z.object({
        id: z.string(),
        idProperty: z.string().optional(),
        objectWriteTraceId: z.string().optional(),
        properties: z.record(z.string(), z.string()),
      }),
    )
    .default([]),
});

/** Batches of records of one type (hubspot.md 4). */
export const batchEndpoints: readonly Endpoint[] = [
  endpoint('read', readScopes, readBatch),
  endpoint('update', writeScopes, updateBatch),
  endpoint('archive', writeScopes, archiveBatch),
];

function endpoint(action: string, scopes: Endpoint['scopes'], answer: Endpoint['answer']): Endpoint {
  return {
    method: 'POST',
    pattern: new RegExp(`^/(?<type>[^/]+)/batch/${action}$`, 'u'),
    budget: 'burst',
    scopes,
    answer,
  };
}

function checkSize({ world: { behaviour } }: Call, count: number, most = behaviour.most.records): void {
  if (count > most) throw tooManyInputs({ most, says: behaviour.saysLimits }, count);
}

function readBatch(call: Call): Answer {
  const { account } = call.world;
  const type = objectType(call.param('type'));
  const body = bodyAs(call, ReadBody);
  checkSize(call, body.inputs.length, body.propertiesWithHistory.length > 0 ? MAX_INPUTS_WITH_HISTORY : undefined);
  const archived = call.query.get('archived') === 'true';
  const ids = body.inputs.map(({ id }) => id);
  const byEmail = body.idProperty === 'email' ? findByEmail(account, ids) : undefined;
  const found = new Map<string, CrmRecord>();
  const missing: string[] = [];
  for (const id of ids) {
    const record = byEmail ? byEmail.get(id.toLowerCase()) : resolve(account, type, id);
    if (record && archived === (record.archivedAt !== undefined)) found.set(record.id, record);
    else missing.push(id);
  }
  const view = viewOf(account, type, body.properties, body.propertiesWithHistory);
  const results = [...found.values()].map((record) => recordJson(view, record));
  const errors = missing.length > 0 ? [missingRecords(type, { ids: missing })] : [];
  return batchAnswer(call, type, results, errors, [...found.keys()]);
}

function updateBatch(call: Call): Answer {
  const { account } = call.world;
  const type = objectType(call.param('type'));
  const { inputs } = bodyAs(call, UpdateBody);
  checkSize(call, inputs.length);
  if (inputs.some(({ idProperty }) => idProperty !== undefined && idProperty !== 'hs_object_id')) {
    throw invalid('Unable to update by a non-unique property');
  }
  if (new Set(inputs.map(({ id }) => id)).size < inputs.length) {
    throw invalid('Duplicate IDs found in batch input. IDs must be unique');
  }
  // One refused value refuses the request, and nothing is written.
  const values = checkedValues(
    account,
    type,
    inputs.map(({ properties }) => properties),
  );
  const results: Record<string, unknown>[] = [];
  const written: string[] = [];
  const missing: { ids: string[]; objectWriteTraceId: string[] } = { ids: [], objectWriteTraceId: [] };
  for (const [index, input] of inputs.entries()) {
    const record = account.records[type].get(input.id);
    if (record?.mergedInto !== undefined) continue;
    const traceId = input.objectWriteTraceId;
    if (!isLive(record)) {
      missing.ids.push(input.id);
      if (traceId !== undefined) missing.objectWriteTraceId.push(traceId);
      continue;
    }
    write(call, type, record, values[index] ?? {});
    written.push(record.id);
    const json = recordJson(viewOf(account, type, Object.keys(input.properties)), record);
    results.push(traceId === undefined ? json : { ...json, objectWriteTraceId: traceId });
  }
  const errors = missing.ids.length > 0 ? [missingRecords(type, missing)] : [];
  return batchAnswer(call, type, results, errors, written);
}

function archiveBatch(call: Call): Answer {
  const { account } = call.world;
  const type = objectType(call.param('type'));
  const { inputs } = bodyAs(call, ReadBody.pick({ inputs: true }));
  checkSize(call, inputs.length);
  const ids = inputs.map(({ id }) => id).filter((id) => isLive(account.records[type].get(id)));
  for (const id of ids) archiveRecord(account, type, id, call.at);
  return { status: 204, objectType: type, ids };
}

function missingRecords(type: ObjectType, context: Record<string, readonly string[]>): Record<string, unknown> {
  const name = TYPE_FACTS[type].singular.toUpperCase();
  return batchError(
    'OBJECT_NOT_FOUND',
    `Could not get some ${name} objects, they may be deleted or not exist. Check that ids are valid.`,
    context,
  );
}

/** A batch's answer: 207 when there are error entries, else 200. */
export function batchAnswer(
  call: Call,
  type: ObjectType,
  results: readonly unknown[],
  errors: readonly unknown[],
  ids: readonly string[],
): Answer {
  const at = new Date(call.at).toISOString();
  const body = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (errors.length === 0) return { status: 200, body, objectType: type, ids };
  return { status: 207, body: { ...body, numErrors: errors.length, errors }, objectType: type, ids };
}
