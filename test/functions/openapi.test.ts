import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { auditEvents } from '../support/audit-events.ts';
import { GenericClient } from '../support/generic-client.ts';
import { operationsOf } from '../support/openapi-document.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const functions = startFunctions(smallAccount(), { SYNC_SCHEDULE: '0 0 0 1 1 *' });
const client = () => GenericClient.read(`${functions().host.url}/api/openapi.json`, 'a function key');

test('every HTTP function of the app is described, and nothing else', () => {
  const { host, document } = functions();
  const served = host.functions.flatMap(({ trigger, name }) => (trigger === 'http' ? [name] : []));
  expect(Object.keys(document.paths)).toHaveLength(new Set(served).size);
  const ids = operationsOf(document).map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('whoever knows nothing but the document drives a resync and follows it to its end', async () => {
  const generic = await client();
  const started = await generic.call('resync', {}, 'dryRun');
  expect(started.status).toBe(202);
  let run = await generic.follow(started, 'run');
  // It is worth asking again as long as the answer says so.
  for (; run.headers.has('retry-after'); run = await generic.follow(started, 'run')) await functions().host.idle();
  expect(run).toMatchObject({ status: 200, body: { status: 'succeeded', dryRun: true } });
  expect(functions().hubspot.changes).toEqual([]);
});

test('pages are followed by their links', async () => {
  const generic = await client();
  await generic.call('resync', {}, 'all');
  await functions().host.idle();
  const pageSchema = z.object({ events: z.array(z.unknown()), continuation: z.string().nullable() });
  let page = await generic.call('listAuditEvents', { limit: '50' });
  let seen = 0;
  for (;;) {
    const { events, continuation } = pageSchema.parse(page.body);
    seen += events.length;
    if (continuation === null) break;
    page = await generic.follow(page, 'next');
  }
  expect(seen).toBe((await auditEvents(functions().table('RegisterAudit'))).length);
});

test('a run that goes on says when to ask again, and one that has ended does not', async () => {
  const { call, hubspot } = functions();
  hubspot.faults.add({ match: () => true, kind: '429-daily' });
  const { runId } = z.object({ runId: z.string() }).parse((await call('POST', '/api/resync', { scope: 'all' })).body);
  const waiting = await call('GET', `/api/runs/${runId}`);
  expect(waiting.headers.get('retry-after')).toBe('5');
  hubspot.faults.clear();
  await call('DELETE', `/api/runs/${runId}`);
  await vi.waitFor(
    async () => {
      const ended = await call('GET', `/api/runs/${runId}`);
      expect(ended).toMatchObject({ body: { status: 'cancelled' } });
      expect(ended.headers.get('retry-after')).toBeNull();
    },
    { timeout: 60_000, interval: 50 },
  );
});

test('the audit trail is described in both of its forms', async () => {
  const page = await functions().call('GET', '/api/audit?limit=2');
  expect(page).toMatchObject({ status: 200, body: { events: [{ action: expect.any(String) }, {}] } });
  const answer = await functions().call('GET', '/api/audit?format=csv&limit=2');
  expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(String(answer.body)).toContain('"sequence";"at"');
});

test('a verification is answered as described, also before there was one', async () => {
  const { call } = functions();
  expect([200, 404]).toContain((await call('GET', '/api/audit/verification?which=last')).status);
  expect(await call('GET', '/api/audit/verification')).toMatchObject({ status: 200, body: { which: 'now' } });
});
