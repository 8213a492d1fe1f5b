import { describe, expect, it } from 'vitest';
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
    ...['HUBSPOT_ACCESS_TOKEN', 'AUDIT_KEY', 'RegisterStorage', 'RegisterSeals', 'RegisterStorage__clientId'],
    ...['AUDIT_KEYS_PREVIOUS', 'REGISTER_POLICY_FILE', 'REGISTER_ACCOUNTS', 'REGISTER_TENANT_ID', 'SYNC_SCHEDULE'],
    ...['HUBSPOT_BASE_URL', 'RegisterStorage__tableServiceUri', 'REGISTER_NOW', 'HUBSPOT_DAILY_SHARE'],
  ])('is refused in %s, once and by its reason', (name) => {
    const value = '@Microsoft.KeyVault(SecretUri=https://vault.vault.azure.net/secrets/it)';
    const lines = refusal({ ...NEEDED, [name]: value });
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name} is a Key Vault reference`))]);
  });

  it('is refused among the keys that were replaced', () => {
    const value = JSON.stringify(['an-old-key', '@Microsoft.KeyVault(VaultName=v;SecretName=s)']);
    expect(refusal({ ...NEEDED, AUDIT_KEYS_PREVIOUS: value })).toEqual([
      expect.stringMatching(/^AUDIT_KEYS_PREVIOUS\.1 is a Key Vault reference/),
    ]);
  });
});

describe('a secret that is none', () => {
  it.each([
    ['HUBSPOT_ACCESS_TOKEN', 'the-token-of-your-service-key-or-private-app', /placeholder/],
    ['HUBSPOT_ACCESS_TOKEN', 'xxxxxxxxxxxx', /one character/],
    ['AUDIT_KEY', 'k'.repeat(40), /one character/],
    ...(['HUBSPOT_ACCESS_TOKEN', 'AUDIT_KEY'] as const).flatMap((name) => [
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
    },
  );

  it.each([KEY, 'T7n+pQ0v/xYz3Lk9JdW2sBfHcGmRaUeo', 'pitkä-ja-sattumanvarainen-avain-1938'])('is not %s', (key) => {
    expect(refusal({ ...AZURE, AUDIT_KEY: key })).toEqual([]);
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
