import { expect, test } from 'vitest';
import { as } from '../support/local-sign-in.ts';
import { PERSON_CALLS } from '../support/person-calls.ts';
import { withRoles } from '../support/principals.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

// Outside Azure, with a HubSpot that may hold real people.

const functions = startFunctions(smallAccount(), {
  HUBSPOT_BASE_URL: 'https://hubspot.invalid',
  WEBSITE_AUTH_ENABLED: 'true',
  SYNC_SCHEDULE: '0 0 0 1 1 *',
});

const OFFICER = { 'x-ms-client-principal': withRoles('Register.Officer', 'Register.Admin') };

test.each(PERSON_CALLS)('%s: %s %s is closed', async (_name, method, path) => {
  const answer = await functions().call(method, path, method === 'GET' ? undefined : {}, OFFICER);
  expect(answer).toMatchObject({ status: 403, body: { type: '/problems/only-in-azure' } });
});

test('everything else is open as ever, and nobody is invented', async () => {
  const { call } = functions();
  expect((await call('GET', '/api/runs', undefined, OFFICER)).status).toBe(200);
  expect((await call('GET', '/api/runs', undefined, as('officer1'))).status).toBe(401);
  expect((await call('GET', '/.auth/me', undefined, as('officer1'))).status).toBe(404);
});
