import type { Entity } from './filter.ts';
import { type Change, etagOf, keysOf, Table } from './table.ts';
import { REFUSALS, TableError } from './table-error.ts';
import { type Answer, type Operation, operationsIn, transactionAnswer } from './transaction.ts';

const MOST_BYTES = 4 * 2 ** 20;
const MOST_OPERATIONS = 100;
const PAGE = 1_000;
const JSON_TYPE = { 'content-type': 'application/json;odata=minimalmetadata' };

/** All tables of an account: gives each request of the Table service's protocol its answer, one after another. */
export function tableAccount(account: string): {
  answer(request: Operation): Answer;
  insert(table: string, rows: Iterable<Entity>): void;
} {
  const tables = new Map<string, Table>();
  const stamp = ascendingTimes();

  function tableNamed(name: string): Table {
    const table = tables.get(name);
    if (table === undefined) throw REFUSALS.tableNotFound();
    return table;
  }

  function answerTo(request: Operation): Answer {
    const { method, body } = request;
    if (Buffer.byteLength(body) > MOST_BYTES) throw REFUSALS.tooLarge();
    const { resource, keys, query } = addressOf(request, account);
    if (resource === '$batch') return transact(body);
    if (resource === 'Tables') return method === 'POST' ? createTable(body) : deleteTable(keys?.[''] ?? '');
    if (method !== 'GET') {
      const { table, change } = changeOf(request, account);
      const [etag] = tableNamed(table).change([change], stamp, () => undefined);
      return changedAnswer(etag);
    }
    const table = tableNamed(resource);
    if (keys === undefined) return list(table, query);
    const row = table.get(keysOf(keys));
    return { status: 200, headers: { ...JSON_TYPE, etag: etagOf(row) }, body: JSON.stringify(shown(row, null)) };
  }

  function createTable(body: string): Answer {
    const { TableName: name } = entityIn(body);
    if (typeof name !== 'string') throw REFUSALS.invalid();
    if (tables.has(name)) throw REFUSALS.tableExists();
    tables.set(name, new Table());
    return { status: 201, headers: JSON_TYPE, body: JSON.stringify({ TableName: name }) };
  }

  function deleteTable(name: string): Answer {
    if (!tables.delete(name)) throw REFUSALS.notFound();
    return { status: 204, headers: {}, body: '' };
  }

  function list(table: Table, query: URLSearchParams): Answer {
    const partitionKey = query.get('NextPartitionKey');
    const rowKey = query.get('NextRowKey');
    const from =
      partitionKey === null || rowKey === null
        ? undefined
        : { partitionKey: decoded(partitionKey), rowKey: decoded(rowKey) };
    const most = Math.min(Number(query.get('$top') ?? PAGE), PAGE);
    const { rows, next } = table.page(query.get('$filter'), from, most);
    const places = next && {
      'x-ms-continuation-NextPartitionKey': encoded(next.partitionKey),
      'x-ms-continuation-NextRowKey': encoded(next.rowKey),
    };
    const value = rows.map((row) => shown(row, query.get('$select')));
    return { status: 200, headers: { ...JSON_TYPE, ...places }, body: JSON.stringify({ value }) };
  }

  function transact(body: string): Answer {
    const operations = operationsIn(body);
    let refused = 0;
    try {
      const asked = operations.map((operation) => changeOf(operation, account));
      holdToRules(
        asked.map(({ change }) => change),
        (place) => {
          refused = place;
        },
      );
      const etags = tableNamed(asked[0]?.table ?? '').change(
        asked.map(({ change }) => change),
        stamp,
        (place) => {
          refused = place;
        },
      );
      return accepted(etags.map((etag, place) => changedAnswer(etag, operations[place], asked[place]?.change)));
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      return accepted([{ ...refusalOf(error, refused), headers: { 'Content-ID': refused + 1, ...JSON_TYPE } }]);
    }
  }

  return {
    insert(name, rows) {
      const table = tables.get(name) ?? new Table();
      tables.set(name, table);
      for (const entity of rows) table.change([{ kind: 'insert', entity }], stamp, () => undefined);
    },
    answer(request) {
      try {
        return answerTo(request);
      } catch (error) {
        if (error instanceof TableError) return refusalOf(error);
        throw error;
      }
    },
  };
}

