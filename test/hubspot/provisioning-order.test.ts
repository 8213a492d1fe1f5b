import { expect, test } from 'vitest';
import { readDefinitions } from '../../src/hubspot/definitions.ts';
import { mergedOptions } from '../../src/hubspot/property-options.ts';
import { isEmptyPlan, planProvisioning } from '../../src/hubspot/provisioning.ts';
import { readSubscriptionTypes } from '../../src/hubspot/subscriptions.ts';
import { REGISTER_GROUP } from '../../src/register/properties.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { NEEDED, provisioned } from '../support/provisioned.ts';

const needed = {
  name: 'rekisteri_consent_channels',
  label: 'Kanavat',
  type: 'enumeration',
  fieldType: 'checkbox',
  description: '',
  options: ['A', 'B', 'C'].map((value) => ({ value, label: value })),
};
const held = (options: { value: string; displayOrder: number }[]) => ({
  ...needed,
  options: options.map((option) => ({ ...option, label: option.value, hidden: false })),
});

test('options stand as HubSpot shows them: those with a negative order last', () => {
  const merged = mergedOptions(
    needed,
    held([
      { value: 'A', displayOrder: -1 },
      { value: 'B', displayOrder: 0 },
    ]),
  );
  expect(merged.map(({ value }) => value)).toEqual(['B', 'C', 'A']);
});

test('properties that staff moved to another group need nothing: the group is still there', async () => {
  const { account, access } = await provisioned();
  for (const { name } of NEEDED)
    Object.assign(account.properties.contacts.get(name) ?? {}, { groupName: 'contactinformation' });
  const plan = planProvisioning('contacts', await readDefinitions(access, 'contacts', NEEDED), REGISTER_GROUP, NEEDED);
  expect(isEmptyPlan(plan)).toBe(true);
});

test('a subscription type that the answer names twice is one', async () => {
  const { access } = await handmadeHubSpot(() => ({
    body: { results: [1, 1, 2].map((id) => ({ id, name: `Tyyppi ${id}`, isActive: true })) },
  }));
  expect((await readSubscriptionTypes(access)).map(({ id }) => id)).toEqual(['1', '2']);
});
