import { expect, test } from 'vitest';
import { addRecord, purgeRecord } from '../../../local/simulator/change.ts';
import { addSubscriptionType } from '../../../local/simulator/subscription-type.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { haveOptedOut } from '../../../src/rights/requests/opted-out.ts';
import { NOW, simulatedHubSpot } from '../../support/simulated-hubspot.ts';

const OUT = { hs_email_optout: 'true' };

/** People with these properties, by id; Toinen is an address that 1 and nobody else may have besides. */
async function people(properties: Readonly<Record<string, Record<string, string>>>, subscribed = false) {
  const hubspot = await simulatedHubSpot();
  addSubscriptionType(hubspot.account, { id: '11', name: 'Uutiskirje', description: '', isActive: true });
  for (const [id, own] of Object.entries(properties))
    addRecord(hubspot.account, 'contacts', { id, createdAt: '2020-01-01T00:00:00.000Z', properties: own });
  const status = { status: 'SUBSCRIBED' as const, source: 'Form', at: '2025-02-03T04:05:06.000Z' };
  if (subscribed) hubspot.account.subscriptionStatuses.set('toinen@b.fi', new Map([['11', status]]));
  return hubspot;
}

test.each<[string, Record<string, Record<string, string>>, boolean]>([
  ['everybody has', { 1: OUT, 2: OUT }, true],
  ['one has not', { 1: OUT, 2: {} }, false],
  ['one has said no', { 1: OUT, 2: { hs_email_optout: 'false' } }, false],
  ['one has of one kind only', { 1: OUT, 2: { hs_email_optout_11: 'true' } }, false],
])('opted out: %s', async (_, properties, expected) => {
  const { access } = await people(properties);
  expect(await haveOptedOut(access, ['1', '2'])).toBe(expected);
});

test.each([true, false])('of whoever was merged the survivor has to (primary id kept: %s)', async (keepsId) => {
  const { access, account } = await people({ 1: OUT, 2: {}, 3: OUT, 4: OUT });
  mergeRecords(account, 'contacts', '2', '1', NOW, keepsId);
  const survivor = [...account.records.contacts.values()].find(({ mergedInto, properties }) => {
    return mergedInto === undefined && properties.hs_merged_object_ids?.includes('1');
  });
  if (survivor !== undefined) survivor.properties.hs_email_optout = 'false';
  expect(await haveOptedOut(access, ['1'])).toBe(false);
  if (survivor !== undefined) survivor.properties.hs_email_optout = 'true';
  expect(await haveOptedOut(access, ['1', '3'])).toBe(true);
});

test('whoever is gone gets no mail; whoever cannot be read may', async () => {
  const { access, account, simulator } = await people({ 1: {}, 2: OUT });
  purgeRecord(account, 'contacts', '1', NOW);
  expect(await haveOptedOut(access, ['1', '2'])).toBe(true);
  simulator.faults.add({ match: ({ path }) => path.endsWith('/contacts/1'), kind: '400' });
  expect(await haveOptedOut(access, ['1', '2'])).toBe(false);
  simulator.faults.clear();
  simulator.faults.add({ match: ({ path }) => path.endsWith('/contacts/batch/read'), kind: '400' });
  expect(await haveOptedOut(access, ['2'])).toBe(false);
});

test('no additional address may be subscribed, as far as the token may ask', async () => {
  const more = { 1: { ...OUT, email: 'aino@b.fi', hs_additional_emails: 'toinen@b.fi' } };
  expect(await haveOptedOut((await people(more)).access, ['1'])).toBe(true);
  const { access, simulator } = await people(more, true);
  expect(await haveOptedOut(access, ['1'])).toBe(false);
  simulator.missingScopes.add('communication_preferences.read').add('communication_preferences.read_write');
  expect(await haveOptedOut(access, ['1'])).toBe(true);
  simulator.missingScopes.clear();
  simulator.faults.add({ match: ({ path }) => path.includes('/statuses/'), kind: '400' });
  await expect(haveOptedOut(access, ['1'])).rejects.toMatchObject({ name: 'HubSpotError' });
});
