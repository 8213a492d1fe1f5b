import { describe, expect, it } from 'vitest';
import { Closing } from '../../local/start/closing.ts';
import { whatRunsWhere } from '../../local/start/places.ts';
import { prepareSurroundings } from '../../local/start/surroundings.ts';

const SETTLED = {
  HUBSPOT_ACCESS_TOKEN: 'pat-eu1-token',
  RegisterStorage: 'UseDevelopmentStorage=true',
  AUDIT_KEY: 'key-of-a-test',
  ERASURE_KEY: 'another-key-of-a-test-0f1e2d3c4b5a69788796',
};
const HERE = 'http://127.0.0.1:9';

/** What surrounds the functions with these settings, and what they find in the environment. */
async function prepared(settings: Record<string, string>) {
  const environment: Record<string, string | undefined> = { ...SETTLED, ...settings };
  const surroundings = await prepareSurroundings(environment, new Closing());
  return { environment, surroundings, lines: whatRunsWhere('http://localhost:7071', surroundings).join('\n') };
}

describe('npm start lets invented people sign in', () => {
  it('where HubSpot is on this machine, with a secret of its own each time, and says how', async () => {
    const first = await prepared({ HUBSPOT_BASE_URL: HERE });
    const second = await prepared({ HUBSPOT_BASE_URL: HERE, REGISTER_LOCAL_SIGN_IN: 'settled' });
    const secrets = [first, second].map(({ surroundings }) => surroundings.settings.callers.localSignIn);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(new Set(secrets).size).toBe(2);
    expect(first.environment.REGISTER_LOCAL_SIGN_IN).toBe(secrets[0]);
    expect(first.lines).toMatch(/^Persons +admin .*officer1 .*officer2 .*auditor .*visitor/m);
    expect(first.lines).toMatch(/^Sign in +http:\/\/localhost:7071\/\.auth\/login\/aad.*--person NAME/m);
    expect(first.lines).not.toContain(secrets[0]);
  });

  it.each<[string, Record<string, string>]>([
    ['HubSpot may be the real one', {}],
    ['HubSpot may be the real one, though a secret was settled', { REGISTER_LOCAL_SIGN_IN: 'x'.repeat(43) }],
    [
      'it is in Azure',
      { HUBSPOT_BASE_URL: HERE, WEBSITE_SITE_NAME: 'rekisteri', AUDIT_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' },
    ],
  ])('not where %s', async (_where, settings) => {
    const { surroundings, environment, lines } = await prepared(settings);
    expect(surroundings.settings.callers.localSignIn).toBeUndefined();
    expect(environment.REGISTER_LOCAL_SIGN_IN).toBeUndefined();
    expect(lines).toMatch(/^Persons +nobody signs in here/m);
  });
});
