import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { doctorCommand } from '../../../local/doctor/doctor-command.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { serve } from '../../../local/simulator/serve.ts';
import { createSimulator, type Simulator } from '../../../local/simulator/simulator.ts';
import { STATUSES } from '../../../src/health/check.ts';
import { readAppSettings } from '../../../src/settings/settings.ts';
import { connectStorage } from '../../../src/storage/connect.ts';
import { CONTACT_PROPERTIES } from '../../../src/register/properties.ts';
import { freshStorageNames } from '../../support/storage.ts';

const TOKEN = 'pat-eu1-a-secret-of-the-doctor';
const KEY = 'a-secret-key-of-the-trail-that-nobody-may-see';
const MINUTE = 60_000;
const POLICY = path.resolve(import.meta.dirname, '../../../policy/asiakasrekisteri.json');

const schema = z.object({
  status: z.enum(STATUSES),
  checks: z.array(
    z.object({
      name: z.string(),
      status: z.enum(STATUSES),
      reason: z.string().optional(),
      action: z.string().optional(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
});

let hubspot: Simulator;
let served: Awaited<ReturnType<typeof serve>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rekisteri-doctor-'));
  hubspot = createSimulator({ account: emptyAccount(4242, 'Europe/Helsinki'), now: Date.now, token: TOKEN });
  served = await serve(hubspot);
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

const sound = (more: Record<string, string | undefined> = {}) => ({
  HUBSPOT_ACCESS_TOKEN: TOKEN,
  HUBSPOT_BASE_URL: served.url,
  RegisterStorage: freshStorageNames().connectionString,
  AUDIT_KEY: KEY,
  ERASURE_KEY: 'another-secret-key-that-nobody-may-see',
  REGISTER_POLICY_FILE: POLICY,
  ...more,
});

/** What the doctor says of an environment, as JSON; nothing of it is a secret. */
async function examined(environment: Record<string, string | undefined>, ahead = 0) {
  const said: string[] = [];
  const out = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) };
  const exit = await doctorCommand(['--json'], environment, { ...out, now: () => Date.now() + ahead });
  expect(said.join()).not.toContain(TOKEN);
  expect(said.join()).not.toContain(KEY);
  expect(said.join()).not.toContain('AccountKey=');
  const { status, checks } = schema.parse(JSON.parse(said.join('')));
  expect(exit).toBe(status === 'failed' ? 1 : 0);
  const check = (name: string) => checks.find((one) => one.name === name);
  return {
    exit,
    status,
    checks,
    check,
    failed: checks.filter((one) => one.status === 'failed').map(({ name }) => name),
  };
}

test('before the first run nothing is wrong, what it will make is told, and nothing is written', async () => {
  const before = hubspot.log.length;
  const { failed, exit, check } = await examined(sound());
  expect({ failed, exit }).toEqual({ failed: [], exit: 0 });
  expect(check('hubspotToken')?.facts).toMatchObject({
    account: 4242,
    timeZone: 'Europe/Helsinki',
    hostingLocation: 'eu1',
  });
  // The channels of consent have no options in an account without subscription types.
  expect(check('definitions')?.facts.wouldMake).toHaveLength(CONTACT_PROPERTIES.length - 1 + 4);
  expect(check('storage')?.facts).toMatchObject({ RegisterAudit: 'made by the first run' });
  expect(check('sealContainer')?.facts).toMatchObject({ container: 'made with the first seal' });
  const writes = hubspot.log
    .slice(before)
    .filter(({ method, path: to }) => method !== 'GET' && !to.endsWith('/search'));
  expect(writes).toEqual([]);
  const again = await examined(sound());
  expect(again.check('storage')?.facts).toMatchObject({ RegisterAudit: 'made by the first run' });
});

test('what is there is found there, for each of several accounts', async () => {
  const name = `d${randomBytes(4).toString('hex')}`;
  const accounts = [
    { name, token: 'TOKEN_A', policyFile: POLICY },
    { name: `${name}b`, token: 'TOKEN_B', policyFile: POLICY },
  ];
  const environment = {
    ...sound({ HUBSPOT_ACCESS_TOKEN: undefined }),
    REGISTER_ACCOUNTS: JSON.stringify(accounts),
    TOKEN_A: TOKEN,
    TOKEN_B: 'another-token-that-is-wrong',
  };
  const [first] = readAppSettings(environment).registers;
  if (first === undefined) throw new Error('There is no register.');
  await connectStorage(first).prepare();
  const { check, failed } = await examined(environment);
  expect(Object.values(check(`storage (${name})`)?.facts ?? {})).toEqual(Array.from({ length: 7 }, () => 'there'));
  expect(failed).toEqual([`hubspotToken (${name}b)`]);
});

describe('what is wrong is named, and the rest is looked at all the same:', () => {
  test('a token that HubSpot does not take', async () => {
    const { failed, check } = await examined(sound({ HUBSPOT_ACCESS_TOKEN: 'a-token-that-is-wrong-in-every-way' }));
    expect(failed).toEqual(['hubspotToken']);
    expect(check('hubspotScopes')?.status).toBe('degraded');
    expect(check('storage')?.status).toBe('ok');
  });

  test('a HubSpot that nobody answers at', async () => {
    const { failed, check } = await examined(sound({ HUBSPOT_BASE_URL: 'http://127.0.0.1:9' }));
    expect(failed).toEqual(['hubspotToken']);
    expect(check('hubspotScopes')?.status).toBe('degraded');
    expect(check('storage')?.status).toBe('ok');
  });

  test('a scope that runs need, and one that is optional', async () => {
    hubspot.missingScopes.add('sales-email-read').add('crm.lists.read');
    const { failed, check } = await examined(sound());
    hubspot.missingScopes.clear();
    expect(failed).toEqual(['hubspotScopes']);
    expect(check('hubspotScopes')?.reason).toContain('sales-email-read');
    expect(check('hubspotScopes')?.facts.copiesLack).toContain('crm.lists.read');
    expect(String(check('hubspotScopes')?.facts.withoutAnOptionalScope)).toContain('segments');
  });

  test('storage that nobody answers at', async () => {
    const nobody = 'http://127.0.0.1:9/devstoreaccount1';
    const key = Buffer.from('key').toString('base64');
    const RegisterStorage = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};TableEndpoint=${nobody};QueueEndpoint=${nobody};BlobEndpoint=${nobody};`;
    const { failed, check } = await examined(sound({ RegisterStorage }));
    expect(failed).toEqual(['storage', 'sealContainer']);
    expect(check('storage')?.reason).toContain('RegisterAudit cannot be read (no answer)');
    expect(check('sealContainer')?.action).toContain('RegisterSeals');
    expect(check('storageClock')?.status).toBe('degraded');
    expect(check('hubspotToken')?.status).toBe('ok');
  });

  test('a connection string that looks like one and is none', async () => {
    const { failed, check } = await examined(
      sound({ RegisterStorage: 'AccountName=a;TableEndpoint=http://127.0.0.1:9/a;' }),
    );
    expect(failed).toContain('storage');
    expect(check('storage')?.reason).toContain('not a storage connection string');
    expect(check('hubspotToken')?.status).toBe('ok');
  });

  test('a clock that is ten minutes ahead, or behind', async () => {
    for (const ahead of [10 * MINUTE, -10 * MINUTE]) {
      const { failed, check } = await examined(sound(), ahead);
      expect(failed).toEqual(['hubspotClock', 'storageClock']);
      expect(check('hubspotClock')?.reason).toMatch(/(599|60[01]) s (ahead|behind)/);
    }
  });

  test.each([
    [{ AUDIT_KEY: undefined }, /AUDIT_KEY/, 'hubspotToken'],
    [{ RegisterStorage: undefined }, /RegisterStorage/, 'hubspotToken'],
    [{ HUBSPOT_ACCESS_TOKEN: undefined }, /HUBSPOT_ACCESS_TOKEN/, 'storage'],
    [
      { SYNC_SCHEDULE: 'every day', HUBSPOT_DAILY_SHARE: 'all' },
      /HUBSPOT_DAILY_SHARE[\s\S]*SYNC_SCHEDULE|SYNC_SCHEDULE[\s\S]*HUBSPOT_DAILY_SHARE/,
      'storage',
    ],
  ])('settings: %j', async (wrong, named, looked) => {
    const { failed, check } = await examined(sound(wrong));
    expect(failed).toEqual(['settings']);
    expect(check('settings')?.reason).toMatch(named);
    expect(check(looked)?.status).toBe('ok');
  });

  test('a policy file that is none', async () => {
    const file = path.join(folder, 'policy.json');
    await writeFile(file, '{"register":""}');
    const { failed, check } = await examined(sound({ REGISTER_POLICY_FILE: file }));
    expect(failed).toEqual(['policy']);
    expect(check('policy')?.reason).toContain('register');
    expect(check('storage')?.status).toBe('ok');
  });
});

test('people read what is wrong and what to do; a wrong option is told', async () => {
  const said: string[] = [];
  const surroundings = {
    out: (text: string) => said.push(text),
    err: (text: string) => said.push(text),
    now: Date.now,
  };
  expect(await doctorCommand([], sound({ AUDIT_KEY: undefined }), surroundings)).toBe(1);
  expect(said.join()).toMatch(/FAIL {2}settings\n {7}AUDIT_KEY is missing.*\n {7}-> Mend the settings/);
  expect(said.join()).toMatch(/\d+ checks: 1 failed/);
  expect(await doctorCommand(['--yaml'], {}, surroundings)).toBe(2);
  expect(said.at(-1)).toMatch(/'--yaml'.*Usage: npm run --silent doctor/s);
});
