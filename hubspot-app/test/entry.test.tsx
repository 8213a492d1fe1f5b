import { createRenderer } from '@hubspot/ui-extensions/testing';
import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => vi.resetModules());

test.each([
  ['card', 'crm.record.tab', 'Täytä itse', () => import('../src/app/cards/RetentionCard.tsx')],
  ['settings page', 'settings', 'Mikä tämä sovellus on', () => import('../src/app/settings/SettingsPage.tsx')],
] as const)('the %s is registered with HubSpot once, and is what is shown', async (_, place, heading, load) => {
  const sdk = await import('@hubspot/ui-extensions');
  const extend = vi.spyOn(sdk.hubspot, 'extend');
  await load();
  expect(extend).toHaveBeenCalledOnce();
  const register: unknown = extend.mock.calls[0]?.[0];
  if (typeof register !== 'function') throw new Error('nothing was registered');
  const { render, findAll } = createRenderer(place);
  render(register({}));
  expect(findAll(sdk.Heading).map(({ text }) => text)).toContain(heading);
});
