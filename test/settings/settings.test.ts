import { describe, expect, it } from 'vitest';
import { LOCAL_AUDIT_KEY } from '../../src/settings/audit-keys.ts';
import { SettingsError } from '../../src/settings/error.ts';
import { readSettings } from '../../src/settings/settings.ts';

type Environment = Record<string, string | undefined>;

const SECRET = 'hunter2';
const LONG_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const NEEDED = {
  HUBSPOT_ACCESS_TOKEN: 'pat-eu1-token',
  RegisterStorage: 'UseDevelopmentStorage=true',
  AUDIT_KEY: 'key',
};
const TABLE_URI = { RegisterStorage__tableServiceUri: 'https://balentor.table.core.windows.net' };
const QUEUE_URI = { RegisterStorage__queueServiceUri: 'https://balentor.queue.core.windows.net' };

const SCHEDULES = ['SYNC_SCHEDULE', 'CLOCK_SCHEDULE', 'RECONCILE_SCHEDULE', 'VERIFY_SCHEDULE'] as const;

/** The lines that the settings are refused with; none when they are taken. */
function refusal(environment: Environment): string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error).toMatchObject({ name: 'SettingsError', code: 'invalid_settings' });
    const [first, ...lines] = error.message.split('\n');
    expect(first).toBe('Settings are missing or wrong; mend these and start again:');
    return lines.map((line) => line.replace('  - ', ''));
  }
}

const namesIn = (lines: readonly string[]) => lines.map((line) => line.split(' ')[0]);

