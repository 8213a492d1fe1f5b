import { expect, test } from 'vitest';
import { readAccount } from '../../src/hubspot/account.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

test('gives portal, time zone and where it is hosted', async () => {
  const { access, requests } = await simulatedHubSpot();
  expect(await readAccount(access)).toEqual({ portalId: 4242, timeZone: 'Europe/Helsinki', hostingLocation: 'eu1' });
  expect(requests()).toEqual(['GET /account-info/2026-09/details 200']);
});

test('an account without time zone is an unexpected answer', async () => {
  const { access } = await handmadeHubSpot(() => ({ body: { portalId: 1, timeZone: '' } }));
  await expect(readAccount(access)).rejects.toMatchObject({
    code: 'unexpected_answer',
    message: expect.stringContaining('GET /account-info/2026-09/details differs from the documented shape at timeZone'),
  });
});