function refusalOf(error: TableError, place?: number): Answer {
  return { status: error.status, headers: { ...JSON_TYPE, 'x-ms-error-code': error.code }, body: error.body(place) };
}

function accepted(answers: readonly Answer[]): Answer {
  const { type, body } = transactionAnswer(answers);
  return { status: 202, headers: { 'content-type': type }, body };
}

function changedAnswer(etag: string | undefined, operation?: Operation, change?: Change): Answer {
  const { url = '' } = operation ?? {};
  const place =
    change?.kind === 'insert' ? { Location: `${url}(RowKey='${String(change.entity.RowKey)}')` } : undefined;
  return { status: 204, headers: { ...(etag === undefined ? {} : { ETag: etag }), ...place }, body: '' };
}

function holdToRules(changes: readonly Change[], refusedAt: (place: number) => void): void {
  const seen = new Set<string>();
  if (changes.length > MOST_OPERATIONS) throw REFUSALS.invalid();
  for (const [place, { entity }] of changes.entries()) {
    const { rowKey } = keysOf(entity);
    refusedAt(place);
    if (seen.has(rowKey)) throw REFUSALS.repeated(rowKey);
    seen.add(rowKey);
  }
}

function changeOf(request: Operation, account: string): { readonly table: string; readonly change: Change } {
  const { resource: table, keys } = addressOf(request, account);
  const sent = request.body === '' ? {} : entityIn(request.body);
  const entity = { ...sent, ...keys };
  const etag = request.headers['if-match'];
  const kinds = { POST: 'insert', PUT: 'replace', PATCH: 'merge', MERGE: 'merge', DELETE: 'delete' } as const;
  const kind = Object.entries(kinds).find(([method]) => method === request.method)?.[1];
  if (kind === undefined) throw REFUSALS.invalid();
  return { table, change: kind === 'insert' ? { kind, entity } : { kind, entity, etag } };
}

/** `/account/table(PartitionKey='…',RowKey='…')?query`; the name of a table that is to go is the key without a name. */
function addressOf({ url }: Operation, account: string) {
  const { pathname, searchParams: query } = new URL(url, 'http://tables');
  const path = decodeURIComponent(pathname.slice(account.length + 2));
  const parts = /^(?<resource>[^(]*)(?:\((?<keys>.*)\))?$/su.exec(path)?.groups;
  const keys = [...(parts?.keys ?? '').matchAll(/(?:(?<name>\w+)=)?'(?<value>(?:[^']|'')*)'/gsu)].map(
    ({ groups }): [string, string] => [groups?.name ?? '', (groups?.value ?? '').replaceAll("''", "'")],
  );
  return {
    resource: parts?.resource ?? '',
    keys: keys.length === 0 ? undefined : Object.fromEntries<string>(keys),
    query,
  };
}

function entityIn(body: string): Entity {
  try {
    return JSON.parse(body);
  } catch {
    throw REFUSALS.invalid();
  }
}

/** A row as it is sent, whole or with the columns that were selected. */
function shown(row: Entity, select: string | null): Entity {
  const etag = { 'odata.etag': etagOf(row) };
  if (select === null) return { ...etag, ...row };
  const wanted = select.split(',').flatMap((name) => [name, `${name}@odata.type`]);
  return { ...etag, ...Object.fromEntries(wanted.filter((name) => name in row).map((name) => [name, row[name]])) };
}

const encoded = (key: string) => Buffer.from(key).toString('base64url');
const decoded = (key: string) => Buffer.from(key, 'base64url').toString();

/** Times with seven decimals, as the service has them, of which no two are the same. */
function ascendingTimes(): () => string {
  let last = 0;
  let within = 0;
  return () => {
    const now = Date.now();
    within = now > last ? 0 : within + 1;
    last = Math.max(last, now);
    return `${new Date(last + Math.floor(within / 10_000)).toISOString().slice(0, -1)}${String(within % 10_000).padStart(4, '0')}Z`;
  };
}
