import { expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { describeInBrowser, PHONE } from '../support/browser.ts';
import { startErasureConsole } from '../support/erasure-console.ts';
import { as } from '../support/local-sign-in.ts';

const CREATED = '2026-11-23T09:35:00.000Z';

describeInBrowser('people who have come back, in the console', (browser) => {
  const console = startErasureConsole(browser, { delayHours: 0 });

  /** Has two people erased whose addresses then are there again: 302's as it was, 303's with a tag. */
  async function comeBack(): Promise<string> {
    const { prepared, approved, hubspot, call, host } = console();
    const { id, state } = await approved(await prepared('302', '303'));
    expect(state).toBe('completed');
    const addresses = { 402: 'nimi302@example.fi', 403: 'nimi303+uusi@example.fi' };
    for (const [contact, email] of Object.entries(addresses))
      addRecord(hubspot.account, 'contacts', {
        id: contact,
        createdAt: CREATED,
        properties: { firstname: 'Uusi', email },
      });
    await call('POST', '/api/resync', { scope: 'all' }, as('admin'));
    await host.idle();
    return id;
  }

  test('officers answer them; who has answered, and what it opened, stands on the page', async () => {
    const { open } = console();
    const erasureId = await comeBack();
    const visitor = await open('visitor', '/returns');
    await expect.poll(() => visitor.page.getByRole('table').count()).toBe(0);
    const admin = await open('admin', '/returns');
    await admin.page.getByText('Vastaa rekisteriasioiden hoitaja').first().waitFor();
    await admin.page.getByText('Uusi', { exact: true }).first().waitFor();
    const auditor = await open('auditor', '/returns', { locale: 'en-GB' });
    await auditor.page.getByText('An officer answers').first().waitFor();
    await expect.poll(() => auditor.page.getByRole('main').getByRole('button').count()).toBe(0);
    expect(await auditor.faults()).toEqual([]);

    const { page, faults, screenshot } = await open('officer1', '/returns', { viewport: PHONE, colorScheme: 'dark' });
    const waiting = page.getByRole('table', { name: 'Odottavat vastausta' });
    await waiting.getByRole('row').filter({ hasText: 'Yhteystieto 402' }).getByText('Sama osoite').waitFor();
    await waiting.getByRole('row').filter({ hasText: 'Yhteystieto 403' }).getByText('Samankaltainen osoite').waitFor();
    await expect.poll(() => waiting.getByRole('link', { name: erasureId }).count()).toBe(2);
    expect(await faults()).toEqual([]);
    await screenshot('console-returns-phone');

    await page.getByRole('button', { name: 'Uusi suhde, yhteystieto 403' }).click();
    await page.getByRole('dialog', { name: 'Vastaus: Uusi suhde' }).getByRole('button', { name: 'Vastaa' }).click();
    await page.getByText('Vastaus on tallennettu.').waitFor();
    await page.getByRole('button', { name: 'Poistettava uudelleen, yhteystieto 402' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Vastaa' }).click();
    await page.getByText('Poistopyyntö on avattu:').waitFor();
    await page.getByText('Kukaan ei odota vastausta.').waitFor();
    const answered = page.getByRole('table', { name: 'Vastatut' });
    await answered.getByRole('row').filter({ hasText: 'Yhteystieto 403' }).getByText('minä').waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('console-returns-answered');
    const requestPage = page.waitForURL('**/api/console/requests/*');
    await answered.getByRole('row').filter({ hasText: 'Yhteystieto 402' }).getByRole('link').last().click();
    await requestPage;
  });

  test('an answer that somebody else gave otherwise is not changed, and said', async () => {
    const { open } = console();
    const { page } = await open('officer1', '/returns');
    const line = {
      id: 'a'.repeat(32),
      contactId: '777',
      match: 'weak',
      erasureId: '20261123T081500000Z-5a6b7c8d',
      foundAt: CREATED,
      answer: null,
      answeredAt: null,
      answeredBy: null,
      requestId: null,
    };
    const conflict = { type: 'about:blank', title: 'Answered otherwise', status: 409, detail: 'It was answered.' };
    await page.route('**/api/returns?*', (route) => route.fulfill({ json: { returns: [line], continuation: null } }));
    await page.route('**/api/returns/*/answer', (route) =>
      route.fulfill({ status: 409, json: conflict, contentType: 'application/problem+json' }),
    );
    await page.reload();
    await page.getByRole('button', { name: 'Uusi suhde, yhteystieto 777' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Vastaa' }).click();
    await page.getByRole('alert').getByText('Joku on jo vastannut toisin.').waitFor();
  });
});