describe('readSettings', () => {
  it('needs a token, a storage and a key, and has a default for everything else', () => {
    expect(readSettings(NEEDED)).toEqual({
      hubspot: {
        accessToken: 'pat-eu1-token',
        baseUrl: 'https://api.hubapi.com',
        apiVersion: '2026-09',
        requestsPer10Seconds: undefined,
        dailyShare: 50,
      },
      storage: { kind: 'connection_string', connectionString: 'UseDevelopmentStorage=true' },
      seals: { kind: 'connection_string', connectionString: 'UseDevelopmentStorage=true' },
      copies: { kind: 'connection_string', connectionString: 'UseDevelopmentStorage=true' },
      policyFile: 'policy/asiakasrekisteri.json',
      schedules: { sync: '0 */15 * * * *', clock: '0 5 21,22 * * *', reconcile: '0 0 1 * * 0', verify: '0 30 2 * * *' },
      auditKey: 'key',
      auditKeysPrevious: [],
      erasureKey: undefined,
      erasureKeysPrevious: [],
      callers: { authentication: false, tenantId: undefined, localSignIn: undefined, personsTrusted: false },
      fixedNow: undefined,
    });
  });

  it('takes every setting', () => {
    const settings = readSettings({
      ...NEEDED,
      HUBSPOT_BASE_URL: 'http://localhost:4010/',
      HUBSPOT_API_VERSION: '2027-03',
      HUBSPOT_REQUESTS_PER_10_SECONDS: '90',
      HUBSPOT_DAILY_SHARE: '100',
      REGISTER_POLICY_FILE: 'policy/oma.json',
      SYNC_SCHEDULE: '0 */5 * * * *',
      CLOCK_SCHEDULE: '30 1 22 * * *',
      RECONCILE_SCHEDULE: '0 0 3 1,15 JAN-JUN MON-FRI',
      VERIFY_SCHEDULE: '0 0 0-6/2 * * 6',
      WEBSITE_AUTH_ENABLED: 'True',
      REGISTER_TENANT_ID: ' 72F988BF-86F1-41AF-91AB-2D7CD011DB47 ',
      REGISTER_NOW: '2026-11-23T10:00:00+02:00',
    });
    expect(settings).toMatchObject({
      hubspot: { baseUrl: 'http://localhost:4010', apiVersion: '2027-03', requestsPer10Seconds: 90, dailyShare: 100 },
      policyFile: 'policy/oma.json',
      schedules: {
        sync: '0 */5 * * * *',
        clock: '30 1 22 * * *',
        reconcile: '0 0 3 1,15 JAN-JUN MON-FRI',
        verify: '0 0 0-6/2 * * 6',
      },
      callers: { authentication: true, tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47' },
      fixedNow: Date.parse('2026-11-23T08:00:00Z'),
    });
  });

  it('takes an empty text for a missing setting', () => {
    const empty = Object.fromEntries(
      [
        'HUBSPOT_BASE_URL',
        'HUBSPOT_API_VERSION',
        'HUBSPOT_REQUESTS_PER_10_SECONDS',
        'REGISTER_POLICY_FILE',
        'HUBSPOT_DAILY_SHARE',
        'REGISTER_NOW',
        'RegisterStorage__tableServiceUri',
        'RegisterStorage__queueServiceUri',
        'RegisterStorage__clientId',
        'WEBSITE_AUTH_ENABLED',
        'REGISTER_TENANT_ID',
        ...SCHEDULES,
      ].map((name) => [name, '']),
    );
    expect(readSettings({ ...NEEDED, ...empty })).toEqual(readSettings(NEEDED));
    expect(refusal({ HUBSPOT_ACCESS_TOKEN: '', RegisterStorage: '', AUDIT_KEY: '' })).toEqual(refusal({}));
  });

  it('takes the spaces off that a paste leaves', () => {
    const spaced = Object.fromEntries(Object.entries(NEEDED).map(([name, value]) => [name, ` ${value}\n`]));
    expect(readSettings(spaced)).toEqual(readSettings(NEEDED));
  });

  it.each([undefined, '', ' '])('says what is missing and what to set it to (%j)', (nothing) => {
    const lines = refusal({ HUBSPOT_ACCESS_TOKEN: nothing, RegisterStorage: nothing, AUDIT_KEY: nothing });
    expect(namesIn(lines).sort()).toEqual(['AUDIT_KEY', 'HUBSPOT_ACCESS_TOKEN', 'RegisterStorage']);
    for (const line of lines) expect(line).toMatch(/ is (missing|empty): set it to /);
  });

  it.each([
    ['HUBSPOT_BASE_URL', 'api.hubapi.com'] as const,
    ['HUBSPOT_BASE_URL', 'http://api.hubapi.com'] as const,
    ['HUBSPOT_BASE_URL', 'ftp://localhost'] as const,
    ['HUBSPOT_BASE_URL', 'http://localhost.evil.fi'] as const,
    ['HUBSPOT_API_VERSION', 'v3'] as const,
    ['HUBSPOT_API_VERSION', '2026-10'] as const,
    ...['0', '-1', '1.5', '10001', 'many', ' '].map((cap) => ['HUBSPOT_REQUESTS_PER_10_SECONDS', cap] as const),
    ...['0', '-1', '12.5', '101', '50 %', ' '].map((share) => ['HUBSPOT_DAILY_SHARE', share] as const),
    ['REGISTER_POLICY_FILE', '  '] as const,
    ...['1', 'yes', 'on', 'enabled', ' '].map((value) => ['WEBSITE_AUTH_ENABLED', value] as const),
    ...['balentor.onmicrosoft.com', '72f988bf', ' '].map((tenant) => ['REGISTER_TENANT_ID', tenant] as const),
    ...['2026-11-23', '2026-11-23T08:00:00', '23.11.2026', '2026-02-30T08:00:00Z', 'now'].map(
      (time) => ['REGISTER_NOW', time] as const,
    ),
  ])('refuses %s=%j, and names it once', (name, value) => {
    const lines = refusal({ ...NEEDED, [name]: value });
    expect(namesIn(lines)).toEqual([name]);
  });

  it('names all that is wrong in one message', () => {
    const wrong = {
      HUBSPOT_BASE_URL: 'x',
      HUBSPOT_API_VERSION: 'x',
      HUBSPOT_REQUESTS_PER_10_SECONDS: 'x',
      REGISTER_NOW: 'x',
      HUBSPOT_DAILY_SHARE: 'x',
      RegisterStorage__tableServiceUri: 'x',
      RegisterStorage__queueServiceUri: 'x',
      REGISTER_POLICY_FILE: ' ',
      ...Object.fromEntries(SCHEDULES.map((name) => [name, 'x'])),
    };
    expect(new Set(namesIn(refusal(wrong)))).toEqual(
      new Set(['HUBSPOT_ACCESS_TOKEN', 'AUDIT_KEY', ...Object.keys(wrong)]),
    );
  });

  it('prints no value, right or wrong', () => {
    const names = [
      'HUBSPOT_ACCESS_TOKEN',
      'HUBSPOT_BASE_URL',
      'HUBSPOT_API_VERSION',
      'HUBSPOT_REQUESTS_PER_10_SECONDS',
      'HUBSPOT_DAILY_SHARE',
      'RegisterStorage',
      'RegisterStorage__tableServiceUri',
      'RegisterStorage__queueServiceUri',
      'AUDIT_KEY',
      'RegisterStorage__clientId',
      'REGISTER_POLICY_FILE',
      'REGISTER_NOW',
      ...SCHEDULES,
    ];
    const environment = Object.fromEntries(names.map((name) => [name, SECRET]));
    for (const extra of [{}, { WEBSITE_SITE_NAME: SECRET }, { RegisterStorage: '' }, { HUBSPOT_ACCESS_TOKEN: '' }]) {
      const lines = refusal({ ...environment, ...extra });
      expect(lines).not.toEqual([]);
      expect(lines.join('\n')).not.toContain(SECRET);
    }
  });

  it.each(['http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1', 'https://api.hubapi.com'])(
    'takes %s',
    (url) => {
      expect(readSettings({ ...NEEDED, HUBSPOT_BASE_URL: url }).hubspot.baseUrl).toBe(url);
    },
  );
});

describe('the rate of a simulator', () => {
  const here = { ...NEEDED, HUBSPOT_BASE_URL: 'http://127.0.0.1:4010', HUBSPOT_SIMULATED_RATE: '2000' };

  it('is taken where HubSpot is on this machine', () => {
    expect(readSettings(here).hubspot.simulatedRate).toBe(2_000);
    expect(readSettings({ ...here, HUBSPOT_SIMULATED_RATE: '' }).hubspot.simulatedRate).toBeUndefined();
  });

  it.each([
    ['with HubSpot', { HUBSPOT_BASE_URL: undefined }],
    ['elsewhere', { HUBSPOT_BASE_URL: 'https://hubspot.example.fi' }],
    ['in Azure', { WEBSITE_SITE_NAME: 'rekisteri', AUDIT_KEY: LONG_KEY }],
    ['unless it is a whole number', { HUBSPOT_SIMULATED_RATE: 'many' }],
    ['above what anybody needs', { HUBSPOT_SIMULATED_RATE: '10001' }],
  ])('is refused %s', (_, given) => {
    expect(namesIn(refusal({ ...here, ...given }))).toEqual(['HUBSPOT_SIMULATED_RATE']);
  });
});

describe('identity-based storage', () => {
  const identity = { ...NEEDED, RegisterStorage: undefined, ...TABLE_URI, ...QUEUE_URI };

  it('needs both addresses, and a client id only for an identity assigned by the user', () => {
    const storage = {
      kind: 'identity',
      tableServiceUri: TABLE_URI.RegisterStorage__tableServiceUri,
      queueServiceUri: QUEUE_URI.RegisterStorage__queueServiceUri,
      clientId: undefined,
    };
    expect(readSettings(identity).storage).toEqual(storage);
    expect(readSettings({ ...identity, RegisterStorage__clientId: 'id' }).storage).toEqual({
      ...storage,
      clientId: 'id',
    });
  });

  it('gives way to a connection string', () => {
    expect(readSettings({ ...identity, ...NEEDED }).storage).toMatchObject({ kind: 'connection_string' });
  });

  it.each([
    ['RegisterStorage__queueServiceUri', TABLE_URI],
    ['RegisterStorage__tableServiceUri', QUEUE_URI],
  ])('names %s when only the other is there', (missing, given) => {
    for (const nothing of [undefined, '']) {
      const lines = refusal({ ...NEEDED, RegisterStorage: nothing, [missing]: nothing, ...given });
      expect(namesIn(lines)).toEqual([missing]);
    }
  });

  it('refuses plain http', () => {
    const wrong = { RegisterStorage__tableServiceUri: 'http://balentor.table.core.windows.net' };
    expect(namesIn(refusal({ ...identity, ...wrong }))).toEqual(['RegisterStorage__tableServiceUri']);
  });
});

describe.each(['WEBSITE_INSTANCE_ID', 'WEBSITE_SITE_NAME', 'CONTAINER_APP_NAME'])('in Azure, as %s shows', (sign) => {
  const azure = { ...NEEDED, AUDIT_KEY: LONG_KEY, [sign]: 'x' };

  it('everything else is as anywhere, but that persons can be believed', () => {
    const elsewhere = readSettings({ ...NEEDED, AUDIT_KEY: LONG_KEY });
    const callers = { ...elsewhere.callers, personsTrusted: true };
    expect(readSettings(azure)).toEqual({ ...elsewhere, callers });
  });

  it('the clock cannot be stopped', () => {
    expect(refusal({ ...azure, REGISTER_NOW: '2026-11-23T08:00:00Z' })).toEqual([
      expect.stringMatching(/^REGISTER_NOW must not be set in Azure/),
    ]);
  });

  it.each([LONG_KEY.slice(1), ` ${LONG_KEY.slice(1)} `])('a short audit key is refused (%#)', (key) => {
    expect(namesIn(refusal({ ...azure, AUDIT_KEY: key }))).toEqual(['AUDIT_KEY']);
  });
});

it('takes a container of any kind for what it is', () => {
  const here = {
    ...NEEDED,
    CONTAINER_NAME: 'ci',
    WEBSITE_HOSTNAME: 'localhost:7071',
    REGISTER_NOW: '2026-11-23T08:00:00Z',
  };
  expect(readSettings(here)).toMatchObject({ auditKey: 'key' });
});

describe('the public development key', () => {
  it('keys a local trail, and is refused in Azure', () => {
    const environment = { ...NEEDED, AUDIT_KEY: LOCAL_AUDIT_KEY };
    expect(readSettings(environment).auditKey).toBe(LOCAL_AUDIT_KEY);
    expect(refusal({ ...environment, WEBSITE_SITE_NAME: 'rekisteri' }).join()).toContain('AUDIT_KEY is the public one');
  });
});
