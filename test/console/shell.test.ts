import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser, PHONE } from '../support/browser.ts';
import { type Person, startConsole } from '../support/console.ts';

const PAGES = [
  'Tehtävät',
  'Säilytysajat',
  'Poistolistat',
  'Pyynnöt',
  'Palanneet',
  'Tarkastus',
  'Seloste',
  'Ajot ja kunto',
];

/** What 400 % makes of a screen of 1,280 pixels (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 512 };

/** What may come of a call in place of its answer, and what is said of it. */
const FAULTS: readonly (readonly [Parameters<Page['route']>[1], string])[] = [
  [(route) => route.abort(), 'Palvelin ei vastannut.'],
  [(route) => route.fulfill({ status: 502, body: '<h1>Bad gateway' }), 'HTTP 502'],
  [(route) => route.fulfill({ contentType: 'application/json', body: '{"runs":[' }), 'HTTP 200'],
  [
    (route) => route.fulfill({ status: 503, json: { type: 'about:blank', title: '', status: 503, detail: 'Wait.' } }),
    'Palvelu ei ole juuri nyt käytettävissä.',
  ],
];

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent');

describeInBrowser('the shell of the console', (browser) => {
  const console = startConsole(browser);

  test.each<[Person, readonly string[], string]>([
    ['admin', PAGES, 'Ajot ja kunto'],
    ['officer1', PAGES, 'Ajot ja kunto'],
    ['auditor', PAGES, 'Ajot ja kunto'],
    ['visitor', [], 'Ei käyttöoikeutta'],
    [undefined, [], 'Kirjautuminen'],
  ])('%s sees what their roles open, and only the button that they may press', async (person, menu, title) => {
    const { page, faults } = await console().open(person, '/runs');
    await heading(page, title).waitFor();
    const links = page.getByRole('navigation', { name: 'Päävalikko' }).getByRole('link');
    await expect.poll(() => links.allTextContents()).toEqual(menu);
    await expect
      .poll(() => page.getByRole('button', { name: 'Käynnistä ajo' }).count())
      .toBe(person === 'admin' ? 1 : 0);
    expect(await faults()).toEqual([]);
  });

  test('somebody signs in from the page that they wanted, is told who they are, and signs out', async () => {
    const { page } = await console().open(undefined, '/notice');
    await page.getByRole('main').getByRole('link', { name: 'Kirjaudu sisään' }).click();
    await page.getByRole('link', { name: 'officer1' }).click();
    await heading(page, 'Seloste').waitFor();
    await page.getByText('Kirjautunut: Onni Oksanen').waitFor();
    await page.getByRole('link', { name: 'Kirjaudu ulos' }).click();
    await heading(page, 'Kirjautuminen').waitFor();
    await expect.poll(() => page.context().cookies()).toEqual([]);
  });

  test('who comes to another page is told its title, begins at its heading, and comes back as they came', async () => {
    const { page } = await console().open('auditor', '/runs');
    await expect.poll(() => page.title()).toBe('Ajot ja kunto – Rekisteri');
    await page.getByRole('link', { name: 'Palanneet' }).click();
    await heading(page, 'Palanneet').waitFor();
    await expect.poll(() => page.title()).toBe('Palanneet – Rekisteri');
    await expect.poll(() => focused(page)).toBe('Palanneet');
    await expect.poll(() => page.getByRole('link', { name: 'Palanneet' }).getAttribute('aria-current')).toBe('page');
    await page.goBack();
    await heading(page, 'Ajot ja kunto').waitFor();
    for (const path of ['no-such-page', 'requests/one/two.html', 'requests/%E4']) {
      await page.goto(`${new URL(page.url()).origin}/api/console/${path}`);
      await heading(page, 'Sivua ei ole').waitFor();
    }
  });

  test('it speaks Finnish or English by choice, which it remembers, else as the browser asks', async () => {
    const { page } = await console().open('auditor', '/returns');
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('fi');
    await page.route('**/assets/en-*.js', (route) => route.abort(), { times: 1 });
    await page.getByRole('button', { name: 'In English' }).click();
    await page.locator('[aria-live=polite]').getByText('Toista kieltä ei saatu haettua.').waitFor();
    await heading(page, 'Palanneet').waitFor();
    // The choice is kept.
    await page.reload();
    await heading(page, 'Returned').waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
    await expect.poll(() => page.title()).toBe('Returned – Rekisteri');
    await page.reload();
    await heading(page, 'Returned').waitFor();
    const { page: english } = await console().open('auditor', '/returns', { locale: 'en-GB' });
    await heading(english, 'Returned').waitFor();
    const { page: swedish } = await console().open('auditor', '/returns', { locale: 'sv-SE' });
    await heading(swedish, 'Palanneet').waitFor();
  });

  test('a session that ends while somebody types takes nothing of it away', async () => {
    const { page, faults } = await console().open('admin', '/runs');
    await page.getByRole('button', { name: 'Käynnistä ajo' }).click();
    await page.getByLabel('Mitä ajo koskee').selectOption({ label: 'Nimetyt yhteystiedot' });
    await page.getByLabel('Yhteystietojen numerot').fill('1001');
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    // Here a call without a session is one with the function key, which would start the run; in Azure it is refused.
    await page.route('**/api/resync', (route) => route.fulfill({ status: 401 }), { times: 1 });
    await page.getByRole('button', { name: 'Käynnistä', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Istunto on päättynyt' });
    await dialog.waitFor();
    await expect
      .poll(() => dialog.getByRole('link', { name: 'Kirjaudu uudessa välilehdessä' }).getAttribute('href'))
      .toContain('/.auth/login/aad?post_login_redirect_uri=%2Fapi%2Fconsole%2Fsigned-in');
    await dialog.getByRole('button', { name: 'Jatka' }).click();
    await dialog.getByText('Kirjautumista ei vielä löydy.').waitFor();
    expect(await faults()).toEqual([]);
    await page.context().addCookies(cookies);
    await dialog.getByRole('button', { name: 'Jatka' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByLabel('Yhteystietojen numerot').inputValue()).toBe('1001');
    await page.getByRole('button', { name: 'Käynnistä', exact: true }).click();
    // Nothing has been reconciled, so the run looks at everything, and is called so as soon as it has begun.
    await page.getByRole('heading', { level: 1, name: /^Ajo: .* \(koeajo\)$/ }).waitFor();
  });

  test('what one person typed is not sent by another', async () => {
    const { page } = await console().open('admin', '/runs');
    await page.route('**/api/resync', (route) => route.fulfill({ status: 401 }));
    await page.getByRole('button', { name: 'Käynnistä ajo' }).click();
    await page.getByRole('button', { name: 'Käynnistä', exact: true }).click();
    const origin = new URL(page.url()).origin;
    await page.evaluate(`fetch('${origin}/.auth/login/aad?person=officer1&post_login_redirect_uri=/api/health')`);
    const dialog = page.getByRole('dialog', { name: 'Istunto on päättynyt' });
    await dialog.getByRole('button', { name: 'Jatka' }).click();
    await dialog.getByText('Kirjautunut käyttäjä vaihtui.').waitFor();
  });

  test('while the API is slow the page is there, and says that it waits', async () => {
    const { page, faults } = await console().open('auditor', '/returns');
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/runs?**', async (route) => {
      await answered;
      await route.continue();
    });
    await page.getByRole('link', { name: 'Ajot ja kunto' }).click();
    await heading(page, 'Ajot ja kunto').waitFor();
    const runs = page.getByRole('region', { name: 'Ajot', exact: true });
    await runs.getByRole('status').filter({ hasText: 'Haetaan' }).waitFor();
    expect(await faults()).toEqual([]);
    answer();
    await runs.getByRole('status').waitFor({ state: 'detached' });
  });

  test('when the API does not answer as it should the page says how, and tries again when asked', async () => {
    const { page, faults } = await console().open('auditor', '/returns');
    const runs = page.getByRole('region', { name: 'Ajot', exact: true });
    for (const [fault, said] of FAULTS) {
      await page.route('**/api/runs?**', fault, { times: 1 });
      await page.getByRole('link', { name: 'Ajot ja kunto' }).click();
      await runs.getByRole('alert').getByText(said).waitFor();
      expect(await faults(), said).toEqual([]);
      await runs.getByRole('button', { name: 'Hae uudelleen' }).click();
      await runs.getByRole('alert').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Palanneet' }).click();
      await heading(page, 'Palanneet').waitFor();
    }
  });

  test('a page that cannot be fetched any more says so, and the others are there', async () => {
    const { page, faults } = await console().open('auditor', '/');
    await page.route('**/assets/pages-*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Ajot ja kunto' }).click();
    await heading(page, 'Sivulla tapahtui virhe').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Tehtävät' }).click();
    await heading(page, 'Tehtävät').waitFor();
    await page.unroute('**/assets/pages-*.js');
    await page.getByRole('link', { name: 'Ajot ja kunto' }).click();
    await page.getByRole('button', { name: 'Lataa sivu uudelleen' }).click();
    await heading(page, 'Ajot ja kunto').waitFor();
    await page.route('**/assets/fi-*.js', (route) => route.abort());
    await page.reload();
    await page.getByText('Sivua ei saatu haettua. Lataa se uudelleen.').waitFor();
    expect(await faults()).toEqual([]);
  });

  test('an account in the address of a console that has one only is left out', async () => {
    const { page } = await console().open('auditor', '/returns?account=%3Cscript%3E');
    await expect.poll(() => new URL(page.url()).search).toBe('');
  });

  test('whom the API will not tell who they are, it tells that', async () => {
    const { page } = await console().open('auditor', '/returns');
    await page.route('**/api/session', (route) => route.abort(), { times: 1 });
    await page.reload();
    await heading(page, 'Sivu ei aukea').waitFor();
    await page.getByRole('button', { name: 'Hae uudelleen' }).click();
    await heading(page, 'Palanneet').waitFor();
  });

  test('every page can be used at 400 % and in the dark', async () => {
    const { page, faults } = await console().open('officer1', '/notice', { viewport: ZOOMED, colorScheme: 'dark' });
    for (const name of PAGES) {
      await page.getByRole('button', { name: 'Valikko' }).click();
      await page.getByRole('link', { name, exact: true }).click();
      await heading(page, name).waitFor();
      await expect.poll(() => page.getByText('Haetaan').count()).toBe(0);
      expect(await faults(), name).toEqual([]);
    }
  });

  test('everything is reached by keyboard, and the focus comes back from a dialog', async () => {
    const { page } = await console().open('admin', '/runs', { viewport: PHONE });
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Siirry sisältöön');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Käynnistä ajo');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Käynnistä ajo' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Käynnistä ajo');
    await page.getByRole('button', { name: 'Valikko' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Tehtävät');
    await page.keyboard.press('Enter');
    await heading(page, 'Tehtävät').waitFor();
  });
});
