import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { describeInBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { erasureAccount } from '../support/erasure-register.ts';
import { as } from '../support/local-sign-in.ts';

// Two registers in one app, of the same HubSpot account: what stands in an address has to hold with several as with one.
const ACCOUNTS = ['balentor', 'toinen'];

const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');
const search = (page: Page) => new URL(page.url()).search;

describeInBrowser('whoever walks through the console', (browser) => {
  const console = startConsole(browser, {
    account: erasureAccount(),
    environment: {
      HUBSPOT_TOKEN_ONE: 'one',
      HUBSPOT_TOKEN_TWO: 'two',
      ERASURE_KEY: 'an-erasure-key-for-tests',
      REGISTER_ACCOUNTS: JSON.stringify(
        ['ONE', 'TWO'].map((token, nth) => ({
          name: ACCOUNTS[nth],
          token: `HUBSPOT_TOKEN_${token}`,
          policyFile: 'policy/asiakasrekisteri.json',
        })),
      ),
    },
  });

  beforeAll(async () => {
    const { call, host } = console();
    for (const account of ACCOUNTS)
      expect((await call('POST', `/api/resync?account=${account}`, { scope: 'all' }, as('admin'))).status).toBe(202);
    await host.idle();
  });

  test('goes back to what was asked for before: the form follows, and the keyboard stays where it was', async () => {
    const { page } = await console().open('officer1', '/retention?account=balentor');
    const company = page.getByLabel('Yrityksen tunnus HubSpotissa');
    const hasFocus = (name: string) => page.locator('button:focus', { hasText: name }).waitFor();
    await company.fill('201');
    await page.getByRole('button', { name: 'Hae' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Näytetään: yritys 201').waitFor();
    await hasFocus('Hae');
    await company.fill('77');
    await page.keyboard.press('Enter');
    await page.getByText('Näytetään: yritys 77').waitFor();
    await page.getByText('Rajaukseen ei osu kukaan.').waitFor();
    await page.goBack();
    await page.getByText('Näytetään: yritys 201').waitFor();
    await expect.poll(() => company.inputValue()).toBe('201');
    await page.getByRole('button', { name: 'Henkilö', exact: true }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('contactId');
    await page.goBack();
    await expect.poll(() => search(page)).toBe('?account=balentor&companyId=201');
    await page.getByRole('button', { name: 'Tyhjennä rajaukset' }).click();
    await page.getByText('Näytetään: kaikki').waitFor();
    // The button is gone: the form has the focus still.
    await page.locator('select:focus').waitFor();
    await expect.poll(() => company.inputValue()).toBe('');
    await page.goBack();
    await page.goBack();
    await expect.poll(() => search(page)).toBe('?account=balentor');
    await page.getByText('Näytetään: kaikki').waitFor();
  });

  test('goes back in the trail too, and is told what is typed wrongly until it is put right', async () => {
    const { page } = await console().open('auditor', '/audit?account=balentor');
    const contact = page.getByLabel('Yhteystiedon numero');
    await contact.fill('abc');
    await page.keyboard.press('Enter');
    await page.locator('input:focus[aria-invalid=true]').waitFor();
    await contact.fill('301');
    await expect.poll(() => contact.getAttribute('aria-invalid')).not.toBe('true');
    await page.keyboard.press('Enter');
    await expect.poll(() => search(page)).toBe('?account=balentor&contactId=301');
    await page.goBack();
    await expect.poll(() => contact.inputValue()).toBe('');
  });

  test('is led to the rows by an address that is loaded afresh, with an account in it or without', async () => {
    for (const query of ['?account=balentor&status=ended', '?status=ended']) {
      const { page } = await console().open('officer1', `/retention${query}#contacts`);
      await expect.poll(() => focused(page)).toBe('contacts');
      await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(500);
      expect(new URL(page.url()).searchParams.get('account')).toBe('balentor');
      expect(new URL(page.url()).hash).toBe('#contacts');
    }
  });

  test('chooses people in one account, takes none of them along to another, and never loses the focus', async () => {
    const { page, faults } = await console().open('officer1', '/retention?account=balentor&status=ended');
    const chosen = page.getByRole('checkbox', { checked: true });
    await page.getByRole('checkbox', { name: 'Valitse yhteystieto 302' }).check();
    await page.getByText('1 henkilö valittu').waitFor();
    await page.getByLabel('Tili').selectOption('toinen');
    const other = page.getByRole('checkbox', { name: 'Valitse yhteystieto 302' });
    await expect.poll(() => search(page)).toBe('?account=toinen');
    await page.getByText('Näytetään: kaikki').waitFor();
    await other.waitFor();
    await expect.poll(() => chosen.count()).toBe(0);
    await other.check();
    const asked = page.waitForRequest((one) => one.method() === 'POST' && one.url().includes('/api/erasures'));
    await page.getByRole('button', { name: 'Valmistele poistolista' }).click();
    expect(await faults()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Aloita valmistelu' }).click();
    expect(new URL((await asked).url()).search).toBe('?account=toinen');
    expect((await asked).postDataJSON()).toEqual({ ground: 'retention', contactIds: ['302'] });
    await page.waitForURL('**/console/erasures/*?account=toinen');
    await page.getByText('Odottaa hyväksyntää').first().waitFor();
    await page.getByRole('button', { name: 'Peru lista' }).focus();
    await page.keyboard.press('Enter');
    // Who presses Enter once more by mistake has not closed it.
    await page.locator('dialog h2:focus').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Peru lista' }).click();
    await page.getByText('Peruttu', { exact: true }).waitFor();
    // The buttons are gone with what was done.
    await page.locator('section:focus', { hasText: 'Mitä nyt' }).waitFor();
  });

  test('sees what has the focus, though what is done with those chosen stays in sight before it', async () => {
    const { page } = await console().open('officer1', '/retention?account=balentor');
    await page.getByRole('checkbox', { name: 'Valitse yhteystieto 302' }).check();
    await page.getByText('1 henkilö valittu').waitFor();
    const last = page.getByRole('table', { name: 'Henkilöt' }).getByRole('link', { name: 'Tapahtumat' }).last();
    // At the lower edge of the window, where the bar is. Names that come meanwhile move the rows: then it is tried again.
    const hidden = async () => {
      await last.blur();
      await last.evaluate((one) => one.scrollIntoView({ block: 'end' }));
      await last.focus();
      return page.evaluate<number>(
        "document.activeElement.getBoundingClientRect().bottom - document.querySelector('.of-chosen').getBoundingClientRect().top",
      );
    };
    await expect.poll(hidden).toBeLessThanOrEqual(0);
  });

  test('is told where there is no page, and led to the tasks', async () => {
    const { page, faults } = await console().open('auditor', '/no-such-page?account=balentor');
    await page.getByRole('heading', { level: 1, name: 'Sivua ei ole' }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Tehtäviin' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tehtävät' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/api/console');
  });

  test('is not told that there is nothing where an answer was empty, and asks again by keyboard', async () => {
    const { page } = await console().open('auditor', '/returns?account=balentor');
    await page.getByText('Kukaan ei odota vastausta.').waitFor();
    let isEmpty = true;
    await page.route('**/api/runs?**', (route) => (isEmpty ? route.fulfill({ json: {} }) : route.continue()));
    await page.getByRole('link', { name: 'Ajot ja kunto' }).click();
    await page.getByRole('alert').getByText('Palvelimen vastausta ei voitu lukea (HTTP 200).').waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Hae uudelleen' }).focus();
    isEmpty = false;
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Ajot, uusimmat ensin' }).waitFor();
    // The button has gone, and the focus is in what it was in.
    await page.locator('section:focus', { hasText: 'Ajot, uusimmat ensin' }).waitFor();
  });
});
