import { QueueServiceClient } from '@azure/storage-queue';
import { expect, test } from 'vitest';
import { poisonQueueOf } from '../../src/storage/names.ts';
import { startHealthApp } from '../support/health-app.ts';
import { checkNamed } from '../support/health-facts.ts';
import { storageOfTests } from '../support/storage-of-tests.ts';
import { type Fate, startStorageProxy } from '../support/storage-proxy.ts';

/** Six seconds on a quiet machine; what has no limit of its own would never be told. */
const SOON_MS = 120_000;

test.each<[Fate, 'Table' | 'Queue']>([
  ['lost', 'Table'],
  ['silent', 'Table'],
  ['busy_503', 'Table'],
  ['lost', 'Queue'],
  ['silent', 'Queue'],
])('storage that is %s (%s) from the start is a failure, told within seconds', async (fate, service) => {
  const proxy = await startStorageProxy(service);
  const { newHealth } = await startHealthApp({ connectionString: proxy.connectionString });
  proxy.fateOf = () => fate;
  const began = performance.now();
  const health = await newHealth()();
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  expect(health.status).toBe('failed');
  expect(checkNamed(health, 'storage')).toMatchObject({
    status: 'failed',
    action: expect.stringMatching(/RegisterStorage/),
  });
});

test('one table out of reach later on is named, and the rest is still told', async () => {
  const proxy = await startStorageProxy();
  const { app, newHealth } = await startHealthApp({ connectionString: proxy.connectionString });
  const health = newHealth();
  await health();
  const { tableName } = app.table('audit');
  proxy.fateOf = ({ path }) => (path.startsWith(`/${tableName}`) ? 'lost' : 'answered');
  const broken = await health();
  const storage = checkNamed(broken, 'storage');
  expect(storage.reason).toBe(`${tableName} cannot be used (no answer).`);
  expect(storage.facts).toMatchObject({ [app.table('runs').tableName]: 'reachable', queue: 'reachable' });
  expect(checkNamed(broken, 'hubspotToken').status).toBe('ok');
  proxy.fateOf = () => 'answered';
  expect(checkNamed(await health(), 'storage').status).toBe('ok');
});

test('a table that somebody deleted is a failure', async () => {
  const { app, newHealth } = await startHealthApp();
  const health = newHealth();
  await health();
  await app.table('audit').deleteTable();
  expect(checkNamed(await health(), 'storage')).toMatchObject({
    status: 'failed',
    reason: expect.stringMatching(/404/),
  });
});

test('messages in the poison queue are counted, and left there', async () => {
  const { app, newHealth } = await startHealthApp();
  const health = newHealth();
  expect(checkNamed(await health(), 'poisonQueue')).toMatchObject({ status: 'ok', facts: { messages: 0 } });
  const slices = app.table('index').tableName.replace(/index$/, '-slices');
  const queues = QueueServiceClient.fromConnectionString(storageOfTests.connectionString);
  const poison = queues.getQueueClient(poisonQueueOf(slices));
  await poison.create();
  await poison.sendMessage('{}');
  for (const _ of [1, 2])
    expect(checkNamed(await health(), 'poisonQueue')).toMatchObject({ status: 'degraded', facts: { messages: 1 } });
});
