import { expect, test } from 'vitest';
import { describeInBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';

// Two registers in one app; here both look at the same HubSpot account, which the console cannot know.

const ACCOUNTS = ['balentor', 'toinen'].map((name) => ({
  name,
  token: `HUBSPOT_TOKEN_${name.toUpperCase()}`,
  policyFile: 'policy/asiakasrekisteri.json',
}));

describeInBrowser('the console with two HubSpot accounts', (browser) => {
  const console = startConsole(browser, {
    environment: {
      HUBSPOT_TOKEN_BALENTOR: 'one',
      HUBSPOT_TOKEN_TOINEN: 'two',
      REGISTER_ACCOUNTS: JSON.stringify(ACCOUNTS),
    },
  });

  test('shows one of them, says which, and keeps to it in every address and call', async () => {
    const { page, faults } = await console().open('officer1', '/runs');
    const account = page.getByLabel('Tili');
    await page.getByRole('region', { name: 'Kunto' }).getByText('Tarkistettu').waitFor();
    await expect.poll(() => account.inputValue()).toBe('balentor');
    await expect.poll(() => new URL(page.url()).search).toBe('?account=balentor');
    expect(await faults()).toEqual([]);
    const called: string[] = [];
    page.on('request', (request) => called.push(request.url()));
    await account.selectOption('toinen');
    await expect.poll(() => new URL(page.url()).search).toBe('?account=toinen');
    await page.getByRole('link', { name: 'Palanneet' }).click();
    await page.getByRole('heading', { level: 1, name: 'Palanneet' }).waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe('?account=toinen');
    const asked = () =>
      called.map((url) => new URL(url)).filter(({ pathname }) => /^\/api\/(?!console|session)/.test(pathname));
    await expect.poll(() => asked().some(({ pathname }) => pathname === '/api/returns')).toBe(true);
    const api = asked();
    expect(new Set(api.map(({ searchParams }) => searchParams.get('account')))).toEqual(new Set(['toinen']));
    await page.goBack();
    await page.goBack();
    await expect.poll(() => account.inputValue()).toBe('balentor');
  });

  test('a choice leads from one of the things of an account to their list, for its id is none of the other', async () => {
    const { page } = await console().open('auditor', '/runs/20200101T000000000Z-00000000?account=balentor');
    await page.getByText('Kohdetta ei löydy.').waitFor();
    await page.getByLabel('Tili').selectOption('toinen');
    await page.getByRole('heading', { level: 1, name: 'Ajot ja kunto' }).waitFor();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/api/console/runs');
  });

  test('an account that is not there is said to be none: nothing is opened until one is chosen', async () => {
    const { page, faults } = await console().open('auditor', '/returns?account=kolmas');
    await page.getByRole('heading', { level: 1, name: 'Rekisteriä ei löydy' }).waitFor();
    await page.waitForLoadState('networkidle');
    await expect.poll(() => new URL(page.url()).search).toBe('?account=kolmas');
    // What this document asked for: a page that was there before it may still have been asking.
    const called = await page.evaluate<string[]>("performance.getEntriesByType('resource').map(({ name }) => name)");
    expect(called.map((url) => new URL(url).pathname).filter((path) => /^\/api\/(?!console)/.test(path))).toEqual([
      '/api/session',
    ]);
    expect(await faults()).toEqual([]);
    const account = page.getByLabel('Tili');
    await expect.poll(() => account.inputValue()).toBe('');
    await account.selectOption('balentor');
    await page.getByRole('heading', { level: 1, name: 'Palanneet' }).waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe('?account=balentor');
  });
});
