import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { readTrailExport } from '../../local/admin/trail-export.ts';
import { exportTrail } from '../../src/audit/export/export-trail.ts';
import { healthSchema } from '../../src/http/schemas/health.ts';
import { exportEndSchema, offboardingPlanSchema } from '../../src/http/schemas/offboarding.ts';
import { runAdmin } from '../support/admin-world.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { startFunctions } from '../support/start-functions.ts';

const account = emptyAccount(7, 'Europe/Helsinki');
for (const id of ['1', '2'])
  addRecord(account, 'contacts', { id, createdAt: '2012-03-04T05:06:07.000Z', properties: {} });

const functions = startFunctions(account, { ...LOCAL_SIGN_IN, SYNC_SCHEDULE: '0 0 0 1 1 *' });

const ADMIN = as('admin');
let folder: string;

const command = (...args: string[]) =>
  runAdmin(['offboard', ...args, '--person', 'admin', '--url', functions().host.url]);

const valuesOf = (id: string) => account.records.contacts.get(id)?.properties ?? {};

const startAnew = async () => {
  const { status } = await functions().call('POST', '/api/resync', { scope: 'all' }, ADMIN);
  expect(status).toBe(202);
  await functions().host.idle();
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rekisteri-offboarding-'));
  await startAnew();
  valuesOf('1').rekisteri_hold_reason = 'Riita, lasku 12';
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('an administrator sees the plan, saves what staff typed, has it done, and starts again', async () => {
  const { call } = functions();
  const plan = offboardingPlanSchema.parse((await call('GET', '/api/offboarding', undefined, ADMIN)).body);
  expect(plan.remove).toContain('contacts.rekisteri_hold_reason');
  const saved = await call('GET', '/api/offboarding/export', undefined, ADMIN);
  const [line, last = ''] = String(saved.body).split('\n');
  expect(line).toBe('{"contactId":"1","values":{"rekisteri_hold_reason":"Riita, lasku 12"}}');
  const exported = exportEndSchema.parse(JSON.parse(last)).digest;
  expect((await call('POST', '/api/offboarding', undefined, ADMIN)).status).toBe(400);
  // What was forgotten is named: a digest of what was exported belongs to it.
  const bare = await call('POST', '/api/offboarding', { confirm: plan.confirm }, ADMIN);
  expect(bare).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('exported') }] } });
  const wrong = await call('POST', '/api/offboarding', { confirm: 'another', exported }, ADMIN);
  expect(wrong).toMatchObject({ status: 409, body: { title: 'Not what was shown' } });
  const done = await call('POST', '/api/offboarding', { confirm: plan.confirm, exported }, ADMIN);
  expect(done).toMatchObject({ status: 200, body: { complete: true, remaining: [] } });
  expect(account.properties.contacts.has('rekisteri_hold_reason')).toBe(false);

  const { body } = await call('GET', '/api/health', undefined, ADMIN);
  const check = healthSchema.parse(body).checks?.find(({ name }) => name === 'offboarding');
  expect(check).toMatchObject({ status: 'failed', state: 'left' });
  for (const asked of [{ scope: 'changed' }, { scope: 'all', dryRun: true }])
    expect(await call('POST', '/api/resync', asked, ADMIN)).toMatchObject({
      status: 409,
      body: { title: 'Off-boarded' },
    });
  await startAnew();
  expect(account.properties.contacts.has('rekisteri_hold_reason')).toBe(true);
});

test('the command shows what stands against it and does nothing; then what would be removed, saves, and does it', async () => {
  valuesOf('1').rekisteri_retention_decision = 'keep';
  valuesOf('2').rekisteri_processing_restricted = 'true';
  const blocked = await command();
  expect(blocked).toMatchObject({ status: 0, out: expect.stringContaining('1 restrictions: 2') });
  const out = path.join(folder, 'typed.jsonl');
  const refused = await command('--confirm', 'whatever', '--out', out);
  expect(refused).toMatchObject({ status: 3, err: expect.stringContaining('1 restrictions') });
  expect(refused.err).toContain(`${out} was deleted again`);
  expect(account.properties.contacts.has('rekisteri_retention_decision')).toBe(true);
  expect(await readdir(folder)).toEqual([]);

  delete valuesOf('2').rekisteri_processing_restricted;
  const { out: shown } = await command();
  const confirm = /--confirm (\S+)/.exec(shown)?.[1] ?? '';
  expect(await command('--confirm', confirm)).toMatchObject({ status: 2 });
  const done = await command('--confirm', confirm, '--out', out);
  expect(done).toMatchObject({ status: 0, out: expect.stringContaining('Done.') });
  expect(await readFile(out, 'utf8')).toMatch(/"contactId":"1".*"rekisteri_retention_decision":"keep"/);
  expect([...account.properties.contacts.keys()].filter((name) => name.startsWith('rekisteri_'))).toEqual([]);
  expect(account.groups.contacts.has('rekisteri')).toBe(false);
});

