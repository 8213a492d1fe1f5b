import { describe, expect, it } from 'vitest';
import { AuditKey } from '../../src/audit/key.ts';
import { KeyedRowMacs } from '../../src/audit/keyed-row-macs.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { Floors, readOnce } from '../../src/erased/floors.ts';
import { freshTable } from '../support/fresh-table.ts';
import { type Fate, startStorageProxy } from '../support/storage-proxy.ts';

const macsOf = (secret: string) => new KeyedRowMacs(new Keyring(new AuditKey(secret)));
const ours = macsOf('a-key-for-tests');
const foreign = { unread: 'the floor of company 201 in RegisterErasures was not written by this program' };

async function freshFloors() {
  const { table } = await freshTable();
  return { table, floors: new Floors(table, ours) };
}

const rowOf = { partitionKey: 'floor', rowKey: '0000000000000000201' };

describe('floors of companies', () => {
  it('are none at first, and as they were raised, by id', async () => {
    const { floors } = await freshFloors();
    expect(await floors.read()).toEqual(new Map());
    await floors.raise('201', 300);
    await floors.raise('9223372036854775807', -5);
    expect(await floors.read()).toEqual(
      new Map([
        ['201', { at: 300 }],
        ['9223372036854775807', { at: -5 }],
      ]),
    );
  });

  it('rise, stay, and never fall', async () => {
    const { table, floors } = await freshFloors();
    await floors.raise('201', 300);
    const { etag } = await table.getEntity(rowOf.partitionKey, rowOf.rowKey);
    for (const at of [299, 300, 0, -1]) await floors.raise('201', at);
    expect(await floors.read()).toEqual(new Map([['201', { at: 300 }]]));
    expect((await table.getEntity(rowOf.partitionKey, rowOf.rowKey)).etag).toBe(etag);
    await floors.raise('201', 301);
    expect(await floors.read()).toEqual(new Map([['201', { at: 301 }]]));
  });

  it.each([
    ['the first one', [], 5, 9, 9],
    ['a later one', [1], 5, 9, 9],
    ['an earlier one', [1], 9, 5, 9],
  ])('take nothing back when somebody else writes %s between reading and writing', async (...given) => {
    const [, held, mine, theirs, kept] = given;
    const { table, through } = await freshTable();
    const floors = new Floors(table, ours);
    for (const at of held) await floors.raise('201', at);
    const proxy = await startStorageProxy();
    let others = 0;
    proxy.fateOf = async ({ method }): Promise<Fate> => {
      if (method !== 'GET' && others++ === 0) await floors.raise('201', theirs);
      return 'answered';
    };
    await new Floors(through(proxy.connectionString), ours).raise('201', mine);
    expect(others).toBeGreaterThan(0);
    expect(await floors.read()).toEqual(new Map([['201', { at: kept }]]));
  });

  it('are raised once though the answer to that is lost', async () => {
    const { table, through } = await freshTable();
    const proxy = await startStorageProxy();
    let writes = 0;
    proxy.fateOf = ({ method }) => (method !== 'GET' && writes++ === 0 ? 'done_but_answer_lost' : 'answered');
    await new Floors(through(proxy.connectionString), ours).raise('201', 5);
    expect(await new Floors(table, ours).read()).toEqual(new Map([['201', { at: 5 }]]));
  });

  it('leave rows of other partitions of the table alone', async () => {
    const { table, floors } = await freshFloors();
    await table.createEntity({ partitionKey: 'floors', rowKey: '0000000000000000202', record: '{"at":1}' });
    await table.createEntity({ partitionKey: 'list', rowKey: 'x' });
    expect(await floors.read()).toEqual(new Map());
  });
});

describe('floors of one slice', () => {
  it('are read once, and again after one was raised', async () => {
    const { floors } = await freshFloors();
    await floors.raise('201', 300);
    const once = readOnce(floors);
    expect(await once.read()).toEqual(new Map([['201', { at: 300 }]]));
    await floors.raise('202', 400);
    expect(await once.read()).toEqual(new Map([['201', { at: 300 }]]));
    await once.raise('201', 301);
    expect(await once.read()).toEqual(
      new Map([
        ['201', { at: 301 }],
        ['202', { at: 400 }],
      ]),
    );
  });
});

describe('a floor that this program did not write', () => {
  const record = '{"at":300}';
  const proof = (macs: KeyedRowMacs, tableName: string, companyId: string) =>
    macs.proofOf(`${tableName}/floor/${companyId}`, record);

  it('would be one if it were written as those of the program are', async () => {
    const { table, floors } = await freshFloors();
    await table.createEntity({ ...rowOf, record, ...proof(ours, table.tableName, '201') });
    expect(await floors.read()).toEqual(new Map([['201', { at: 300 }]]));
  });

  it.each<[string, (tableName: string) => object]>([
    ['without a proof', () => ({ record })],
    ['with the proof of another key', (name) => ({ record, ...proof(macsOf('another-key'), name, '201') })],
    ['with the proof of another company', (name) => ({ record, ...proof(ours, name, '202') })],
    ['with the proof of another register', () => ({ record, ...proof(ours, 'RegisterErasuresToinen', '201') })],
    ['without a record', (name) => proof(ours, name, '201')],
    ['whose record is no text', (name) => ({ record: 300, ...proof(ours, name, '201') })],
  ])('is unread and not absent: %s', async (_, columnsOf) => {
    const { table, floors } = await freshFloors();
    await table.createEntity({ ...rowOf, ...columnsOf(table.tableName) });
    expect(await floors.read()).toEqual(new Map([['201', foreign]]));
  });

  it('is unread when a genuine one was lowered by hand', async () => {
    const { table, floors } = await freshFloors();
    await floors.raise('201', 300);
    await table.updateEntity({ ...rowOf, record: '{"at":1}' }, 'Merge');
    expect(await floors.read()).toEqual(new Map([['201', foreign]]));
  });

  it('is unread although a genuine one is beside it under a key of another form', async () => {
    const { table, floors } = await freshFloors();
    await floors.raise('201', 300);
    const {
      record: text,
      keyId,
      mac,
    } = await table.getEntity<Record<'record' | 'keyId' | 'mac', string>>(rowOf.partitionKey, rowOf.rowKey);
    await table.createEntity({ ...rowOf, rowKey: '201', record: text, keyId, mac });
    expect(await floors.read()).toEqual(new Map([['201', foreign]]));
  });

  it('is not raised, so that nobody is erased on it', async () => {
    const { table, floors } = await freshFloors();
    await table.createEntity({ ...rowOf, record: '{"at":300}' });
    await expect(floors.raise('201', 400)).rejects.toMatchObject({ name: 'FloorError', code: 'floor_unread' });
    expect(await floors.read()).toEqual(new Map([['201', foreign]]));
  });

  it('is told of when the key of the trail was changed, and read again when the former one is named', async () => {
    const { table, floors } = await freshFloors();
    await floors.raise('201', 300);
    const changed = macsOf('a-new-key');
    expect(await new Floors(table, changed).read()).toEqual(new Map([['201', foreign]]));
    expect(changed.takeProblem()).toContain('/floor/201');
    const both = new KeyedRowMacs(new Keyring(new AuditKey('a-new-key'), ['a-key-for-tests']));
    expect(await new Floors(table, both).read()).toEqual(new Map([['201', { at: 300 }]]));
  });
});
