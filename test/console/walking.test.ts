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
      ...{ HUBSPOT_TOKEN_ONE: 'one', HUBSPOT_TOKEN_TWO: 'two', ERASURE_KEY: 'an-erasure-key-for-tests' },
      REGISTER_ACCOUNTS: JSON.stringify(
        ['ONE', 'TWO'].map((token, nth) => ({
          ...{ name: ACCOUNTS[nth], token: `HUBSPOT_TOKEN_${token}`, policyFile: 'policy/asiakasrekisteri.json' },
        })),
      ),
    },
  });

  beforeAll(async () => {
    const { call, host } = console();
    for (const account of ACCOUNTS)
      expect((await call('POST', `/api/resync?account=${account}`, { scope: 'all' }, as('admin'))).status).toBe(202);
    await host.idle();
  }, 60_000);

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

  test('is led to the rows by an address that is loaded afresh, whichever account is taken', async () => {
    const { page } = await console().open('officer1', '/retention?status=ended#contacts');
    await expect.poll(() => focused(page)).toBe('contacts');
    await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(500);
    expect(page.url()).toContain('?status=ended&account=balentor#contacts');
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

  test('is told where there is no page, and led to the tasks', async () => {
    const { page, faults } = await console().open('auditor', '/no-such-page?account=balentor');
    await page.getByRole('heading', { level: 1, name: 'Sivua ei ole' }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Tehtäviin' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tehtävät' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/api/console');
  });

  test('is not told that there is nothing where an answer was empty', async () => {
    const { page } = await console().open('auditor', '/returns?account=balentor');
    await page.getByText('Kukaan ei odota vastausta.').waitFor();
    await page.route('**/api/runs?**', (route) => route.fulfill({ json: {} }));
    await page.getByRole('link', { name: 'Ajot ja kunto' }).click();
    await page.getByRole('alert').getByText('Palvelimen vastausta ei voitu lukea (HTTP 200).').waitFor();
  });
});
