import { afterEach, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { addSubscriptionType } from '../../local/simulator/subscription-type.ts';
import { defineTrainingProperties } from '../../local/simulator/data/training-properties.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { smallAccount } from '../support/small-account.ts';
import { expectAllRight, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const trainingAccount = () => {
  const account = smallAccount();
  defineTrainingProperties(account);
  return account;
};

test.each([true, false])(
  'a reconcile succeeds when HubSpot takes fewer associations at a time, and says so (it says how many: %s)',
  async (saysLimits) => {
    app = await startRegisterApp({ account: trainingAccount(), now: NOW });
    const { behaviour } = app.hubspot;
    Object.assign(behaviour, { most: { ...behaviour.most, associations: 100 }, saysLimits });
    const run = await app.reconcile();
    expect(run).toMatchObject({
      status: 'succeeded',
      problems: [],
      contacts: { processed: 130, unknown: 0, failed: 0 },
    });
    expect(run.notes).toEqual([
      expect.stringMatching(/^HubSpot takes \d+ at a time in association reads, where it documents 1000: /),
    ]);
    expectAllRight(app, NOW);
    app.setNow(NOW + HOUR);
    expect(await app.run('changed')).toMatchObject({ status: 'succeeded', contacts: { changed: 0, unknown: 0 } });
  },
);

test('a reconcile and a sync succeed with more subscription types than an address holds', async () => {
  const account = trainingAccount();
  for (let nth = 0; nth < 300; nth += 1) {
    const id = String(90_000_000 + nth);
    addSubscriptionType(account, { id, name: `Tilaus ${nth}`, description: '', isActive: nth % 10 > 0 });
  }
  const consents = { hs_legal_basis: 'Freely given consent from contact', hs_email_optout_90000011: 'true' };
  editRecord(account, 'contacts', '1002', consents, NOW - HOUR);
  app = await startRegisterApp({ account, now: NOW });
  expect(await app.reconcile()).toMatchObject({
    status: 'succeeded',
    problems: [],
    contacts: { unknown: 0, failed: 0 },
  });
  expectAllRight(app, NOW);
  const at = NOW + HOUR;
  app.setNow(at);
  editRecord(account, 'contacts', '1003', consents, at);
  expect(await app.run('changed')).toMatchObject({ scope: 'changed', status: 'succeeded', contacts: { unknown: 0 } });
  expectAllRight(app, at);
});

test('a token that may not see the details of the account goes by the time zone of the policy, and the run says so', async () => {
  app = await startRegisterApp({
    account: syncWorld(),
    now: NOW,
    policy: { timeZone: 'Europe/Stockholm' },
    hubspot: { missingScopes: ['oauth'] },
  });
  const run = await app.reconcile();
  expect(run).toMatchObject({ status: 'succeeded', problems: [], timeZone: 'Europe/Stockholm' });
  expect(run.notes).toEqual([
    "The token may not read the account's details: the daily quota is taken to begin at midnight in Europe/Stockholm.",
  ]);
  expectAllRight(app, NOW);
});
