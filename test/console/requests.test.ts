import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addRecord, editRecord } from '../../local/simulator/change.ts';
import { byUser } from '../../local/simulator/sources.ts';
import { personRequestListSchema, personRequestSchema } from '../../src/http/schemas/person-request.ts';
import { describeInBrowser, PHONE } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { copyWorld } from '../support/copy-world.ts';
import { as } from '../support/local-sign-in.ts';

/** A screen of 1280 px at 400 %. */
const ZOOMED = { width: 320, height: 640 };
const MARKUP = '<script>alert(1)</script>';
const TODAY = '2026-11-23';
const REQUEST = { receivedOn: '2026-11-20', channel: 'letter' };

/** Aino (101), of whom there is something with others, and people who ask for one thing each. */
function accountOfRequests() {
  const account = copyWorld();
  for (const id of ['401', '402', '403', '404', '405', '406', '407', '408', '409'])
    addRecord(account, 'contacts', {
      id,
      createdAt: '2026-10-01T05:06:07.000Z',
      properties: { firstname: MARKUP, email: `asks${id}@example.fi`, city: 'Turku' },
    });
  return account;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const said = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const dialog = (page: Page) => page.getByRole('dialog');
const duty = (page: Page, text: string) => page.getByRole('listitem').getByText(text, { exact: true });

/** Opens the form of an action and fills it: text and dates as they are, a choice by its text. */
async function fill(page: Page, action: string, fields: Readonly<Record<string, string>>) {
  await press(page, action);
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog(page).getByLabel(label);
    // A choice has no type.
    await ((await field.getAttribute('type')) === null ? field.selectOption(value) : field.fill(value));
  }
}

/** Chooses what is decided of one thing in the open form. */
async function decide(page: Page, subject: string, outcome = 'Hyväksytään') {
  await dialog(page).getByRole('group', { name: subject }).getByLabel('Päätös').selectOption(outcome);
}

async function send(page: Page, name = 'Kirjaa') {
  await dialog(page).getByRole('button', { name, exact: true }).click();
}

/** Opens a form, fills it, sends it, and sees it close. */
async function record(page: Page, action: string, fields: Readonly<Record<string, string>>, submit = 'Kirjaa') {
  await fill(page, action, fields);
  await send(page, submit);
  await dialog(page).waitFor({ state: 'hidden' });
}

/** Keeps the next call of `address` waiting. */
async function held(page: Page, address: string): Promise<{ readonly asked: Promise<void>; answer(): void }> {
  const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route(
    address,
    async (route) => {
      asked.resolve();
      await answered.promise;
      await route.continue();
    },
    { times: 1 },
  );
  return { asked: asked.promise, answer: () => answered.resolve() };
}

const KNOWN = { 'Miten henkilö tunnistettiin': 'Henkilö tunnetaan ennestään' };
const WISH = { 'Päivä, jona pyyntö tuli': '2026-11-20', 'Miten pyyntö tuli': 'Kirje' };

