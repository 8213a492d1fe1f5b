import { describe, expect, it } from 'vitest';
import { SettingsError } from '../../src/settings/error.ts';
import { readSettings } from '../../src/settings/settings.ts';

const NEEDED = {
  HUBSPOT_ACCESS_TOKEN: 'pat-eu1-token',
  RegisterStorage: 'UseDevelopmentStorage=true',
  AUDIT_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
};
const SECRET = 'aB3-_'.repeat(9);

const LOOPBACK = [
  'http://localhost:4010',
  'http://127.0.0.1:1/',
  'https://127.255.0.9',
  'http://[::1]:80',
  ' http://127.1 ',
];
const ELSEWHERE = [undefined, '', 'https://api.hubapi.com', 'https://localhost.evil.fi', 'https://127.0.0.1.evil.fi'];

const trusted = (settings: Record<string, string | undefined>) =>
  readSettings({ ...NEEDED, ...settings }).callers.personsTrusted;

describe('somebody is believed to be a person', () => {
  it.each(LOOPBACK)('where HubSpot is on this machine (%s)', (url) => {
    expect(trusted({ HUBSPOT_BASE_URL: url })).toBe(true);
    expect(trusted({ HUBSPOT_BASE_URL: url, WEBSITE_AUTH_ENABLED: 'true' })).toBe(true);
  });

  it.each(ELSEWHERE)('elsewhere only in Azure (%s)', (url) => {
    expect(trusted({ HUBSPOT_BASE_URL: url })).toBe(false);
    expect(trusted({ HUBSPOT_BASE_URL: url, WEBSITE_AUTH_ENABLED: 'true' })).toBe(false);
    expect(trusted({ HUBSPOT_BASE_URL: url, WEBSITE_SITE_NAME: 'rekisteri' })).toBe(true);
  });
});

describe('the local sign-in', () => {
  const problemsOf = (settings: Record<string, string | undefined>) => {
    try {
      readSettings({ ...NEEDED, ...settings });
      return [];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      return error.message.split('\n').filter((line) => line.includes('REGISTER_LOCAL_SIGN_IN'));
    }
  };

  it('has the secret that npm start made', () => {
    const settings = readSettings({
      ...NEEDED,
      HUBSPOT_BASE_URL: 'http://127.0.0.1:4010',
      REGISTER_LOCAL_SIGN_IN: SECRET,
    });
    expect(settings.callers.localSignIn).toBe(SECRET);
    expect(readSettings({ ...NEEDED, REGISTER_LOCAL_SIGN_IN: '' }).callers.localSignIn).toBeUndefined();
  });

  it.each(ELSEWHERE)('is refused where HubSpot may be the real one (%s)', (url) => {
    const problems = problemsOf({ HUBSPOT_BASE_URL: url, REGISTER_LOCAL_SIGN_IN: SECRET });
    expect(problems).toEqual([expect.stringContaining('unless HUBSPOT_BASE_URL is this machine')]);
  });

  it.each(['WEBSITE_INSTANCE_ID', 'WEBSITE_SITE_NAME', 'CONTAINER_APP_NAME'])('is refused in Azure (%s)', (sign) => {
    const settings = { HUBSPOT_BASE_URL: 'http://127.0.0.1:4010', REGISTER_LOCAL_SIGN_IN: SECRET, [sign]: 'x' };
    expect(problemsOf(settings)).toEqual([expect.stringContaining('must not be set in Azure')]);
  });

  it.each(['true', 'x'.repeat(42), `${'x'.repeat(43)}=`])(
    'is refused with a secret that somebody thought of (%s)',
    (secret) => {
      const problems = problemsOf({ HUBSPOT_BASE_URL: 'http://127.0.0.1:4010', REGISTER_LOCAL_SIGN_IN: secret });
      expect(problems).toHaveLength(1);
      expect(problems.join()).not.toContain(secret === 'true' ? "'true'" : secret);
    },
  );
});
