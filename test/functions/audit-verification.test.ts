import { expect, test } from 'vitest';
import { z } from 'zod';
import { verificationSchema } from '../../src/audit/verification.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const functions = startFunctions(smallAccount());
const answerSchema = verificationSchema.extend({ which: z.enum(['now', 'last']) });

async function ask(query = '') {
  const { status, body } = await functions().call('GET', `/api/audit/verification${query}`);
  return { status, found: status === 200 ? answerSchema.parse(body) : undefined, body };
}

test('before any verification there is no last one, and the trail verifies at once', async () => {
  expect(await ask('?which=last')).toMatchObject({ status: 404, body: { title: 'Never verified' } });
  expect(await ask('?which=first')).toMatchObject({ status: 400, body: { errors: [{ path: 'which' }] } });
  expect(await ask()).toMatchObject({ status: 200, found: { which: 'now', status: 'ok', faults: [] } });
  expect(await ask('?which=last')).toMatchObject({ status: 200, found: { which: 'last', status: 'ok' } });
});

test('the timer verifies, seals what it found right, and makes a broken trail known to the health', async () => {
  const { host, call, table, lines } = functions();
  await call('DELETE', '/api/runs/20200101T000000000Z-00000000');
  await call('POST', '/api/resync', { scope: 'contacts', emails: ['nobody@example.fi'] });
  await host.idle();
  await host.runTimer('verifyAudit');
  const sealed = (await ask('?which=last')).found?.chains.filter(({ seals }) => seals > 0) ?? [];
  expect(sealed.length).toBeGreaterThan(0);
  const [{ chain = '' } = {}] = sealed;
  await table('RegisterAudit').updateEntity({ partitionKey: chain, rowKey: '000000000001', cause: 'x' }, 'Merge');
  await host.runTimer('verifyAudit');
  expect((await ask('?which=last')).found).toMatchObject({
    status: 'failed',
    faults: [{ kind: 'edited', chain, first: 1 }],
  });
  expect(lines.filter((line) => line.includes('audit_verification_failed'))).toHaveLength(1);
  const health = await call('GET', '/api/health');
  expect(health).toMatchObject({ status: 503, body: { status: 'failed' } });
});
