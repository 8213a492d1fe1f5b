import { describe, expect, it } from 'vitest';
import { connectStorage, type Storage } from '../../src/storage/connect.ts';
import { unavailableStatus } from '../../src/storage/status.ts';
import { byString, freshStorageNames } from '../support/storage.ts';
import { type Fate, startStorageProxy } from '../support/storage-proxy.ts';

const PATIENCE = { tries: 3, firstPauseMs: 1, longestPauseMs: 2, tryMs: 10_000 };
/** Time enough for an answer on a busy machine, little enough to wait for none. */
const SHORT_TRY_MS = 1_000;

async function connect(service: 'Table' | 'Queue', fate?: Fate) {
  const { table, queue } = freshStorageNames();
  const names = {
    ...{ audit: table('A'), runs: table('R'), index: table('I'), erasures: table('E'), erased: table('D') },
    ...{ requests: table('Q') },
    ...{ slices: queue('s'), seals: queue('seals'), copies: queue('copies') },
  };
  const proxy = await startStorageProxy(service);
  const settings = byString(proxy.connectionString);
  // Azurite may be slow to make tables and queues after many others.
  await connectStorage(settings, names, { ...PATIENCE, tryMs: 10_000 }).prepare();
  const tryMs = fate === 'silent' ? SHORT_TRY_MS : PATIENCE.tryMs;
  const storage = connectStorage(settings, names, { ...PATIENCE, tryMs });
  proxy.seen.length = 0;
  return { proxy, storage };
}

const USES: readonly ['Table' | 'Queue', (storage: Storage) => Promise<unknown>][] = [
  ['Table', ({ runs }) => runs.upsertEntity({ partitionKey: 'p', rowKey: 'r' })],
  ['Queue', ({ slices }) => slices.send({ runId: 'r', slice: 0 })],
];

describe.each(USES)('a call to %s Storage', (service, use) => {
  it.each<Fate>(['busy_503', 'lost', 'done_but_answer_lost'])('is tried again after %s', async (fate) => {
    const { proxy, storage } = await connect(service, fate);
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
    const { proxy, storage } = await connect(service, fate);
    proxy.fateOf = () => fate;
    const error: unknown = await use(storage).catch((failure: unknown) => failure);
    expect(unavailableStatus(error)).toBe(status);
    expect(proxy.seen.length).toBeLessThanOrEqual(PATIENCE.tries);
  });
});

it.each<Fate>(['silent', 'busy_429'])('a call to Table Storage is tried again after %s', async (fate) => {
  const { proxy, storage } = await connect('Table', fate);
  proxy.fateOf = () => (proxy.seen.length < 3 ? fate : 'answered');
  await storage.runs.upsertEntity({ partitionKey: 'p', rowKey: 'r' });
  expect(proxy.seen).toHaveLength(3);
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
