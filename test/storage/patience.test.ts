import { beforeAll, describe, expect, it } from 'vitest';
import { connectStorage, type Storage } from '../../src/storage/connect.ts';
import { unavailableStatus } from '../../src/storage/status.ts';
import { byString, freshStorageNames } from '../support/storage.ts';
import { storageOfTests } from '../support/storage-of-tests.ts';
import { type Fate, startStorageProxy } from '../support/storage-proxy.ts';

/** Who makes tables and queues, or expects an answer, waits for it as long as a busy machine takes. */
const PATIENCE = { tries: 3, firstPauseMs: 1, longestPauseMs: 2, tryMs: 60_000 };
/** Who is not answered at all need not wait long to see it. */
const BRIEF = { ...PATIENCE, tryMs: 200 };

// For all tests of the file: what one of them leaves there, no other looks at.
const { table, queue } = freshStorageNames();
const NAMES = {
  audit: table('A'),
  runs: table('R'),
  index: table('I'),
  erasures: table('E'),
  erased: table('D'),
  requests: table('Q'),
  slices: queue('s'),
  seals: queue('seals'),
  copies: queue('copies'),
};
const through = (connectionString: string, patience = PATIENCE) =>
  connectStorage(byString(connectionString), NAMES, patience);

beforeAll(() => through(storageOfTests.connectionString).prepare());

async function connect(service: 'Table' | 'Queue', patience = PATIENCE) {
  const proxy = await startStorageProxy(service);
  return { proxy, storage: through(proxy.connectionString, patience) };
}

const USES: readonly ['Table' | 'Queue', (storage: Storage) => Promise<unknown>][] = [
  ['Table', ({ runs }) => runs.upsertEntity({ partitionKey: 'p', rowKey: 'r' })],
  ['Queue', ({ slices }) => slices.send({ runId: 'r', slice: 0 })],
];

describe.each(USES)('a call to %s Storage', (service, use) => {
  it.each<Fate>(['busy_503', 'lost', 'done_but_answer_lost'])('is tried again after %s', async (fate) => {
    const { proxy, storage } = await connect(service);
    proxy.fateOf = () => (proxy.seen.length < 3 ? fate : 'answered');
    await use(storage);
    expect(proxy.seen).toHaveLength(3);
  });

  it.each<[Fate, number]>([
    ['busy_503', 503],
    ['busy_429', 429],
    ['lost', 0],
    ['silent', 0],
  ])('that stays %s fails with a status', async (fate, status) => {
    const { proxy, storage } = await connect(service, fate === 'silent' ? BRIEF : PATIENCE);
    proxy.fateOf = () => fate;
    const error: unknown = await use(storage).catch((failure: unknown) => failure);
    expect(unavailableStatus(error)).toBe(status);
    expect(proxy.seen.length).toBeLessThanOrEqual(PATIENCE.tries);
  });
});

it('a call to Table Storage is tried again after busy_429', async () => {
  const { proxy, storage } = await connect('Table');
  proxy.fateOf = () => (proxy.seen.length < 3 ? 'busy_429' : 'answered');
  await storage.runs.upsertEntity({ partitionKey: 'p', rowKey: 'r' });
  expect(proxy.seen).toHaveLength(3);
});

it('a call to Table Storage is tried again after silence', async () => {
  // Tries enough, should the answer take longer than one of them.
  const { proxy, storage } = await connect('Table', { ...BRIEF, tries: 100 });
  proxy.fateOf = () => (proxy.seen.length < 3 ? 'silent' : 'answered');
  await storage.runs.upsertEntity({ partitionKey: 'p', rowKey: 'r' });
  expect(proxy.seen.length).toBeGreaterThanOrEqual(3);
});

describe('unavailableStatus', () => {
  it.each([
    [{ name: 'RestError', statusCode: 403 }, 403],
    [{ name: 'RestError', code: 'REQUEST_SEND_ERROR' }, 0],
    [{ name: 'CredentialUnavailableError' }, 0],
    [{ name: 'RestError', statusCode: 400 }, undefined],
    [{ name: 'TypeError', statusCode: 503 }, undefined],
    [undefined, undefined],
  ])('of %j is %s', (error, status) => {
    expect(unavailableStatus(error)).toBe(status);
  });
});
