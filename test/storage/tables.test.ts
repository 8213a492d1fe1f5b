import { odata, RestError, TableClient, type TransactionAction } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freshStorageNames } from '../support/storage.ts';
import { type ServedStorage, serveStorage } from '../support/serve-storage.ts';

// What the program relies on of Table Storage, held against Azurite and against the tables that most tests keep in their
// own process: where both do the same, a test that passes on one passes on the other.

const STALE = `W/"datetime'2020-01-01T00%3A00%3A00.0000000Z'"`;
const ODD_KEY = `it's 50 | a+b åäö é 名 "q" (1)=,;&$`;
const NO_RETRIES = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };

let own: ServedStorage;

beforeAll(async () => {
  own = await serveStorage();
});
afterAll(() => own.close());

const row = (rowKey: string, values: object = {}) => ({ partitionKey: 'p', rowKey, ...values });

/** Status and code of the refusal: in a transaction the SDK has the code in another place. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => 'done',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RestError)) return String(error);
  const code = error.code ?? /"code":"(\w+)"/.exec(error.message)?.[1];
  return `${error.statusCode} ${code}`;
}

async function all(table: TableClient, filter?: string, select?: string[]): Promise<object[]> {
  const rows: object[] = [];
  const queryOptions = { ...(filter === undefined ? {} : { filter }), ...(select === undefined ? {} : { select }) };
  for await (const { etag: _, timestamp: __, ...one } of table.listEntities({ queryOptions })) rows.push(one);
  return rows;
}

const keys = async (table: TableClient, filter?: string) =>
  (await all(table, filter)).map((one) => ('rowKey' in one ? one.rowKey : undefined));

describe.each(['Azurite', 'own tables'])('%s', (which) => {
  const connection = () => (which === 'Azurite' ? inject('storageConnectionString') : own.connectionString);
  const absentTable = () =>
    TableClient.fromConnectionString(connection(), freshStorageNames().table('Rows'), NO_RETRIES);
  async function freshTable(): Promise<TableClient> {
    const table = absentTable();
    await table.createTable();
    return table;
  }

  it('creates a table once, and again after it was deleted', async () => {
    const table = await freshTable();
    await table.createTable();
    await table.createEntity(row('a'));
    await table.deleteTable();
    await table.deleteTable();
    expect(await refusal(table.getEntity('p', 'a'))).toBe('404 TableNotFound');
    await table.createTable();
    expect(await all(table)).toEqual([]);
  });

  it('says that a table is not there', async () => {
    const table = absentTable();
    expect(await refusal(all(table))).toBe('404 TableNotFound');
    expect(await refusal(table.createEntity(row('a')))).toBe('404 TableNotFound');
    expect(await refusal(table.upsertEntity(row('a')))).toBe('404 TableNotFound');
    expect(await refusal(table.submitTransaction([['create', row('a')]]))).toBe('404 TableNotFound');
  });

  it('gives back what was put, with its types', async () => {
    const table = await freshTable();
    const values = {
      text: 'ä € 名 "\\\n',
      empty: '',
      whole: -3,
      share: 1.5,
      large: 12_345_678_901_234n,
      yes: true,
      at: new Date(86_400_000),
      bytes: new Uint8Array([0, 1, 255]),
    };
    await table.createEntity(row('a', values));
    const { etag, timestamp, 'odata.metadata': _, ...held } = await table.getEntity('p', 'a');
    expect({ ...held, bytes: [...new Uint8Array(Object(held.bytes))] }).toEqual(
      row('a', { ...values, bytes: [0, 1, 255] }),
    );
    expect(etag).toMatch(/^W\/"datetime'.*'"$/);
    expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
  });

  it('takes any characters in a key that a URL may carry', async () => {
    const table = await freshTable();
    await table.createEntity(row(ODD_KEY, { a: 1 }));
    await table.updateEntity(row(ODD_KEY, { b: 2 }), 'Merge');
    expect(await table.getEntity('p', ODD_KEY)).toMatchObject({ rowKey: ODD_KEY, a: 1, b: 2 });
    expect(await keys(table, odata`PartitionKey eq 'p' and RowKey eq ${ODD_KEY}`)).toEqual([ODD_KEY]);
    await table.submitTransaction([['delete', row(ODD_KEY)]]);
    expect(await all(table)).toEqual([]);
  });

  it.each(['/', '\\', '#', '?'])('refuses a key with %s', async (character) => {
    const table = await freshTable();
    expect(await refusal(table.createEntity(row(`a${character}b`)))).toBe('400 InvalidInput');
    expect(await refusal(table.submitTransaction([['create', row(`a${character}b`)]]))).toBe('400 InvalidInput');
  });

  it('inserts, merges, replaces and deletes', async () => {
    const table = await freshTable();
    await table.createEntity(row('a', { x: 1, y: 1 }));
    expect(await refusal(table.createEntity(row('a')))).toBe('409 EntityAlreadyExists');
    await table.upsertEntity(row('a', { y: 2 }), 'Merge');
    await table.upsertEntity(row('b', { z: 1 }), 'Merge');
    expect(await all(table)).toEqual([row('a', { x: 1, y: 2 }), row('b', { z: 1 })]);
    await table.upsertEntity(row('a', { z: 3 }), 'Replace');
    await table.updateEntity(row('b', { v: 4 }), 'Replace');
    expect(await all(table)).toEqual([row('a', { z: 3 }), row('b', { v: 4 })]);
    await table.deleteEntity('p', 'a');
    expect(await keys(table)).toEqual(['b']);
    for (const call of [table.getEntity('p', 'a'), table.updateEntity(row('a')), table.deleteEntity('p', 'a')])
      expect(await refusal(call)).toBe('404 ResourceNotFound');
  });

  it('changes a row only for those who saw it last', async () => {
    const table = await freshTable();
    const { etag: first = '' } = await table.createEntity(row('a'));
    const { etag: second = '' } = await table.updateEntity(row('a', { x: 1 }), 'Replace', { etag: first });
    expect(second).not.toBe(first);
    expect((await table.getEntity('p', 'a')).etag).toBe(second);
    for (const etag of [first, STALE]) {
      expect(await refusal(table.updateEntity(row('a'), 'Replace', { etag }))).toBe('412 UpdateConditionNotSatisfied');
      expect(await refusal(table.updateEntity(row('a'), 'Merge', { etag }))).toBe('412 UpdateConditionNotSatisfied');
      expect(await refusal(table.deleteEntity('p', 'a', { etag }))).toBe('412 UpdateConditionNotSatisfied');
    }
    await table.deleteEntity('p', 'a', { etag: second });
    expect(await refusal(table.updateEntity(row('a'), 'Replace', { etag: second }))).toBe('404 ResourceNotFound');
  });

  it('makes a transaction as a whole and tells the ETag of each row', async () => {
    const table = await freshTable();
    await table.createEntity(row('old', { x: 1 }));
    await table.createEntity(row('gone'));
    const { status, subResponses } = await table.submitTransaction([
      ['create', row('new', { x: 'a\r\n\r\nb {c}' })],
      ['upsert', row('put'), 'Replace'],
      ['update', row('old', { y: 2 }), 'Merge'],
      ['delete', row('gone')],
    ]);
    expect(status).toBe(202);
    expect(subResponses.map((one) => one.status)).toEqual([204, 204, 204, 204]);
    expect(await all(table)).toEqual([row('new', { x: 'a\r\n\r\nb {c}' }), row('old', { x: 1, y: 2 }), row('put')]);
    const etags = await Promise.all(['new', 'put', 'old'].map(async (key) => (await table.getEntity('p', key)).etag));
    expect(subResponses.slice(0, 3).map(({ etag }) => etag)).toEqual(etags);
  });

  const refused: [string, TransactionAction, string][] = [
    ['a row that is there', ['create', row('there')], '409 EntityAlreadyExists'],
    ['a row that is gone', ['delete', row('none')], '404 ResourceNotFound'],
    ['an update of nothing', ['update', row('none'), 'Replace'], '404 ResourceNotFound'],
    ['a row that was changed', ['update', row('there'), 'Replace', { etag: STALE }], '412 UpdateConditionNotSatisfied'],
    ['a row twice', ['upsert', row('first'), 'Replace'], '400 InvalidDuplicateRow'],
    ['a value too large', ['upsert', row('x', { text: 'x'.repeat(32_769) })], '400 PropertyValueTooLarge'],
  ];
  it.each(refused)('makes nothing of a transaction with %s, and says which', async (_, action, code) => {
    const table = await freshTable();
    await table.createEntity(row('there', { x: 1 }));
    const actions: TransactionAction[] = [
      ['upsert', row('first'), 'Replace'],
      ['delete', row('there')],
      ['create', row('again')],
    ];
    const sent: TransactionAction[] = [actions[0] ?? action, actions[2] ?? action, action];
    const failed = table.submitTransaction(sent);
    expect(await refusal(failed)).toBe(code);
    await expect(failed).rejects.toThrow(/^2:/);
    expect(await all(table)).toEqual([row('there', { x: 1 })]);
  });

  it('takes 100 operations to a transaction', async () => {
    const table = await freshTable();
    const actions = Array.from({ length: 101 }, (_, index): TransactionAction => ['upsert', row(String(index))]);
    await table.submitTransaction(actions.slice(0, 100));
    expect(await keys(table)).toHaveLength(100);
    expect(await refusal(table.submitTransaction(actions))).toBe('400 InvalidInput');
  });

  it('refuses values that are too large', async () => {
    const table = await freshTable();
    const most = { text: 'x'.repeat(32_768), bytes: new Uint8Array(65_536) };
    await table.createEntity(row('a', most));
    for (const values of [{ text: `${most.text}x` }, { bytes: new Uint8Array(65_537) }])
      expect(await refusal(table.createEntity(row('b', values)))).toBe('400 PropertyValueTooLarge');
  });

  it('lists in the order of UTF-16 code units of the keys', async () => {
    const table = await freshTable();
    const given = ['b', 'a', 'Z', '~', '|', '10', '9', 'ä', '', 'a|1', 'a1'];
    for (const key of given) await table.createEntity(row(key));
    for (const partitionKey of ['q', 'P']) await table.createEntity({ partitionKey, rowKey: 'x' });
    expect(await keys(table)).toEqual(['x', ...[...given].sort(), 'x']);
  });

  it('finds what a filter asks for', async () => {
    const table = await freshTable();
    const rows = ['a', 'b', 'c', 'd'].map((key, n) =>
      row(key, { n, of: `it's ${n % 2}`, ...(n > 2 ? { at: '2' } : {}) }),
    );
    for (const one of rows) await table.createEntity(one);
    await table.createEntity({ partitionKey: 'q', rowKey: 'a' });
    const found = (filter: string) => keys(table, filter);
    expect(await found(odata`PartitionKey eq 'p' and RowKey ge ${'b'} and RowKey lt ${'d'}`)).toEqual(['b', 'c']);
    expect(await found(odata`PartitionKey eq 'p' and RowKey gt ${'b'} and RowKey le ${'d'}`)).toEqual(['c', 'd']);
    expect(await found(odata`of eq ${"it's 1"}`)).toEqual(['b', 'd']);
    expect(await found(odata`n ge ${1} and n le ${2}`)).toEqual(['b', 'c']);
    expect(await found(odata`PartitionKey eq 'p' and (n eq ${0} or RowKey eq ${'c'}) and RowKey ge ''`)).toEqual([
      'a',
      'c',
    ]);
    expect(await found(odata`n eq ${0} or n eq ${3} and of eq ${'none'}`)).toEqual(['a']);
    expect(await found(odata`at lt ${'3'}`)).toEqual(['d']);
    expect(await found(odata`PartitionKey gt 'p'`)).toEqual(['a']);
    expect(await found(odata`PartitionKey ge 'o' and PartitionKey lt 'q' and RowKey ge ${'c'}`)).toEqual(['c', 'd']);
    expect(await found(odata`PartitionKey eq ${'none'}`)).toEqual([]);
  });

  it('gives the columns that were selected', async () => {
    const table = await freshTable();
    await table.createEntity(row('a', { n: 1, big: 5n, other: 'x' }));
    expect(await all(table, undefined, ['rowKey', 'big', 'none'])).toMatchObject([{ rowKey: 'a', big: 5n }]);
    const [one = {}] = await all(table, undefined, ['n']);
    expect(one).not.toHaveProperty('rowKey');
    expect(one).not.toHaveProperty('other');
  });

  it('lists in pages that go on where the last ended, whatever happened between', async () => {
    const table = await freshTable();
    for (const key of ['a', 'b', 'c', 'd', 'e']) await table.createEntity(row(key, { n: key === 'c' ? 0 : 1 }));
    const pages: unknown[] = [];
    for await (const page of table.listEntities({ queryOptions: { filter: 'n eq 1' } }).byPage({ maxPageSize: 2 })) {
      pages.push(page.map(({ rowKey }) => rowKey));
      if (pages.length === 1) await table.deleteEntity('p', 'd');
    }
    expect(pages).toEqual([['a', 'b'], ['e']]);
  });

  it('lists at most a thousand rows to a page', async () => {
    const table = await freshTable();
    const actions = Array.from(
      { length: 1_001 },
      (_, n): TransactionAction => ['create', row(String(n).padStart(4, '0'))],
    );
    for (let n = 0; n < actions.length; n += 100) await table.submitTransaction(actions.slice(n, n + 100));
    const sizes: number[] = [];
    for await (const page of table.listEntities().byPage()) sizes.push(page.length);
    expect(sizes).toEqual([1_000, 1]);
    expect(await all(table)).toHaveLength(1_001);
  });

  it('refuses a wrong key', async () => {
    const wrong = connection().replace(/AccountKey=[^;]+/, `AccountKey=${Buffer.from('wrong').toString('base64')}`);
    const table = TableClient.fromConnectionString(wrong, freshStorageNames().table('Rows'), NO_RETRIES);
    expect(await refusal(table.getEntity('p', 'a'))).toMatch(/^403 /);
  });
});
