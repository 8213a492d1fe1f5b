import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { editRecord } from '../../local/simulator/change.ts';
import { generateCompanyAccount } from '../../local/simulator/data/company-account.ts';
import { leaveErased } from '../support/erase-from.ts';
import { keptRows } from '../support/kept-rows.ts';
import { startFunctions, TABLES } from '../support/start-functions.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const account = generateCompanyAccount({ seed: 3, now: NOW });
const functions = startFunctions(account, { ERASURE_KEY: 'erasure-key-of-a-test' });

/** What must be nowhere: values of people and companies that are no code, number or flag that others share. */
const PERSONAL = {
  contacts: ['email', 'phone', 'mobilephone', 'lastname', 'address', 'rekisteri_hold_reason', 'ruokavalio'],
  companies: ['name', 'domain', 'phone', 'address'],
} as const;

function personalValues(): Set<string> {
  const values = (['contacts', 'companies'] as const).flatMap((type) =>
    [...account.records[type].values()].flatMap(({ properties }) => PERSONAL[type].map((name) => properties[name])),
  );
  return new Set(values.flatMap((value) => (value !== undefined && value.length > 4 ? [value] : [])));
}

async function keptInStorage(): Promise<string> {
  const { table, connectionString: connection } = functions();
  const kept: string[] = [];
  for (const name of TABLES) kept.push(await keptRows(table(name)));
  const blobs = BlobServiceClient.fromConnectionString(connection);
  for await (const { name } of blobs.listContainers()) {
    const container = blobs.getContainerClient(name);
    for await (const blob of container.listBlobsFlat())
      kept.push(blob.name, String(await container.getBlobClient(blob.name).downloadToBuffer()));
  }
  const queues = QueueServiceClient.fromConnectionString(connection);
  for await (const { name } of queues.listQueues()) {
    const { peekedMessageItems } = await queues.getQueueClient(name).peekMessages({ numberOfMessages: 32 });
    kept.push(...peekedMessageItems.map(({ messageText }) => messageText));
  }
  return kept.join('\n');
}

test('no name, address, number or free text of people is in tables, blobs, messages, logs or answers', async () => {
  const { call, host, lines } = functions();
  const [[id = '', contact] = []] = [...account.records.contacts];
  const email = contact?.properties.email ?? '';
  editRecord(
    account,
    'contacts',
    id,
    { rekisteri_hold_until: '2030-01-01', rekisteri_hold_reason: 'Oikeusjuttu Virtasta vastaan' },
    NOW - 1,
  );
  // Somebody with that address was erased.
  const keys = { audit: 'key-of-a-test', erasure: 'erasure-key-of-a-test' };
  await leaveErased(functions().table('RegisterErased'), keys, '9', email.toUpperCase());
  const answers: unknown[] = [];
  const ask = async (...request: Parameters<typeof call>) => {
    const { status, headers, body } = await call(...request);
    answers.push(status, [...headers], body);
    return body;
  };
  const started = z.object({ runId: z.string() });
  for (const body of [
    { scope: 'all', dryRun: true },
    { scope: 'all' },
    { scope: 'contacts', emails: [email, 'nobody.at.all@example.fi'] },
  ]) {
    const { runId } = started.parse(
      await ask('POST', '/api/resync', body, { 'idempotency-key': `of-${body.scope}-${body.dryRun}` }),
    );
    await host.idle();
    expect(await ask('GET', `/api/runs/${runId}`)).toMatchObject({ status: 'succeeded' });
  }
  await host.runTimer('verifyAudit');
  for (const path of ['/api/runs', '/api/health', '/api/audit?limit=1000', '/api/audit/verification', '/api/returns'])
    await ask('GET', path);
  await ask('POST', '/api/resync', { scope: 'contacts', emails: ['not an address of Virtanen'] });
  await ask('GET', '/api/audit?contactId=Virtanen');
  // A run is sealed just after it has ended.
  await expect.poll(keptInStorage, { timeout: 60_000 }).toContain('rekisteri-seal-v2');
  expect(await keptInStorage()).toContain('\\"match\\":\\"strong\\"');
  const everywhere = `${await keptInStorage()}\n${lines.join('\n')}\n${JSON.stringify(answers)}`;
  const found = [...personalValues(), 'nobody.at.all', 'Virtasta', 'not an address', 'given-token'].filter((value) =>
    everywhere.includes(value),
  );
  expect(found).toEqual([]);
});
