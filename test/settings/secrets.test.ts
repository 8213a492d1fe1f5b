import { describe, expect, it } from 'vitest';
import { LOCAL_ERASURE_KEY } from '../../src/settings/erasure-keys.ts';
import { SettingsError } from '../../src/settings/error.ts';
import { readSettings } from '../../src/settings/settings.ts';

const KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const NEEDED = { HUBSPOT_ACCESS_TOKEN: 'pat-eu1-token', RegisterStorage: 'UseDevelopmentStorage=true', AUDIT_KEY: KEY };
const AZURE = { ...NEEDED, WEBSITE_SITE_NAME: 'rekisteri' };

function refusal(environment: Readonly<Record<string, string | undefined>>): string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.replace('  - ', ''));
  }
}

describe('a Key Vault reference that was not resolved', () => {
  it.each([
    'HUBSPOT_ACCESS_TOKEN',
    'AUDIT_KEY',
    'RegisterStorage',
    'RegisterSeals',
    'RegisterStorage__clientId',
    'AUDIT_KEYS_PREVIOUS',
    'REGISTER_POLICY_FILE',
    'REGISTER_ACCOUNTS',
    'REGISTER_TENANT_ID',
    'SYNC_SCHEDULE',
    'HUBSPOT_BASE_URL',
    'RegisterStorage__tableServiceUri',
    'REGISTER_NOW',
    'HUBSPOT_DAILY_SHARE',
    'ERASURE_KEY',
  ])('is refused in %s, once and by its reason', (name) => {
    const value = '@Microsoft.KeyVault(SecretUri=https://vault.vault.azure.net/secrets/it)';
    const lines = refusal({ ...NEEDED, [name]: value });
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name} is a Key Vault reference`))]);
  });

  it.each(['AUDIT_KEYS_PREVIOUS', 'ERASURE_KEYS_PREVIOUS'])('is refused among the keys of %s', (name) => {
    const value = JSON.stringify(['an-old-key', '@Microsoft.KeyVault(VaultName=v;SecretName=s)']);
    expect(refusal({ ...NEEDED, ERASURE_KEY: `${KEY}2`, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name}\\.1 is a Key Vault reference`)),
    ]);
  });
});

describe('a secret that is none', () => {
  it.each([
    ['HUBSPOT_ACCESS_TOKEN', 'the-token-of-your-service-key-or-private-app', /placeholder/],
    ['HUBSPOT_ACCESS_TOKEN', 'xxxxxxxxxxxx', /one character/],
    ['AUDIT_KEY', 'k'.repeat(40), /one character/],
    ['ERASURE_KEY', 'k'.repeat(40), /one character/],
    ['ERASURE_KEY', 'the-token-of-your-service-key-or-private-app', /placeholder/],
    ...(['HUBSPOT_ACCESS_TOKEN', 'AUDIT_KEY', 'ERASURE_KEY'] as const).flatMap((name) => [
      [name, `pat-eu1 ${KEY}`, /white space/] as const,
      [name, `pat-eu1\u00a0${KEY}`, /white space/] as const,
      [name, `pat-eu1\t${KEY}`, /nobody can see|white space/] as const,
      [name, `pat-eu1\n${KEY}`, /two lines/] as const,
      [name, `pat-eu1\u200b${KEY}`, /nobody can see/] as const,
      [name, `${KEY}\u2060`, /nobody can see/] as const,
      [name, `\ufeff${KEY}`, /byte order mark/] as const,
    ]),
    ['HUBSPOT_ACCESS_TOKEN', 'pat-eu1-tökén', /no token has/],
  ] as const)('%s=%j is refused by name and reason, and not printed', (name, value, reason) => {
    const lines = refusal({ ...NEEDED, [name]: value });
    expect(lines).toEqual([expect.stringMatching(reason)]);
    expect(lines[0]).toMatch(new RegExp(`^${name} `));
    expect(lines[0]).not.toContain(KEY);
  });

  it.each(['abababababababababababababababababab', 'abcdefgh1234'.repeat(3), '0101010110101010010101011010101001'])(
    'could be guessed though it is long, which Azure does not take (%s)',
    (key) => {
      expect(refusal({ ...AZURE, AUDIT_KEY: key })).toEqual([expect.stringMatching(/^AUDIT_KEY is long but/)]);
      expect(refusal({ ...NEEDED, AUDIT_KEY: key })).toEqual([]);
      expect(refusal({ ...AZURE, ERASURE_KEY: key })).toEqual([expect.stringMatching(/^ERASURE_KEY is long but/)]);
    },
  );

  it.each([KEY, 'T7n+pQ0v/xYz3Lk9JdW2sBfHcGmRaUeo', 'pitkä-ja-sattumanvarainen-avain-1938'])('is not %s', (key) => {
    expect(refusal({ ...AZURE, AUDIT_KEY: key })).toEqual([]);
  });
});

