import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { describeInBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { copyWorld } from '../support/copy-world.ts';

const MARKUP = '<script>alert(1)</script>';

/** Aino (101), of whom there is something with others, and people who ask for something, each of one thing. */
function accountOfRequests() {
  const account = copyWorld();
  for (const id of ['401', '402', '403', '404', '405', '406', '407', '408'])
    addRecord(account, 'contacts', {
      ...{ id, createdAt: '2026-10-01T05:06:07.000Z' },
      properties: { firstname: MARKUP, email: `asks${id}@example.fi`, city: 'Turku' },
    });
  return account;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const said = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const dialog = (page: Page) => page.getByRole('dialog');

/** Fills the form that files a request, and sends it. */
async function file(page: Page, kind: string, { email, day = '2026-11-20' }: { email?: string; day?: string }) {
  await press(page, 'Kirjaa pyyntö');
  const form = dialog(page);
  await form.getByLabel('Mitä henkilö pyytää').selectOption(kind);
  await form.getByLabel('Päivä, jona pyyntö tuli').fill(day);
  await form.getByLabel('Miten pyyntö tuli').selectOption('Kirje');
  if (email === undefined) await form.getByLabel('Kuka pyytää').selectOption('Rekisteristä ei löytynyt ketään');
  else await form.getByLabel('Sähköpostiosoitteet').fill(email);
  await form.getByRole('button', { name: 'Kirjaa', exact: true }).click();
}

async function record(page: Page, action: string, fill: Readonly<Record<string, string>>, submit = 'Kirjaa') {
  await press(page, action);
  const form = dialog(page);
  for (const [label, value] of Object.entries(fill)) {
    const field = form.getByLabel(label);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await form.getByRole('button', { name: submit, exact: true }).click();
  await form.waitFor({ state: 'hidden' });
}

const KNOWN = { 'Miten henkilö tunnistettiin': 'Henkilö tunnetaan ennestään' };

describeInBrowser('requests of people', (browser) => {
  const console = startConsole(browser, { account: accountOfRequests(), environment: {} });

  test('an access request is brought from receipt to answer by clicking', async () => {
    const { page, faults, screenshot } = await console().open('officer1', '/requests');
    await page.getByText('Avoimia pyyntöjä ei ole.').waitFor();
    await press(page, 'Kirjaa pyyntö');
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await file(page, 'Omien tietojen tarkastus', { email: 'aino@example.fi' });
    await page.getByRole('heading', { level: 1, name: 'Omien tietojen tarkastus' }).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('request-received');

    const [letter] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Vastaanottoilmoitus Suomeksi (uusi välilehti)' }).click(),
    ]);
    await letter.getByText('Aino Virtanen').first().waitFor();
    await letter.close();
    await record(page, 'Kirjaa lähetetyksi: Vastaanottoilmoitus', {});
    await said(page, 'Kirje kirjattiin lähetetyksi.');

    await record(page, 'Kirjaa tunnistaminen', KNOWN);
    await page.getByText('Päätettävänä').first().waitFor();
    await press(page, 'Etsi kohdat');
    const others = page.getByRole('table', { name: 'Tapahtumat, jotka koskevat myös muita' });
    await others.getByRole('rowheader', { name: 'Muistiinpano 32' }).waitFor();
    expect(await faults()).toEqual([]);

    await press(page, 'Tee päätös');
    const decide = dialog(page);
    await decide.getByRole('group', { name: 'Muistiinpano 32' }).getByLabel('Päätös').selectOption('Kieltäydytään');
    await decide.getByRole('button', { name: 'Kirjaa', exact: true }).click();
    await decide.getByText('Valitse peruste.').waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('request-decide');
    await decide.getByLabel('Kieltäytymisen peruste').selectOption({ value: 'rights_of_others' });
    await decide.getByRole('button', { name: 'Kirjaa', exact: true }).click();
    await said(page, 'Päätös kirjattiin.');
    await page.getByText('Jäljennös tiedoista on antamatta').waitFor();

    for (const [button, name] of [
      ['Lataa sivuna (HTML)', /\.html$/],
      ['Lataa PDF-tiedostona', /\.pdf$/],
      ['Lataa JSON-tiedostona', /\.json$/],
    ] as const) {
      const [saved] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
      expect(saved.suggestedFilename()).toMatch(name);
      await page.getByText('Jäljennös on ladattu.').waitFor();
    }
    await record(page, 'Kirjaa lähetetyksi: Vastaus', {});
    await record(page, 'Päätä pyyntö', {}, 'Päätä pyyntö');
    await page.getByText('Pyyntö on päättynyt. Tehtävää ei ole.').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'pyyntö päättyi: Vastattu osittain' }).count()).toBe(1);
    expect(await faults()).toEqual([]);
    await screenshot('request-answered');
  });
});
