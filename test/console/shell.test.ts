import { expect, test } from 'vitest';
import { describeInBrowser, PHONE } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';

describeInBrowser('the shell of the console', (browser) => {
  const console = startConsole(browser);

  test('somebody with a role gets the menu, and the page that the address names', async () => {
    const { page, faults, screenshot } = await console().open('officer1', '/requests');
    expect(await page.title()).toBe('Pyynnöt – Rekisteri');
    const menu = page.getByRole('navigation', { name: 'Päävalikko' });
    expect(await menu.getByRole('link').allTextContents()).toContain('Poistolistat');
    expect(await faults()).toEqual([]);
    await screenshot('console-shell');
  });

  test('on a phone the menu is folded', async () => {
    const { page, faults, screenshot } = await console().open('officer1', '', { viewport: PHONE, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Valikko' }).click();
    await page.getByRole('link', { name: 'Palanneet' }).click();
    await page.getByRole('heading', { name: 'Palanneet' }).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('console-shell-phone');
  });

  test('nobody is asked to sign in', async () => {
    const { page, faults } = await console().open(undefined);
    await page.getByRole('main').getByRole('link', { name: 'Kirjaudu sisään' }).waitFor();
    expect(await faults()).toEqual([]);
  });
});