test('the tables go once the trail was exported as it is now, and the runs keep that the add-on has left', async () => {
  const { call, table } = functions();
  const exportTo = async (name: string) => {
    const file = path.join(folder, name);
    const now = () => '2026-11-23T10:00:00.000Z';
    await exportTrail({ table: table('RegisterAudit'), file, format: 'jsonl', seals: undefined, now });
    return file;
  };
  const { out } = await command();
  const confirm = /--trail-exported trail\.jsonl --confirm (\S+)/.exec(out)?.[1] ?? '';
  const early = await exportTo('early.jsonl');
  // A refused call is an event.
  expect((await call('POST', '/api/offboarding', {}, as('officer1'))).status).toBe(403);
  const tables = (...args: string[]) => command('--tables', '--confirm', confirm, ...args);
  expect(await tables()).toMatchObject({ status: 2 });
  expect(await tables('--trail-exported', path.join(folder, 'nowhere'))).toMatchObject({ status: 2 });
  const withKey = (key: string, ...args: string[]) =>
    runAdmin(
      ['offboard', '--tables', '--confirm', confirm, ...args, '--person', 'admin', '--url', functions().host.url],
      {
        environment: { AUDIT_KEY: key },
      },
    );
  for (const stale of [
    await tables('--trail-exported', early),
    await withKey('key-of-a-test', '--trail-exported', early),
  ])
    expect(stale).toMatchObject({ status: 3, err: expect.stringContaining('not exported as it is now') });

  const exported = await exportTo('trail.jsonl');
  const text = await readFile(exported, 'utf8');
  const rewritten = path.join(folder, 'rewritten.jsonl');
  await writeFile(rewritten, text.replace('what staff typed', 'something else'));
  const gone = path.join(folder, 'gone.jsonl');
  await writeFile(gone, text.replace(/^.*"record":"entry".*\n/m, ''));
  for (const [kind, unverified] of [
    ['head_cut', await tables('--trail-exported', gone)],
    ['edited', await withKey('key-of-a-test', '--trail-exported', rewritten)],
    ['wrong_key', await withKey('another-key', '--trail-exported', exported)],
  ] as const)
    expect(unverified).toMatchObject({ status: 1, err: expect.stringContaining(`  ${kind} `) });
  expect((await keysIn(table('RegisterAudit'))).length).toBeGreaterThan(0);

  // Whoever asks over HTTP shows too that the whole of it was exported: where it ends does not do.
  const { ends } = await readTrailExport(exported, undefined, { environment: {} });
  const other = ends.map((end) => ({ ...end, digest: '0'.repeat(64) }));
  const bare = ends.map(({ digest: _, ...end }) => end);
  expect((await call('POST', '/api/offboarding', { confirm, trail: other }, ADMIN)).status).toBe(409);
  expect(await call('POST', '/api/offboarding', { confirm, trail: bare }, ADMIN)).toMatchObject({
    status: 400,
    body: { errors: [{ message: expect.stringContaining('"digest"') }] },
  });

  const removed = await tables('--trail-exported', gone, '--accept-faults');
  expect(removed).toMatchObject({ status: 0, out: expect.stringContaining('RegisterAudit') });
  expect(removed.out).toContain('The export was accepted with 1 fault.');
  for (const name of ['queue register-slices', 'queue register-slices-poison']) expect(removed.out).toContain(name);
  expect(removed.out).toContain('RegisterRuns (says_that_it_has_left)');
  expect(removed.out).toContain('container register-seals (proves_the_trail)');
  expect(removed.err).toContain('was verified without the key');

  for (const name of [
    'RegisterAudit',
    'RegisterIndex',
    'RegisterErased',
    'RegisterErasures',
    'RegisterRequests',
  ] as const)
    await expect(keysIn(table(name))).rejects.toMatchObject({ statusCode: 404 });
  expect(new Set(await keysIn(table('RegisterRuns')))).toEqual(new Set(['offboarded']));
  const again = offboardingPlanSchema.parse((await call('GET', '/api/offboarding', undefined, ADMIN)).body);
  expect(again).toMatchObject({ state: 'left', tables: { names: [] } });
  const told = await command();
  expect(told.out).toContain('nothing of it is there to remove');
  expect(told.out).not.toContain('To do it');
});

/** Partition keys of all rows. */
async function keysIn(table: TableClient): Promise<string[]> {
  const keys: string[] = [];
  for await (const { partitionKey = '' } of table.listEntities()) keys.push(partitionKey);
  return keys;
}
