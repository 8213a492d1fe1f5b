import { z } from 'zod';
import type { AccountData, CrmRecord, ObjectType } from '../account.ts';
import { firstFrom, sortedIds } from '../account-state.ts';
import type { Answer, Call, Endpoint } from '../call.ts';
import { archiveRecord, associatedIds } from '../change.ts';
import { invalid, notFound } from '../errors.ts';
import { findByEmail } from '../find-by-email.ts';
import { findObjectType, objectType, TYPE_FACTS } from '../object-types.ts';
import { isLive, recordJson, resolve, viewOf } from '../record-view.ts';
import { checkContact, withFormerAddress } from './check-contact.ts';
import { bodyAs, checkedValues, listParam, readScopes, write, writeScopes } from './inputs.ts';

const INLINE_ASSOCIATIONS = 100;
const MOST_WITH_HISTORY = 50;
const PropertiesBody = z.object({ properties: z.record(z.string(), z.string()) });

/** One record by id: list, read, update and archive (hubspot.md 1b, 4). */
export function recordEndpoints(): Endpoint[] {
  let pagesServed = 0;

  function list(call: Call): Answer {
    const { account, behaviour } = call.world;
    const type = objectType(call.param('type'));
    const limit = Number(call.query.get('limit') ?? 10);
    const most = Math.min(behaviour.most.listed, call.query.has('propertiesWithHistory') ? MOST_WITH_HISTORY : limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > most) {
      throw invalid(`The limit must be between 1 and ${most}, but was ${call.query.get('limit')}`);
    }
    const after = call.query.get('after') ?? '0';
    if (!/^\d+$/u.test(after)) throw invalid('Invalid paging cursor: after');
    const sizes = behaviour.listPageSizes;
    const size = sizes.length > 0 ? Math.min(limit, sizes[pagesServed++ % sizes.length] ?? limit) : limit;
    const isShown = ({ id }: CrmRecord) => !behaviour.hidden.list.has(`${type}:${id}`);
    const { page, next } = pageFrom(account, type, after, size, isArchivedAsked(call), isShown);
    const results = page.map((record) => fullJson(call, type, record));
    return {
      status: 200,
      body: { results, ...(next === undefined ? {} : { paging: { next: { after: next } } }) },
      objectType: type,
      ids: page.map(({ id }) => id),
    };
  }

  return [
    { method: 'GET', pattern: /^\/(?<type>[^/]+)$/u, budget: 'burst', scopes: readScopes, answer: list },
    {
      method: 'GET',
      pattern: /^\/(?<type>[^/]+)\/(?<id>[^/]+)$/u,
      budget: 'burst',
      scopes: readScopes,
      answer: readOne,
    },
    {
      method: 'PATCH',
      pattern: /^\/(?<type>[^/]+)\/(?<id>[^/]+)$/u,
      budget: 'burst',
      scopes: writeScopes,
      answer: update,
    },
    {
      method: 'DELETE',
      pattern: /^\/(?<type>[^/]+)\/(?<id>[^/]+)$/u,
      budget: 'burst',
      scopes: writeScopes,
      answer: archive,
    },
  ];
}

function isArchivedAsked(call: Call): boolean {
  return call.query.get('archived') === 'true';
}

/** Up to `size` records from the cursor on, and the id the next page begins with. */
function pageFrom(
  account: AccountData,
  type: ObjectType,
  after: string,
  size: number,
  archived: boolean,
  isShown: (record: CrmRecord) => boolean,
) {
  const ids = sortedIds(account, type);
  const records = account.records[type];
  const page: CrmRecord[] = [];
  for (let index = firstFrom(ids, after); index < ids.length; index += 1) {
    const record = records.get(ids[index] ?? '');
    const isWanted = archived ? record?.archivedAt !== undefined && record.mergedInto === undefined : isLive(record);
    if (!record || !isWanted || !isShown(record)) continue;
    if (page.length === size) return { page, next: record.id };
    page.push(record);
  }
  return { page, next: undefined };
}

function fullJson(call: Call, type: ObjectType, record: CrmRecord): Record<string, unknown> {
  const { account } = call.world;
  const view = viewOf(account, type, listParam(call, 'properties'), listParam(call, 'propertiesWithHistory'));
  const json = recordJson(view, record);
  const associations: Record<string, unknown> = {};
  for (const name of listParam(call, 'associations')) {
    const toType = findObjectType(name);
    if (!toType) continue;
    const ids = isLive(record)
      ? associatedIds(account, type, record.id, toType).filter((id) => isLive(account.records[toType].get(id)))
      : [];
    if (ids.length === 0) continue;
    const next = ids[INLINE_ASSOCIATIONS];
    associations[name] = {
      results: ids
        .slice(0, INLINE_ASSOCIATIONS)
        .map((id) => ({ id, type: `${TYPE_FACTS[type].singular}_to_${TYPE_FACTS[toType].singular}` })),
      ...(next === undefined ? {} : { paging: { next: { after: next } } }),
    };
  }
  return Object.keys(associations).length > 0 ? { ...json, associations } : json;
}

function find(call: Call, type: ObjectType): CrmRecord | undefined {
  const { account } = call.world;
  const id = decodeURIComponent(call.param('id'));
  if (call.query.get('idProperty') === 'email') return findByEmail(account, [id]).get(id.toLowerCase());
  return resolve(account, type, id);
}

function readOne(call: Call): Answer {
  const type = objectType(call.param('type'));
  const record = find(call, type);
  if (!record || isArchivedAsked(call) !== (record.archivedAt !== undefined)) throw notFound();
  return { status: 200, body: fullJson(call, type, record), objectType: type, ids: [record.id] };
}

function update(call: Call): Answer {
  const { account } = call.world;
  const type = objectType(call.param('type'));
  const { properties } = bodyAs(call, PropertiesBody);
  const record = find(call, type);
  if (!isLive(record)) throw notFound();
  const [values] = checkedValues(account, type, [properties]);
  if (type === 'contacts') checkContact(call, record, values ?? {});
  write(call, type, record, type === 'contacts' ? withFormerAddress(call, record, values ?? {}) : (values ?? {}));
  const view = viewOf(account, type, Object.keys(properties));
  return { status: 200, body: recordJson(view, record), objectType: type, ids: [record.id] };
}

function archive(call: Call): Answer {
  const { account } = call.world;
  const type = objectType(call.param('type'));
  const record = find(call, type);
  if (isLive(record)) archiveRecord(account, type, record.id, call.at);
  return { status: 204, objectType: type, ids: record ? [record.id] : [] };
}
