import { describe, expect, it } from 'vitest';
import { readAccount } from '../../src/settings/accounts.ts';
import { SettingsError } from '../../src/settings/error.ts';
import { readAppSettings } from '../../src/settings/settings.ts';
import { storageNamesOf } from '../../src/storage/names.ts';

const SECRET = 'pat-eu1-0f1e2d3c';
const BALENTOR = { name: 'balentor', token: 'HUBSPOT_TOKEN_BALENTOR', policyFile: 'policy/balentor.json' };
const TOINEN = { name: 'toinen', token: 'HUBSPOT_TOKEN_TOINEN', policyFile: 'policy/toinen.json' };
const NEEDED = {
  RegisterStorage: 'UseDevelopmentStorage=true',
  AUDIT_KEY: 'key',
  HUBSPOT_TOKEN_BALENTOR: SECRET,
  HUBSPOT_TOKEN_TOINEN: 'pat-eu1-of-the-other',
};
const given = (accounts: unknown, more: Readonly<Record<string, string | undefined>> = {}) => ({
  ...NEEDED,
  REGISTER_ACCOUNTS: typeof accounts === 'string' ? accounts : JSON.stringify(accounts),
  ...more,
});

function refusal(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error.message).not.toContain(SECRET);
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.replace('  - ', '').split(' ')[0] ?? '');
  }
}

describe('REGISTER_ACCOUNTS', () => {
  it('gives each account its token, its policy and its tables, and needs no other token', () => {
    const { registers } = readAppSettings(given([{ ...BALENTOR, tables: 'unsuffixed' }, TOINEN]));
    expect(registers).toMatchObject([
      {
        account: { name: 'balentor', tables: 'unsuffixed' },
        hubspot: { accessToken: SECRET, dailyShare: 50 },
        policyFile: 'policy/balentor.json',
      },
      { account: { name: 'toinen', tables: 'suffixed' }, hubspot: { accessToken: 'pat-eu1-of-the-other' } },
    ]);
    expect(registers.map(({ account }) => storageNamesOf(account))).toMatchObject([
      { audit: 'RegisterAudit', runs: 'RegisterRuns', index: 'RegisterIndex', seals: 'register-seals' },
      {
        audit: 'RegisterAuditToinen',
        runs: 'RegisterRunsToinen',
        seals: 'register-seals-toinen',
        slices: 'register-slices',
      },
    ]);
  });

  it('may name one account, whose tables bear its name', () => {
    expect(readAppSettings(given([TOINEN])).registers).toMatchObject([{ account: { name: 'toinen' } }]);
  });

  it.each([
    ['{', ['REGISTER_ACCOUNTS']],
    ['{}', ['REGISTER_ACCOUNTS']],
    ['[]', ['REGISTER_ACCOUNTS']],
    [[{ ...BALENTOR, name: 'Balentor' }], ['REGISTER_ACCOUNTS[0].name']],
    [[{ ...BALENTOR, name: 'b' }], ['REGISTER_ACCOUNTS[0].name']],
    [[{ ...BALENTOR, name: '1balentor' }], ['REGISTER_ACCOUNTS[0].name']],
    [[{ ...BALENTOR, name: 'b'.repeat(31) }], ['REGISTER_ACCOUNTS[0].name']],
    [[{ ...BALENTOR, token: SECRET }], ['REGISTER_ACCOUNTS[0].token']],
    [[{ ...BALENTOR, token: 'AUDIT_KEY' }], ['REGISTER_ACCOUNTS[0].token']],
    [[{ ...BALENTOR, token: 'RegisterStorage' }], ['REGISTER_ACCOUNTS[0].token']],
    [[{ ...BALENTOR, policyFile: ' ' }], ['REGISTER_ACCOUNTS[0].policyFile']],
    [[{ ...BALENTOR, tables: 'suffixed' }], ['REGISTER_ACCOUNTS[0].tables']],
    [[{ ...BALENTOR, [SECRET]: 1 }], ['REGISTER_ACCOUNTS[0]']],
    [
      [{}, {}],
      [0, 1].flatMap((n) => ['name', 'token', 'policyFile'].map((field) => `REGISTER_ACCOUNTS[${n}].${field}`)),
    ],
    [[BALENTOR, { ...TOINEN, name: 'balentor' }], ['REGISTER_ACCOUNTS[1].name']],
    [[BALENTOR, { ...TOINEN, token: BALENTOR.token }], ['REGISTER_ACCOUNTS[1].token']],
    [[BALENTOR, TOINEN].map((one) => ({ ...one, tables: 'unsuffixed' })), ['REGISTER_ACCOUNTS[1].tables']],
    [[{ ...BALENTOR, token: 'NOWHERE' }, TOINEN], ['NOWHERE']],
  ])('%j is refused, with each wrong field', (accounts, wrong) => {
    expect(refusal(() => readAppSettings(given(accounts)))).toEqual(wrong);
  });

  it('is refused with a token that cannot be one, or that two accounts have', () => {
    const both = [BALENTOR, TOINEN];
    const twice = { HUBSPOT_TOKEN_TOINEN: SECRET };
    expect(refusal(() => readAppSettings(given(both, twice)))).toEqual(['HUBSPOT_TOKEN_TOINEN']);
    for (const token of [`${SECRET} x`, '@Microsoft.KeyVault(x)', 'xxxx', ' '])
      expect(refusal(() => readAppSettings(given(both, { HUBSPOT_TOKEN_TOINEN: token })))).toEqual([
        'HUBSPOT_TOKEN_TOINEN',
      ]);
  });

  it('is named together with all else that is wrong', () => {
    const wrong = given([{ ...BALENTOR, name: 'B' }], { AUDIT_KEY: '', HUBSPOT_BASE_URL: 'x' });
    expect(refusal(() => readAppSettings(wrong)).sort()).toEqual([
      'AUDIT_KEY',
      'HUBSPOT_BASE_URL',
      'REGISTER_ACCOUNTS[0].name',
    ]);
  });
});

describe('the account of a command', () => {
  it('is looked up in REGISTER_ACCOUNTS where that is set, and has tables of its name otherwise', () => {
    const environment = given([{ ...BALENTOR, tables: 'unsuffixed' }, TOINEN]);
    expect(readAccount(environment, 'balentor')).toEqual({ name: 'balentor', tables: 'unsuffixed' });
    expect(readAccount({}, 'balentor')).toEqual({ name: 'balentor', tables: 'suffixed' });
    expect(refusal(() => readAccount(environment, 'kolmas'))).toEqual(['--account']);
    expect(refusal(() => readAccount({}, 'Balentor'))).toEqual(['--account']);
  });

  it('needs to be named where there are several, and is the only one otherwise', () => {
    expect(() => readAccount(given([BALENTOR, TOINEN]), undefined)).toThrow(
      /--account is missing: .* balentor, toinen/,
    );
    expect(() => readAccount(given([BALENTOR, TOINEN]), 'kolmas')).toThrow(/--account must be .* balentor, toinen/);
    expect(readAccount(given([TOINEN]), undefined)).toEqual({ name: 'toinen', tables: 'suffixed' });
    expect(readAccount({}, undefined)).toBeUndefined();
    expect(refusal(() => readAccount({ REGISTER_ACCOUNTS: '[]' }, undefined))).toEqual(['REGISTER_ACCOUNTS']);
  });
});
