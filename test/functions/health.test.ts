import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from './start-functions.ts';

const functions = startFunctions(smallAccount());

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
  await call('POST', '/api/resync', { scope: 'all' });
  await vi.waitFor(
    async () => {
      const { checks } = (await health()).health;
      const kept = checks.filter(({ name }) => ['sync', 'retentionClock', 'reconcile'].includes(name));
      expect(kept.map(({ lastRun }) => lastRun)).toEqual(Array(3).fill(expect.objectContaining({ scope: 'all' })));
    },
    { timeout: 25_000, interval: 100 },
  );
  expect(JSON.stringify(await health())).not.toMatch(/given-token|key-of-a-test|Aino/);
  functions().hubspot.missingScopes.add('communication_preferences.read');
  for (const _ of [1, 2, 3]) await failedSync();
  const failed = await health();
  expect(failed).toMatchObject({ status: 503, health: { status: 'failed' } });
  expect(failed.health.checks).toContainEqual(expect.objectContaining({ name: 'sync', status: 'failed' }));
});

async function failedSync(): Promise<void> {
  const { call } = functions();
  const { runId } = z
    .object({ runId: z.string() })
    .parse((await call('POST', '/api/resync', { scope: 'changed' })).body);
  await vi.waitFor(
    async () => expect((await call('GET', `/api/runs/${runId}`)).body).toMatchObject({ status: 'failed' }),
    { timeout: 25_000, interval: 50 },
  );
}
