import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { certificateSchema } from '../../src/rights/erasure/certificate-schema.ts';
import { describeInBrowser, PHONE } from '../support/browser.ts';
import { HOSTILE_NAME, startErasureConsole } from '../support/erasure-console.ts';
import { as } from '../support/local-sign-in.ts';

const HOUR_MS = 3_600_000;
/** A desktop screen of 1280 px at 400 % (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 256 };

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rowOf = (page: Page, id: string) => page.getByRole('row').filter({ hasText: `Yhteystieto ${id}` });

describeInBrowser('lists of people to erase in the console', (browser) => {
  const console = startErasureConsole(browser, { delayHours: 0 });

  test('two officers get from nothing to a certificate by clicking', async () => {
    const { open, host, hubspot, signInEarlier } = console();
    const first = await open('officer1', '/erasures');
    await press(first.page, 'Valmistele poistolista');
    const dialog = first.page.getByRole('dialog', { name: 'Poistolistan valmistelu' });
    await dialog.getByLabel('Keistä').selectOption('Vain näistä yhteystiedoista');
    await press(first.page, 'Aloita valmistelu');
    await dialog.getByText('Tunnukset ovat numeroita').waitFor();
    await dialog.getByLabel('Yhteystietojen tunnukset').fill('301, 302\n304 305');
    expect(await first.faults()).toEqual([]);
    await press(first.page, 'Aloita valmistelu');
    await first.page.getByText('Odottaa hyväksyntää').waitFor();
    await expect.poll(() => rowOf(first.page, '305').textContent()).toContain('Pito on voimassa');
    // Whoever prepared it is told, and has no button for it.
    await first.page.getByText('Valmistelit tämän listan').waitFor();
    await expect.poll(() => button(first.page, 'Hyväksy lista').count()).toBe(0);
    await rowOf(first.page, '301').getByText(HOSTILE_NAME).waitFor();
    expect(await first.faults()).toEqual([]);
    await first.screenshot('console-erasure-review');

    await first.page.getByRole('checkbox', { name: 'Valitse yhteystieto 304' }).check();
    await press(first.page, 'Ota 1 valittu pois listalta');
    await press(first.page, 'Ota pois');
    await first.page.getByText('Valitse syy.').waitFor();
    expect(await first.faults()).toEqual([]);
    await first.page.getByLabel('Syy').selectOption('Vaatii tarkempaa selvitystä');
    await press(first.page, 'Ota pois');
    await first.page.getByRole('link', { name: 'Otettu pois listalta (1)' }).click();
    await rowOf(first.page, '304').getByText('Vaatii tarkempaa selvitystä').waitFor();
    await rowOf(first.page, '301').waitFor({ state: 'hidden' });
    // They look at another tab meanwhile, however long that takes: the page would look by itself after half a minute.
    await first.page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })`,
    );

    const path = new URL(first.page.url()).pathname.replace('/api/console', '');
    signInEarlier(2 * HOUR_MS);
    const { page, faults, screenshot } = await open('officer2', path);
    signInEarlier(0);
    await press(page, 'Hyväksy lista');
    const approval = page.getByRole('dialog', { name: 'Listan hyväksyminen' });
    await approval.getByLabel('Poistettavien henkilöiden määrä').fill('3');
    await press(page, 'Hyväksy poisto');
    await approval.getByText('Määrä ei ole sama kuin listalla.').waitFor();
    await screenshot('console-erasure-approval');
    expect(await faults()).toEqual([]);
    await approval.getByLabel('Poistettavien henkilöiden määrä').fill('2');
    await press(page, 'Hyväksy poisto');
    // They signed in two hours ago: once more, and back to the list.
    await page.getByRole('dialog', { name: 'Kirjautuminen uudelleen' }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Kirjaudu uudelleen' }).click();
    await page.getByRole('link', { name: 'officer2' }).click();
    await press(page, 'Hyväksy lista');
    await page.getByLabel('Poistettavien henkilöiden määrä').fill('2');
    await press(page, 'Hyväksy poisto');
    await page.getByText('Toteutettu', { exact: true }).waitFor();
    // The page of whoever prepared it follows, as soon as they come back to it.
    await first.page.getByText('Odottaa hyväksyntää').waitFor();
    await first.page.evaluate(`delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))`);
    await first.page.getByText('Toteutettu', { exact: true }).waitFor();
    const news = first.page.locator('[aria-live=polite]').getByText('Tilanne on muuttunut sivun avaamisen jälkeen.');
    await news.waitFor();
    await host.idle();
    expect(['301', '302', '304'].map((id) => hubspot.account.records.contacts.has(id))).toEqual([false, false, true]);

    const saved = page.waitForEvent('download');
    await press(page, 'Lataa JSON');
    const certificate = certificateSchema.parse(JSON.parse(await readFile(await (await saved).path(), 'utf8')));
    expect(certificate.totals.people).toMatchObject({ done: 2, excluded: 1 });
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Avaa todistus' }).click();
    await (await opened).getByRole('heading', { level: 1 }).waitFor();
    await press(page, 'Hae tapahtumat');
    const left = page.getByRole('table', { name: 'Ihmisen läpikäytävät tapahtumat' });
    await left.getByRole('row').filter({ hasText: 'muistiinpano 5003' }).first().waitFor();
    await page.getByRole('table', { name: 'Jälkitarkistukset' }).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('console-erasure-completed');
  });

  test('an approval of a list that has changed meanwhile approves nothing, and shows what has changed', async () => {
    const { open, prepared, call, shown } = console();
    const { id } = await prepared('303', '304');
    const { page, faults } = await open('officer2', `/erasures/${id}`);
    await press(page, 'Hyväksy lista');
    await page.getByLabel('Poistettavien henkilöiden määrä').fill('2');
    await call('PATCH', `/api/erasures/${id}`, { exclude: [{ contactId: '304', reason: 'mistake' }] }, as('officer1'));
    await press(page, 'Hyväksy poisto');
    const told = page.getByRole('alert');
    await told.getByRole('heading', { name: 'Lista muuttui sillä välin' }).waitFor();
    const difference = told.getByRole('row').filter({ hasText: 'Henkilö 304' });
    await expect
      .poll(() => difference.getByRole('cell').allTextContents())
      .toEqual(['Poistetaan', 'Otettu pois listalta']);
    await expect.poll(() => told.getByRole('row').filter({ hasText: 'Listan tiiviste' }).count()).toBe(1);
    expect(await faults()).toEqual([]);
    expect(await shown(id)).toMatchObject({ state: 'awaiting_approval', approver: null });
  });

  test('people who changed since the preparation are marked and stand in a group of their own', async () => {
    const { open, prepared, approved, hubspot } = console();
    const list = await prepared('303', '304');
    const note = hubspot.account.records.emails.get('5005');
    if (note !== undefined) note.updatedAt = '2026-11-23T09:31:00.000Z';
    expect(await approved(list)).toMatchObject({ state: 'awaiting_approval', changes: { contacts: 1 } });
    const { page, faults, screenshot } = await open('officer2', `/erasures/${list.id}`);
    await page.getByRole('heading', { name: 'Muutoksia valmistelun jälkeen' }).waitFor();
    await page.getByRole('link', { name: 'Muuttuneet (1)' }).click();
    await rowOf(page, '303').getByText('Muuttunut: Tapahtumat muuttuivat').waitFor();
    await rowOf(page, '304').waitFor({ state: 'hidden' });
    expect(await faults()).toEqual([]);
    await screenshot('console-erasure-changed');
  });

  test('a list is rejected with a reason, and an administrator cancels one', async () => {
    const { open, prepared } = console();
    const [one, other] = [await prepared('303'), await prepared('303')];
    const { page } = await open('officer2', `/erasures/${one.id}`);
    await press(page, 'Hylkää lista');
    await expect.poll(() => page.getByLabel('Syy').inputValue()).toBe('');
    await press(page, 'Hylkää');
    await page.getByText('Valitse syy.').waitFor();
    await page.getByLabel('Syy').selectOption('Virhe');
    await press(page, 'Hylkää');
    await page.getByText('Hylätty', { exact: true }).waitFor();
    await page.getByText('Syy: Virhe').waitFor();
    const admin = await open('admin', `/erasures/${other.id}`);
    await admin.page.getByText('Listan hyväksyy tai hylkää rekisteriasioiden hoitaja.').waitFor();
    await press(admin.page, 'Peru lista');
    const offCentre = async () => {
      const box = await admin.page.getByRole('dialog').boundingBox();
      return Math.abs(900 - 2 * (box?.y ?? 0) - (box?.height ?? 0));
    };
    await expect.poll(offCentre, { message: 'the dialog is in the middle' }).toBeLessThan(3);
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Peru lista' }).click();
    await admin.page.getByText('Peruttu', { exact: true }).waitFor();
  });

  test('an auditor looks and changes nothing, in English too', async () => {
    const { open, prepared } = console();
    const { id } = await prepared('303');
    const { page, faults } = await open('auditor', `/erasures/${id}`, { locale: 'en-GB' });
    await page.getByText('An officer approves or rejects the list.').waitFor();
    // No names for them, and nothing to press but the menu and the language.
    await page.getByRole('row').filter({ hasText: 'Contact 303' }).waitFor();
    await expect.poll(() => page.getByRole('main').getByRole('button').count()).toBe(0);
    await expect.poll(() => page.getByRole('checkbox').count()).toBe(0);
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'All lists' }).click();
    await page.getByRole('table', { name: 'Lists, newest first' }).waitFor();
    await expect.poll(() => page.getByRole('main').getByRole('button').count()).toBe(0);
    expect(await faults()).toEqual([]);
  });

  test('what the API does not answer is said, and fetched again', async () => {
    const { open } = console();
    const { page, faults } = await open('officer1', '/erasures/20200101T000000000Z-00000000');
    await page.getByRole('alert').getByText('Tällaista listaa ei ole.').waitFor();
    expect(await faults()).toEqual([]);
    await page.route('**/api/erasures?*', (route) => route.abort());
    await page.getByRole('link', { name: 'Kaikki listat' }).click();
    await page.getByRole('alert').getByText('Palvelin ei vastannut.').waitFor();
    await page.unroute('**/api/erasures?*');
    await press(page, 'Hae uudelleen');
    await page.getByRole('heading', { name: 'Poistolistat' }).waitFor();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
  });

  test('it can be used on a phone in the dark, and at 400 %', async () => {
    const { open, prepared } = console();
    const { id } = await prepared('303', '304');
    const phone = await open('officer2', `/erasures/${id}`, { viewport: PHONE, colorScheme: 'dark' });
    await press(phone.page, 'Hyväksy lista');
    await phone.screenshot('console-erasure-phone-dialog');
    expect(await phone.faults()).toEqual([]);
    await phone.page.keyboard.press('Escape');
    await phone.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expect
      .poll(() => button(phone.page, 'Hyväksy lista').evaluate((one) => one === document.activeElement))
      .toBe(true);
    await phone.screenshot('console-erasure-phone');
    const zoomed = await open('officer1', '/erasures', { viewport: ZOOMED });
    await zoomed.page.getByRole('table').waitFor();
    expect(await zoomed.faults()).toEqual([]);
    await zoomed.screenshot('console-erasures-zoomed');
    await zoomed.page.getByRole('table').getByRole('link').first().click();
    await zoomed.page.getByRole('heading', { name: 'Henkilöt' }).waitFor();
    expect(await zoomed.faults()).toEqual([]);
    await zoomed.screenshot('console-erasure-zoomed');
  });
});