describe('the key of what erased people leave behind', () => {
  const OTHER = 'f0e1d2c3b4a5968778695a4b3c2d1e0f';
  const refused = (environment: Readonly<Record<string, string>>) => {
    const lines = refusal({ ...NEEDED, ...environment });
    expect(lines.join()).not.toContain(KEY);
    return lines;
  };

  it('need not be there, and is read with those that it replaced', () => {
    expect(readSettings(AZURE)).toMatchObject({ erasureKey: undefined, erasureKeysPrevious: [] });
    const keys = { ERASURE_KEY: ` ${OTHER}\n`, ERASURE_KEYS_PREVIOUS: '["an-old-key", "id:0123456789abcdef"]' };
    expect(readSettings({ ...AZURE, ...keys })).toMatchObject({
      erasureKey: OTHER,
      erasureKeysPrevious: ['an-old-key', 'id:0123456789abcdef'],
    });
  });

  it.each<[Readonly<Record<string, string>>, RegExp]>([
    [{ ERASURE_KEY: KEY }, /^ERASURE_KEY is a key of the audit trail/],
    [{ ERASURE_KEY: ` ${KEY} ` }, /^ERASURE_KEY is a key of the audit trail/],
    [{ ERASURE_KEY: OTHER, AUDIT_KEYS_PREVIOUS: `["${OTHER}"]` }, /^ERASURE_KEY is a key of the audit trail/],
    [{ ERASURE_KEY: OTHER, ERASURE_KEYS_PREVIOUS: `["${KEY}"]` }, /^ERASURE_KEYS_PREVIOUS holds AUDIT_KEY/],
    [{ ERASURE_KEYS_PREVIOUS: `["${OTHER}"]` }, /^ERASURE_KEY is missing/],
    [{ ERASURE_KEY: OTHER, ERASURE_KEYS_PREVIOUS: OTHER }, /^ERASURE_KEYS_PREVIOUS must be a JSON list/],
    [{ ERASURE_KEY: '  ' }, /^ERASURE_KEY is empty/],
    [{ ERASURE_KEY: OTHER.slice(1), WEBSITE_SITE_NAME: 'x' }, /^ERASURE_KEY is too short/],
    [{ ERASURE_KEY: LOCAL_ERASURE_KEY, WEBSITE_SITE_NAME: 'x' }, /^ERASURE_KEY is the public one/],
  ])('is refused by its reason (%j)', (environment, reason) => {
    expect(refused(environment)).toEqual([expect.stringMatching(reason)]);
  });

  it('may be the public one on this machine', () => {
    expect(refused({ ERASURE_KEY: LOCAL_ERASURE_KEY })).toEqual([]);
  });
});

describe('where the seals go', () => {
  const ACCOUNT = 'AccountName=balentorseals;AccountKey=c2VjcmV0LXNlY3JldA==';
  it.each([
    'garbage',
    'AccountName=balentorseals',
    'AccountName=balentorseals;AccountKey=%%%',
    'https://balentorseals.blob.core.windows.net',
    `BlobEndpoint=balentorseals;${ACCOUNT}`,
    'TableEndpoint=https://x.table.core.windows.net;SharedAccessSignature=sv=1',
  ])('is refused at start when it is no account with blobs (%s)', (value) => {
    const lines = refusal({ ...NEEDED, RegisterSeals: value });
    expect(lines).toEqual([expect.stringMatching(/^RegisterSeals /)]);
    expect(lines[0]).not.toContain('balentorseals');
  });

  it.each([
    'UseDevelopmentStorage=true',
    `DefaultEndpointsProtocol=https;${ACCOUNT};EndpointSuffix=core.windows.net`,
    `BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;${ACCOUNT};`,
    'BlobEndpoint=https://x.blob.core.windows.net;SharedAccessSignature=sv=1&sig=x',
  ])('is taken (%s)', (value) => {
    expect(refusal({ ...NEEDED, RegisterSeals: value })).toEqual([]);
  });
});
