import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const account = smallAccount();
const functions = startFunctions(account);

const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'failed']),
  checkedAt: z.iso.datetime(),
  checks: z.array(z.looseObject({ name: z.string(), status: z.string(), reason: z.string().optional() })),
});

async function health() {
  const { status, headers, body } = await functions().call('GET', '/api/health');
  return { status, headers, health: healthSchema.parse(body) };
}

test('the health is told over HTTP, and that of a register that failed with 503', async () => {
  const fresh = await health();
  expect(fresh).toMatchObject({ status: 200, health: { status: 'degraded' } });
  expect(fresh.headers.get('cache-control')).toBe('no-store');
  const { call } = functions();
  expect((await call('GET', '/api/notice/drift')).status).toBe(404);
  plantShoeSizes();
  await call('POST', '/api/resync', { scope: 'all' });
  await vi.waitFor(
    async () => {
      const { checks } = (await health()).health;
      const kept = checks.filter(({ name }) => ['sync', 'retentionClock', 'reconcile'].includes(name));
      expect(kept.map(({ lastRun }) => lastRun)).toEqual(Array(3).fill(expect.objectContaining({ scope: 'all' })));
    },
    { timeout: 60_000, interval: 100 },
  );
  const drift = await call('GET', '/api/notice/drift');
  const undeclared = [expect.objectContaining({ property: 'kengannumero', records: 2 })];
  expect(drift).toMatchObject({ status: 200, body: { policyChanged: false, undeclared, failed: null } });
  expect((await health()).health.checks).toContainEqual(
    expect.objectContaining({ name: 'drift', status: 'degraded', properties: ['contacts.kengannumero'] }),
  );
  expect(JSON.stringify(await health())).not.toMatch(/given-token|key-of-a-test|Aino/);
  functions().hubspot.missingScopes.add('communication_preferences.read');
  for (const _ of [1, 2, 3]) await failedSync();
  const failed = await health();
  expect(failed).toMatchObject({ status: 503, health: { status: 'failed' } });
  expect(failed.health.checks).toContainEqual(expect.objectContaining({ name: 'sync', status: 'failed' }));
  // What alerts count is written by the timer: nobody has to ask for the health.
  const { host, lines } = functions();
  await host.runTimer('sync');
  const told = lines.findLast((line) => line.includes('"event":"health_checked"'));
  expect(told).toMatch(/"status":"failed","failed":"[^"]*\bsync\b/);
});

/** Two people's size of shoes, which no category of the notice names. */
function plantShoeSizes(): void {
  const base = { name: 'kengannumero', label: 'Kengännumero', type: 'string', fieldType: 'text' } as const;
  account.properties.contacts.set('kengannumero', { ...base, groupName: 'g', description: '', options: [] });
  for (const { properties } of [...account.records.contacts.values()].slice(0, 2)) properties.kengannumero = '43';
}

async function failedSync(): Promise<void> {
  const { call } = functions();
  const { runId } = z
    .object({ runId: z.string() })
    .parse((await call('POST', '/api/resync', { scope: 'changed' })).body);
  await vi.waitFor(
    async () => expect((await call('GET', `/api/runs/${runId}`)).body).toMatchObject({ status: 'failed' }),
    { timeout: 60_000, interval: 50 },
  );
}
