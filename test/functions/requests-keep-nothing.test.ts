import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { personRequestSchema } from '../../src/http/schemas/person-request.ts';
import { addEngagement, erasureAccount } from '../support/erasure-world.ts';
import { keptRows } from '../support/kept-rows.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { startFunctions, TABLES } from '../support/start-functions.ts';

// Requests of every kind with everything that may go wrong in them: what was asked with, and what HubSpot says, is kept nowhere.

const PLANTED = [
  'Hellevi-Kumpula',
  'hellevi@planted.example',
  'toinen.hellevi@planted.example',
  '+358409998887',
  'Nimeton-Sana',
  'Rovaniemi-Planted',
  'ei.kukaan@planted.example',
  'Väärä-Arvo',
  'muu@planted.example',
];
const account = erasureAccount();
const createdAt = '2026-10-01T05:06:07.000Z';
const planted = { lastname: 'Hellevi-Kumpula', city: 'Rovaniemi-Planted', hs_additional_emails: PLANTED[2] ?? '' };
addRecord(account, 'contacts', {
  id: '701',
  createdAt,
  properties: { ...planted, firstname: 'H', email: 'hellevi@planted.example', phone: '+358409998887' },
});
addRecord(account, 'contacts', { id: '702', createdAt, properties: { email: 'muu@planted.example' } });
addEngagement(account, 'notes', '7001', { hs_note_body: 'Nimeton-Sana' }, ['701', '702']);

const functions = startFunctions(account, { ...LOCAL_SIGN_IN, SYNC_SCHEDULE: '0 0 0 1 1 *' });
const officer = as('officer1');
const refusals: string[] = [];

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await functions().call(method, path, body, { ...officer, ...headers });
  if (answer.status >= 400) refusals.push(`${answer.status} ${method} ${JSON.stringify(answer.body)}`);
  return answer;
}

async function identified(kind: string, more: object = {}): Promise<string> {
  const wish = { kind, receivedOn: '2026-11-20', channel: 'letter', emails: ['Hellevi@planted.example'], ...more };
  const { id } = personRequestSchema.parse((await call('POST', '/api/requests', wish)).body);
  await call('POST', `/api/requests/${id}/identify`, { how: 'call_back' });
  return id;
}

const granted = { items: [{ subject: 'contact:701', outcome: 'granted' }] };

test('nothing that people are known by is in tables, blobs, messages, logs, the trail or refusals', async () => {
  const { hubspot, host, lines, table, connectionString } = functions();
  const wish = { receivedOn: '2026-11-20', channel: 'letter' };
  await call('POST', '/api/requests', { ...wish, kind: 'access', emails: ['ei.kukaan@planted.example'] });
  await call('POST', '/api/requests', { ...wish, kind: 'access', emails: ['Väärä-Arvo'] });
  await call('POST', '/api/requests', { ...wish, kind: 'Väärä-Arvo', contactIds: ['Väärä-Arvo'] });

  const rectification = await identified('rectification');
  const rectify = (property: string, value: string) =>
    call('POST', `/api/requests/${rectification}/rectifications`, { contactId: '701', property, value });
  expect((await rectify('email', 'muu@planted.example')).status).toBe(409);
  expect((await rectify('email', 'Väärä-Arvo')).status).toBe(400);
  expect((await rectify('Väärä-Arvo', 'Väärä-Arvo')).status).toBe(400);
  expect((await rectify('city', 'Nimeton-Sana')).status).toBe(200);
  hubspot.faults.add({ match: ({ method, path }) => method === 'PATCH' && path.includes('701'), kind: 'reset-after' });
  await rectify('city', 'Rovaniemi-Planted');
  hubspot.faults.clear();

  const access = await identified('access');
  for (const accept of ['application/json', 'text/html', 'application/pdf'])
    expect((await call('GET', `/api/requests/${access}/copy`, undefined, { accept })).status).toBe(200);
  expect((await call('GET', `/api/requests/${access}/review`)).status).toBe(200);
  expect(String((await call('GET', `/api/requests/${access}/letter?kind=receipt`)).body)).toContain('Hellevi-Kumpula');
  for (const path of ['/contacts/notes/batch/read', '/contacts/batch/read']) {
    hubspot.faults.add({ match: (one) => one.path.includes(path), kind: '400' });
    expect((await call('GET', `/api/requests/${access}/copy`)).status).toBeGreaterThanOrEqual(400);
    await call('GET', `/api/requests/${access}/review`);
    await call('GET', `/api/requests/${access}/letter`);
    await call('POST', '/api/requests', { ...wish, kind: 'portability', emails: ['hellevi@planted.example'] });
    hubspot.faults.clear();
  }
  await call('POST', `/api/requests/${access}/decide`, { items: [{ subject: 'Nimeton-Sana', outcome: 'granted' }] });
  await call('POST', `/api/requests/${access}/decide`, granted);
  await call('POST', `/api/requests/${access}/recipient-told`, { processor: 'Hellevi-Kumpula', on: '2026-11-23' });

  const restriction = await identified('restriction');
  await call('POST', `/api/requests/${restriction}/decide`, granted);
  hubspot.faults.add({ match: ({ path }) => path.includes('batch/update'), kind: '400' });
  await host.idle();
  hubspot.faults.clear();
  await call('POST', '/api/resync', { scope: 'all' }, as('admin'));
  await host.idle();
  await call('GET', '/api/requests/Hellevi-Kumpula/copy');
  for (const path of ['/api/health', '/api/disclosures', '/api/notice/drift', '/api/audit?limit=1000'])
    refusals.push(JSON.stringify((await call('GET', path)).body));

  const kept: string[] = [...lines, ...refusals];
  for (const name of TABLES) kept.push(await keptRows(table(name)));
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  for await (const { name } of blobs.listContainers())
    for await (const blob of blobs.getContainerClient(name).listBlobsFlat())
      kept.push(blob.name, String(await blobs.getContainerClient(name).getBlobClient(blob.name).downloadToBuffer()));
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  for await (const { name } of queues.listQueues()) {
    const { peekedMessageItems } = await queues.getQueueClient(name).peekMessages({ numberOfMessages: 32 });
    kept.push(...peekedMessageItems.map(({ messageText }) => messageText));
  }
  const found = PLANTED.flatMap((one) =>
    kept
      .filter((text) => text.includes(one))
      .map((text) => `${one}: ${text.slice(text.indexOf(one) - 200).slice(0, 300)}`),
  );
  expect(found).toEqual([]);
});