describeInBrowser('requests of people in the console', (browser) => {
  const console = startConsole(browser, {
    account: accountOfRequests(),
    environment: { ERASURE_KEY: 'an-erasure-key-for-tests' },
  });
  const call = (method: string, path: string, body?: unknown, who = as('officer1')) =>
    console().call(method, path, body, who);

  /** Files a request by the API, and takes the steps. */
  async function filed(
    wish: object,
    ...steps: readonly (readonly [action: string, body?: unknown])[]
  ): Promise<string> {
    const { id } = personRequestSchema.parse((await call('POST', '/api/requests', { ...REQUEST, ...wish })).body);
    for (const [action, body] of steps)
      expect((await call('POST', `/api/requests/${id}/${action}`, body)).status, action).toBe(200);
    return id;
  }

  test('an access request is brought from receipt to answer by clicking', async () => {
    const { page, faults, screenshot } = await console().open('officer1', '/requests');
    await fill(page, 'Kirjaa pyyntö', { ...WISH, 'Mitä henkilö pyytää': 'Omien tietojen tarkastus' });
    await dialog(page).getByLabel('Sähköpostiosoitteet').fill('aino@example.fi');
    expect(await faults()).toEqual([]);
    await screenshot('request-file');
    await send(page);
    await page.getByRole('heading', { level: 1, name: 'Omien tietojen tarkastus' }).waitFor();
    await page.getByText('Aino Virtanen').first().waitFor();
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
    await press(page, 'Etsi kohdat');
    const others = page.getByRole('table', { name: 'Tapahtumat, jotka koskevat myös muita' });
    await others.getByRole('rowheader', { name: 'Muistiinpano 32' }).waitFor();
    await press(page, 'Tee päätös');
    await expect.poll(() => dialog(page).getByLabel('Päätös').first().inputValue()).toBe('');
    await decide(page, 'Yhteystieto 101');
    const note = dialog(page).getByRole('group', { name: 'Muistiinpano 32' });
    await note.getByLabel('Päätös').selectOption('Kieltäydytään');
    await send(page);
    await note.getByText('Valitse peruste.').waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('request-decide');
    await note.getByLabel('Kieltäytymisen peruste').selectOption({ value: 'rights_of_others' });
    await send(page);
    await said(page, 'Päätös kirjattiin.');
    await duty(page, 'Jäljennös tiedoista on antamatta').waitFor();
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
    await duty(page, 'pyyntö päättyi: Vastattu osittain')
      .or(page.getByText(/pyyntö päättyi: Vastattu/))
      .waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('request-answered');
  });

  test('a refusal as excessive is proposed by one officer and decided by another, who finds it as it was proposed', async () => {
    const id = await filed({ kind: 'access', contactIds: ['401'] }, ['identify', { how: 'call_back' }]);
    const { page, faults } = await console().open('officer1', `/requests/${id}`);
    await press(page, 'Tee päätös');
    const item = dialog(page).getByRole('group', { name: 'Yhteystieto 401' });
    await item.getByLabel('Päätös').selectOption('Kieltäydytään');
    await item.getByLabel('Kieltäytymisen peruste').selectOption({ value: 'unfounded_or_excessive' });
    await send(page);
    await item.getByText('Kerro, missä näyttö on.').waitFor();
    await item.getByLabel('Missä näyttö on').fill('D-2026-7');
    await item.getByLabel('Lainkohta, esimerkiksi KPL 2:10').fill('hölynpöly');
    await send(page);
    await item.getByText('Palvelin ei hyväksy tätä.').waitFor();
    expect(await faults()).toEqual([]);
    await expect.poll(() => item.getByLabel('Missä näyttö on').inputValue()).toBe('D-2026-7');
    await page.getByRole('alert').getByRole('link', { name: 'items.0.statute' }).click();
    await expect.poll(() => page.evaluate('document.activeElement.value')).toBe('hölynpöly');
    await item.getByLabel('Lainkohta, esimerkiksi KPL 2:10').fill('');
    await send(page);
    await page.getByText('Ehdotus, jonka toisen hoitajan on vielä päätettävä samoin').waitFor();
    await press(page, 'Tee päätös');
    await decide(page, 'Yhteystieto 401', 'Kieltäydytään');
    await send(page);
    await dialog(page).getByText('Ehdotuksen tekijä ei voi päättää siitä').waitFor();

    const other = await console().open('officer2', `/requests/${id}`);
    await press(other.page, 'Tee päätös');
    await dialog(other.page).getByText('Ehdotettu päätös: Kieltäydytään').waitFor();
    await expect.poll(() => dialog(other.page).getByLabel('Päätös').inputValue()).toBe('');
    await decide(other.page, 'Yhteystieto 401', 'Kieltäydytään');
    await expect.poll(() => dialog(other.page).getByLabel('Missä näyttö on').inputValue()).toBe('D-2026-7');
    expect(await other.faults()).toEqual([]);
    await send(other.page);
    await duty(other.page, 'Kieltäytymiskirje on lähettämättä').waitFor();
    await record(other.page, 'Kirjaa lähetetyksi: Kieltäytyminen', {});
    await record(other.page, 'Päätä pyyntö', {}, 'Päätä pyyntö');
    await other.page.getByText('pyyntö päättyi: Kieltäydytty').waitFor();

    // The button that opened the dialog goes with what the other one has done: the focus stays in what it stood in.
    await send(page);
    await page.getByText('pyyntö päättyi: Kieltäydytty').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('section:focus', { hasText: 'Mitä seuraavaksi' }).waitFor();
  });

  test('somebody who is never identified is told so, and the request ends; by keyboard alone, on a phone in the dark', async () => {
    const id = await filed({ kind: 'erasure', contactIds: ['402'] });
    const phone = { viewport: PHONE, colorScheme: 'dark' } as const;
    const { page, faults, screenshot } = await console().open('officer1', `/requests/${id}`, phone);
    const key = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await key('Aloita henkilöllisyyden selvitys');
    await expect.poll(() => page.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate('document.activeElement.textContent'))
      .toBe('Aloita henkilöllisyyden selvitys');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Kirjaa', exact: true }).focus();
    await page.keyboard.press('Enter');
    await said(page, 'Henkilöllisyyden selvitys aloitettiin.');
    // The button that opened the form is gone: the focus is where it is told what was done.
    await page.locator('[role=status]:focus').waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('request-phone-dark');
    await expect.poll(() => page.getByRole('button', { name: 'Päätä tunnistamattomana' }).count()).toBe(0);
    await record(page, 'Keskeytä määräaika', { 'Mitä odotetaan': 'Henkilöllisyyden varmistamista' });
    await page.getByText('23.11.2026 alkaen, odotetaan: Henkilöllisyyden varmistamista').waitFor();
    await record(page, 'Kirjaa lähetetyksi: Kieltäytyminen', {});
    await record(page, 'Päätä tunnistamattomana', {});
    await page.getByText('Pyyntö on päättynyt. Tehtävää ei ole.').waitFor();
    const kept = personRequestSchema.parse((await call('GET', `/api/requests/${id}`)).body);
    expect(kept.state).toBe('expired');
  });

  test('a value is put right: what HubSpot does not take is told at its field, and what was typed stays', async () => {
    const id = await filed({ kind: 'rectification', contactIds: ['403'] }, ['identify', { how: 'call_back' }]);
    const { page, faults } = await console().open('officer1', `/requests/${id}`, { viewport: ZOOMED });
    const field = page.getByLabel('Oikaistava tieto');
    await press(page, 'Oikaise tieto');
    await field.selectOption({ value: 'email' });
    await page.getByLabel('Oikea arvo').fill('ei osoite');
    await send(page);
    await dialog(page).getByText('HubSpot ei hyväksy arvoa.').first().waitFor();
    await expect.poll(() => page.getByLabel('Oikea arvo').inputValue()).toBe('ei osoite');
    expect(await faults()).toEqual([]);
    await page.getByLabel('Oikea arvo').fill('asks404@example.fi');
    await send(page);
    await dialog(page).getByText('Toisella yhteystiedolla on sama osoite.').waitFor();
    await field.selectOption({ value: 'city' });
    await page.getByLabel('Oikea arvo').fill(MARKUP);
    await send(page);
    await said(page, 'Oikaistu HubSpotiin.');
    expect(console().hubspot.account.records.contacts.get('403')?.properties.city).toBe(MARKUP);
    await press(page, 'Tee päätös');
    await send(page);
    await dialog(page).getByText('Päätä vähintään yhdestä kohdasta.').waitFor();
    await decide(page, 'Tieto city');
    await send(page);
    await duty(page, 'Kaikille henkilötietojen käsittelijöille ei ole ilmoitettu').waitFor();
    await record(page, 'Kirjaa ilmoitus: HubSpot Inc.', { 'Päivä, jona käsittelijälle ilmoitettiin': TODAY });
    await page.getByText('käsittelijälle ilmoitettiin: HubSpot Inc.').waitFor();
    expect(await faults()).toEqual([]);
  });

  test('a granted erasure leads to its list, and a restriction is set by a run that the page waits for', async () => {
    const granted = (id: string) => ['decide', { items: [{ subject: `contact:${id}`, outcome: 'granted' }] }] as const;
    const known = ['identify', { how: 'call_back' }] as const;
    const erasure = await filed({ kind: 'erasure', contactIds: ['404'] }, known, granted('404'));
    const { page, faults } = await console().open('officer1', `/requests/${erasure}`);
    await page.getByText('Odottaa poistolistan käsittelyä.').waitFor();
    expect(await faults()).toEqual([]);
    await press(page, 'Kokoa poistolista');
    await page.waitForURL(/\/api\/console\/erasures\/\d{8}T/);
    await page.goBack();
    await page.getByRole('link', { name: /^Poistolista \d/ }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Kokoa poistolista' }).count()).toBe(0);
    await fill(page, 'Kirjaa pyyntö perutuksi', {});
    await send(page, 'Kirjaa pyyntö perutuksi');
    await dialog(page).getByText('Pyynnön poistolista on kesken.').waitFor();

    const restriction = await filed({ kind: 'restriction', contactIds: ['405'] }, known);
    await page.goto(`${console().host.url}/api/console/requests/${restriction}`);
    await page.getByRole('button', { name: 'Pidennä määräaikaa' }).waitFor();
    // That something is done is said when the page shows it, not while it still offers to do it.
    await fill(page, 'Pidennä määräaikaa', { 'Miksi aikaa tarvitaan lisää': 'Pyyntö on monimutkainen' });
    // Behind an open form the page does not look by itself: what is held is what it reads when it has sent.
    const reading = await held(page, `**/api/requests/${restriction}`);
    await send(page);
    await reading.asked;
    expect(await dialog(page).count()).toBe(1);
    expect(await page.getByText('Määräaikaa pidennettiin.').count()).toBe(0);
    reading.answer();
    await said(page, 'Määräaikaa pidennettiin.');
    await record(page, 'Kirjaa lähetetyksi: Ilmoitus määräajan pidentämisestä', {});
    await expect.poll(() => page.getByRole('button', { name: 'Pidennä määräaikaa' }).count()).toBe(0);
    await press(page, 'Tee päätös');
    await decide(page, 'Yhteystieto 405');
    await send(page);
    await duty(page, 'Vastauskirje on lähettämättä').waitFor();
    await page.getByText('Rajoitus merkitään HubSpotiin seuraavassa ajossa.').waitFor({ state: 'hidden' });
    await page.getByText('Henkilö jätetään pois sähköposteista').waitFor();
    expect(console().hubspot.account.records.contacts.get('405')?.properties.rekisteri_processing_restricted).toBe(
      'true',
    );

    await record(page, 'Kirjaa lähetetyksi: Vastaus', {});
    // Until the page has read what it did itself, what others do is no news to it.
    await duty(page, 'Vastauskirje on lähettämättä').waitFor({ state: 'hidden' });
    const { recipients } = personRequestSchema.parse((await call('GET', `/api/requests/${restriction}`)).body);
    const told = `/api/requests/${restriction}/recipient-told`;
    for (const { processor } of recipients)
      expect((await call('POST', told, { processor, on: TODAY }, as('officer2'))).status).toBe(200);
    // Somebody else has told them: the page follows when one comes back to it.
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await page.locator('[aria-live=polite]').getByText('Tilanne on muuttunut').waitFor();
    await record(page, 'Päätä pyyntö', {}, 'Päätä pyyntö');
    await press(page, 'Pura rajoitus');
    await send(page);
    await dialog(page).getByText('Anna päivä.').waitFor();
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await record(page, 'Kirjaa lähetetyksi: Ilmoitus rajoituksen purkamisesta', {});
    await record(page, 'Pura rajoitus', {});
    await said(page, 'Rajoitus puretaan seuraavassa ajossa.');
    await expect.poll(() => page.getByRole('button', { name: 'Pura rajoitus' }).count()).toBe(0);
  });

  test('an objection to direct marketing is granted only, and ends when HubSpot holds the opt-out', async () => {
    const { page, faults } = await console().open('officer1', '/requests');
    await fill(page, 'Kirjaa pyyntö', { ...WISH, 'Mitä henkilö pyytää': 'Käsittelyn vastustaminen' });
    await dialog(page).getByLabel('Henkilö kieltää suoramarkkinoinnin').check();
    await dialog(page).getByLabel('Sähköpostiosoitteet').fill('asks409@example.fi');
    await send(page);
    await record(page, 'Kirjaa tunnistaminen', KNOWN);
    await press(page, 'Tee päätös');
    await expect
      .poll(() => dialog(page).getByLabel('Päätös').locator('option').allTextContents())
      .toEqual(['Valitse…', 'Hyväksytään']);
    await decide(page, 'Yhteystieto 409');
    await send(page);
    await duty(page, 'Suoramarkkinoinnin kielto on merkittävä HubSpotiin').waitFor();
    await page.getByText('HubSpot-tilaukset perutaan kokonaan').waitFor();
    expect(await faults()).toEqual([]);
    const at = Date.parse(`${TODAY}T09:30:00Z`);
    editRecord(console().hubspot.account, 'contacts', '409', { hs_email_optout: 'true' }, at, byUser(7));
    await record(page, 'Kirjaa lähetetyksi: Vastaus', {});
    await record(page, 'Päätä pyyntö', {}, 'Päätä pyyntö');
    await page.getByText('Pyyntö on päättynyt. Tehtävää ei ole.').waitFor();
  });

  test('what is wrong is told where it is, and a request that is open already is led to', async () => {
    const id = await filed({ kind: 'portability', contactIds: ['406'] });
    const { page, faults } = await console().open('officer1', '/requests');
    await press(page, 'Kirjaa pyyntö');
    await send(page);
    for (const text of ['Valitse, mitä henkilö pyytää.', 'Anna vähintään yksi sähköpostiosoite.'])
      await dialog(page).getByText(text).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('field-kind');
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await fill(page, 'Kirjaa pyyntö', { ...WISH, 'Mitä henkilö pyytää': 'Tietojen siirto' });
    await dialog(page).getByLabel('Kuka pyytää').selectOption('HubSpot-yhteystiedon numero');
    await dialog(page).getByLabel('Yhteystietojen numerot').fill('999999');
    await send(page);
    await dialog(page).getByText('Kaikkia numeroita ei löydy HubSpotista').waitFor();
    await dialog(page).getByLabel('Yhteystietojen numerot').fill('406');
    await send(page);
    await dialog(page).getByText('Henkilöllä on jo avoinna samanlainen pyyntö.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Siirry avoinna olevaan pyyntöön' }).click();
    await page.waitForURL(new RegExp(id));
    await page.getByRole('heading', { level: 1, name: 'Tietojen siirto' }).waitFor();
  });

  test('nobody found is a normal answer', async () => {
    const { page, faults } = await console().open('officer1', '/requests', { locale: 'en-GB' });
    await press(page, 'File a request');
    const form = dialog(page);
    await form.getByLabel('What the person asks for').selectOption('Access to own data');
    await form.getByLabel('Day on which it came').fill('2026-11-20');
    await form.getByLabel('How it came').selectOption('Telephone');
    await form.getByLabel('Who asks').selectOption('Nobody was found in the register');
    await send(page, 'File');
    await page.getByText('Nobody was found in the register. The person is told that nothing is held.').waitFor();
    expect(await faults()).toEqual([]);
    await press(page, 'Record the identification');
    await form.getByLabel('How it was established who asks').selectOption('Known in person');
    await send(page, 'Record');
    await press(page, 'Decide');
    await form.getByText('Nobody was found in the register, so there is nothing to decide.').waitFor();
    await send(page, 'Record');
    await page.getByText('The register held nothing to decide about.').waitFor();
  });

  test('an auditor and an administrator see it, and can do nothing with it', async () => {
    const id = await filed({ kind: 'access', contactIds: ['407'] }, ['identify', { how: 'call_back' }]);
    for (const person of ['auditor', 'admin'] as const) {
      const { page, faults } = await console().open(person, '/requests');
      await page.getByRole('table', { name: 'Avoimet pyynnöt määräajan mukaan' }).waitFor();
      await expect.poll(() => page.getByRole('button', { name: 'Kirjaa pyyntö' }).count()).toBe(0);
      expect(await faults()).toEqual([]);
      await page.goto(`${console().host.url}/api/console/requests/${id}`);
      await page.getByText('Pyynnön käsittelee rekisteriasioiden hoitaja.').waitFor();
      await expect.poll(() => page.getByRole('main').getByRole('button').allTextContents()).toEqual([]);
      await expect.poll(() => page.getByRole('link', { name: /uusi välilehti/ }).count()).toBe(0);
      expect(await faults()).toEqual([]);
      const seen = person === 'admin' ? 1 : 0;
      await expect.poll(() => page.getByText(MARKUP).count(), { message: person }).toBe(seen);
      for (const path of ['copy', 'letter', 'review'])
        expect((await call('GET', `/api/requests/${id}/${path}`, undefined, as(person))).status).toBe(403);
    }
  });

  test('the list is filtered by the address, the most urgent first, and names are text', async () => {
    const overdue = await filed({ kind: 'objection', contactIds: ['407'], receivedOn: '2026-09-01' });
    const { page, faults, screenshot } = await console().open('officer1', '/requests', { viewport: ZOOMED });
    const table = page.getByRole('table', { name: 'Avoimet pyynnöt määräajan mukaan' });
    const rows = table.getByRole('row');
    await table.getByText('myöhässä 53 päivää').waitFor();
    await expect.poll(() => rows.nth(1).textContent()).toContain('Käsittelyn vastustaminen');
    await table.getByText(MARKUP).first().waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('requests-zoomed');
    await page.getByLabel('Tila').selectOption('Kaikki');
    await page.getByLabel('Mitä pyydetään').selectOption('Käsittelyn vastustaminen');
    await page.getByRole('table', { name: 'Kaikki pyynnöt, uusimmat ensin' }).waitFor();
    const all = await call('GET', '/api/requests?kind=objection');
    const { requests } = personRequestListSchema.parse(all.body);
    await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count, requests.length);
    await page.reload();
    await expect.poll(() => page.getByLabel('Mitä pyydetään').inputValue()).toBe('objection');
    await call('POST', `/api/requests/${overdue}/withdraw`);
  });

  test('a copy that is prepared is followed until it can be fetched, and what the API cannot do now is said', async () => {
    const id = await filed({ kind: 'access', contactIds: ['408'] }, ['identify', { how: 'call_back' }]);
    const path = `/api/requests/${id}`;
    const { page, faults } = await console().open('officer1', path.replace('/api', ''));
    let asked = 0;
    await page.route(`**${path}/copy`, (route) => {
      asked += 1;
      if (asked === 1)
        return route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: 'about:blank', title: 'No', status: 503, detail: 'Try again.' }),
        });
      const headers = { location: `${path}/copies/c1`, 'retry-after': '0' };
      return route.fulfill({ status: 202, headers, json: { state: 'preparing' } });
    });
    await page.route(`**${path}/copies/c1`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>Copy</p>' }),
    );
    await press(page, 'Lataa sivuna (HTML)');
    await page.getByText('Palvelu ei ole juuri nyt käytettävissä.').waitFor();
    expect(await faults()).toEqual([]);
    const [saved] = await Promise.all([page.waitForEvent('download'), press(page, 'Lataa sivuna (HTML)')]);
    expect(await readFile(await saved.path(), 'utf8')).toBe('<p>Copy</p>');
    expect(saved.suggestedFilename()).toBe(`copy-${id}.html`);
    expect(asked).toBe(2);
  });
});
