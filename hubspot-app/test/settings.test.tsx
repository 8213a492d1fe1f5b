import { Link, Table } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { describe, expect, test } from 'vitest';
import { PROPERTY_WORDS } from '../src/app/cards/messages.ts';
import { EDITED_PROPERTIES, READ_PROPERTIES } from '../src/app/cards/properties.ts';
import { consoleAddress } from '../src/app/settings/console-address.ts';
import { FILLED_IN, READ_ONLY } from '../src/app/settings/messages.ts';
import { SettingsPage } from '../src/app/settings/SettingsPage.tsx';
import { seen } from './card.tsx';

function renderSettings(variables?: Record<string, string | number>) {
  const renderer = createRenderer('settings');
  if (variables) Object.assign(renderer.mocks.context, { variables });
  renderer.render(<SettingsPage />);
  return renderer;
}

test('says what the app is, how the card is placed and that nothing is kept here', () => {
  const text = seen(renderSettings().getRootNode());
  for (const part of [
    'Mikä tämä sovellus on',
    'Kortin lisääminen näkyviin',
    'Rekisteri (tietosuoja)',
    'asetuksia eikä avaimia',
  ]) {
    expect(text).toContain(part);
  }
});

test('names each property that the card uses, as the card does', () => {
  const shown = seen(renderSettings().getRootNode()).split('\n');
  for (const property of READ_PROPERTIES) {
    expect(shown).toContain(property);
    expect(shown).toContain(PROPERTY_WORDS[property]);
  }
  expect({ ...READ_ONLY, ...FILLED_IN }).toEqual(PROPERTY_WORDS);
  expect(Object.keys(FILLED_IN)).toEqual(Object.values(EDITED_PROPERTIES).flat());
  expect(renderSettings().findAll(Table)).toHaveLength(2);
});

describe('the console', () => {
  test('is linked where the profile says it is', () => {
    const link = renderSettings({ REKISTERI_CONSOLE_URL: 'https://app.example/api/console' }).find(Link);
    expect(link.props.href).toEqual({ url: 'https://app.example/api/console', external: true });
  });

  test('is not linked when the profile says nothing', () => {
    for (const page of [renderSettings(), renderSettings({}), renderSettings({ REKISTERI_CONSOLE_URL: 7 })]) {
      expect(page.maybeFind(Link)).toBeNull();
      expect(seen(page.getRootNode())).toContain('Hallintasivujen osoitetta ei ole annettu.');
    }
  });

  test.each([
    ['https://app.example', true],
    ['https://app.example:8443/api/console?account=toinen', true],
    [' https://a-b.example/ ', true],
    ['http://app.example', false],
    ['javascript:alert(1)', false],
    ['https://', false],
    ['https://user@app.example/', false],
    ['https://app.example\\@other.example', false],
    ['{REKISTERI_CONSOLE_URL}', false],
    ['https://app.example/ x', false],
  ])('%j is an address: %s', (value, is) => {
    expect(consoleAddress({ REKISTERI_CONSOLE_URL: value })).toBe(is ? value.trim() : undefined);
  });
});
