import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeInBrowser, PHONE } from '../support/browser.ts';
import { auditEvents } from '../support/audit-events.ts';
import { HOSTILE_NAME, startErasureConsole } from '../support/erasure-console.ts';
import { as } from '../support/local-sign-in.ts';

const contactsSchema = z.object({ contacts: z.array(z.record(z.string(), z.unknown())) });
const askedSchema = z.object({ contactIds: z.array(z.string()) });

const ZOOMED = { width: 320, height: 256 };

describeInBrowser('who ends when, and who waits to be erased, in the console', (browser) => {
  // The clock of the app stands in November 2026: the delay ends long after any day on which this is run.
  const console = startErasureConsole(browser, { delayHours: 720, names: 'masked' });

  test('charts lead to the people they count, whose filter stands in the address and is cleared', async () => {
    const { page, faults, screenshot } = await console().open('officer1', '/retention');
    const bars = page.getByRole('list', { name: '7 henkilöä' });
    await bars.getByRole('link', { name: 'Voimassa 1' }).waitFor();
    const people = page.getByRole('table', { name: 'Henkilöt, kaikki' });
    await people.getByRole('row').filter({ hasText: 'Yhteystieto 301' }).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('console-retention');

    await bars.getByRole('link', { name: 'Voimassa 1' }).click();
    await page.getByText('Näytetään: tila: Voimassa').waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('status')).toBe('active');
    const filtered = page.getByRole('table', { name: 'Henkilöt, tila: Voimassa' });
    await filtered.getByText('Yhteystieto 301').waitFor({ state: 'hidden' });
    await expect.poll(() => filtered.getByRole('row').count()).toBe(2);
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('contacts');
    await page.reload();
    await page.getByText('Näytetään: tila: Voimassa').waitFor();
    await expect.poll(() => page.getByRole('combobox', { name: 'Tila' }).inputValue()).toBe('active');
    await page.getByRole('button', { name: 'Tyhjennä rajaukset' }).click();
    await people.getByText('Yhteystieto 301').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Tyhjennä rajaukset' }).count()).toBe(0);
    await page.goBack();
    await page.getByText('Näytetään: tila: Voimassa').waitFor();
  });

  test('names are masked until somebody asks for them, which is an event for each', async () => {
    const { open, table } = console();
    const shown = async () =>
      (await auditEvents(table('RegisterAudit'))).flatMap(({ action, subject }) =>
        action === 'names_shown' ? [subject] : [],
      );
    const { page, faults } = await open('officer2', '/retention?companyId=201');
    const person = page.getByRole('row').filter({ hasText: 'Yhteystieto 301' });
    await person.waitFor();
    await expect.poll(() => page.getByText('Nimi302').count()).toBe(0);
    expect(await shown()).toEqual([]);
    await page.getByRole('button', { name: 'Näytä nimet' }).click();
    await person.getByText(HOSTILE_NAME).waitFor();
    await page.getByText('Nimi302').waitFor();
    expect((await shown()).sort()).toEqual(['contact:301', 'contact:302']);
    expect(await faults()).toEqual([]);
    // Asking counts for those rows only: who comes on screen after it is masked still.
    await page.getByRole('button', { name: 'Tyhjennä rajaukset' }).click();
    await page.getByRole('row').filter({ hasText: 'Yhteystieto 303' }).waitFor();
    await page.getByRole('button', { name: 'Näytä nimet' }).waitFor();
    await page.waitForLoadState('networkidle');
    await expect.poll(() => page.getByText('Nimi303').count()).toBe(0);
    expect((await shown()).sort()).toEqual(['contact:301', 'contact:302']);
  });

  test('names that HubSpot does not tell are said to be missing, and asked for again by a button', async () => {
    const { page, faults } = await console().open('officer1', '/retention?companyId=201');
    const problem = { type: 'about:blank', title: '', status: 503, detail: 'Wait.' };
    await page.route('**/api/contacts/names*', (route) => route.fulfill({ status: 503, json: problem }), { times: 1 });
    await page.getByRole('button', { name: 'Näytä nimet' }).click();
    const said = page.getByRole('status').filter({ hasText: 'Kaikkia nimiä ei saatu' });
    await said.waitFor();
    await page.getByRole('row').filter({ hasText: 'Yhteystieto 302' }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Hae nimet uudelleen' }).click();
    await page.getByText('Nimi302').waitFor();
    await said.waitFor({ state: 'detached' });
  });

  test('more people than one call may ask for are asked for in several, each once', async () => {
    const { page } = await console().open('officer1', '/returns');
    const ids = Array.from({ length: 130 }, (_, index) => String(1001 + index));
    await page.route('**/api/contacts?**', async (route) => {
      const answer = await route.fetch();
      const { contacts } = contactsSchema.parse(await answer.json());
      const many = ids.map((contactId) => ({ ...contacts[0], contactId }));
      await route.fulfill({ json: { contacts: many, continuation: null } });
    });
    const calls: number[] = [];
    const firstIsShown = Promise.withResolvers<void>();
    await page.route('**/api/contacts/names*', async (route) => {
      const { contactIds } = askedSchema.parse(route.request().postDataJSON());
      calls.push(contactIds.length);
      if (!contactIds.includes('1001')) await firstIsShown.promise;
      const names = contactIds.map((contactId) => ({ contactId, name: `Nimi${contactId}`, email: null }));
      await route.fulfill({ json: { names, missing: [] } });
    });
    await page.getByRole('link', { name: 'Säilytysajat' }).click();
    await page.getByRole('button', { name: 'Näytä nimet' }).click();
    await page.getByText('Nimi1001').waitFor();
    firstIsShown.resolve();
    await page.getByText('Nimi1130').waitFor();
    expect(calls.toSorted()).toEqual([100, 30]);
  });

  test('a file that breaks off is not saved, and that is said', async () => {
    const { page } = await console().open('auditor', '/retention');
    let saved = 0;
    page.on('download', () => (saved += 1));
    await page.evaluate(`Response.prototype.blob = () => Promise.reject(new TypeError('network error'))`);
    await page.getByRole('button', { name: 'Lataa CSV' }).click();
    await page.getByRole('alert').waitFor();
    expect(saved).toBe(0);
  });

  test('people are filtered by form, sorted by header, saved as CSV, and followed to the trail', async () => {
    const { page } = await console().open('admin', '/retention');
    await page.getByLabel('Yrityksen tunnus HubSpotissa').fill('201');
    await page.getByRole('button', { name: 'Hae' }).click();
    const people = page.getByRole('table', { name: 'Henkilöt, yritys 201' });
    await people.getByRole('row').filter({ hasText: 'Yhteystieto 302' }).waitFor();
    await people.getByText('Yhteystieto 303').waitFor({ state: 'hidden' });
    await people.getByRole('button', { name: 'Henkilö' }).click();
    await page.waitForURL('**sort=contactId*');
    await people.getByRole('button', { name: 'Henkilö' }).click();
    await page.waitForURL('**sort=-contactId*');
  });

  test('people are chosen by name over several pages of rows, by keyboard, and a list is prepared of them', async () => {
    const { page, faults, screenshot } = await console().open('officer1', '/retention?status=ended&companyId=201');
    await page.getByRole('button', { name: 'Näytä nimet' }).click();
    await page.getByRole('checkbox', { name: 'Valitse yhteystieto 302 Nimi302' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('1 henkilö valittu').waitFor();
    await page.getByRole('button', { name: 'Tyhjennä rajaukset' }).click();
    await page.getByRole('checkbox', { name: 'Valitse yhteystieto 303' }).check();
    await page.getByText('2 henkilöä valittu').waitFor();
    // What is done with them stands beside the rows, however many there are.
    const prepare = page.getByRole('button', { name: 'Valmistele poistolista' });
    await expect.poll(async () => (await prepare.boundingBox())?.y).toBeLessThan(page.viewportSize()?.height ?? 0);
    // Nobody is erased because of an end that is yet to come.
    const active = page.getByRole('row').filter({ hasText: 'Voimassa' });
    await expect.poll(() => active.getByRole('checkbox').count()).toBe(0);
    expect(await faults()).toEqual([]);
    await screenshot('console-retention-chosen');
    await prepare.click();
    const dialog = page.getByRole('dialog');
    const listed = dialog.getByRole('listitem');
    await expect.poll(() => listed.allTextContents()).toEqual(['Nimi302 Yhteystieto 302', 'Yhteystieto 303']);
    expect(await faults()).toEqual([]);
    await screenshot('console-retention-prepare');
    await dialog.getByRole('button', { name: 'Aloita valmistelu' }).click();
    await page.waitForURL('**/console/erasures/*');
    await page.getByText('Odottaa hyväksyntää').waitFor();
    for (const id of ['302', '303'])
      await page
        .getByRole('row')
        .filter({ hasText: `Yhteystieto ${id}` })
        .waitFor();
    await console().host.idle();
    await console().call('DELETE', new URL(page.url()).pathname.replace('/console', ''), undefined, as('officer1'));
  });

  test('a year is chosen, and each month of it leads to its people', async () => {
    const { page } = await console().open('auditor', '/retention', { locale: 'en-GB' });
    await page.getByLabel('Time shown').selectOption('2035');
    const months = page.getByRole('table', { name: 'By month of the end' });
    await expect
      .poll(() => page.getByRole('list', { name: 'By month of the end' }).getByRole('listitem').count())
      .toBe(12);
    await expect.poll(() => months.getByRole('row').count()).toBe(2);
    await months.getByRole('link', { name: 'May 2035' }).click();
    await page.getByText('Shown: ends on or after 1 May 2035, ends on or before 31 May 2035').waitFor();
    await page.getByRole('row').filter({ hasText: 'Contact 307' }).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const csv = await readFile(await (await saved).path(), 'utf8');
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    expect(csv).toContain('307');
    const trail = page.waitForURL('**/api/console/audit?contactId=307');
    await page.getByRole('link', { name: 'Events of contact 307' }).click();
    await trail;
  });

  test('what is asked for wrongly is said with a link to its field', async () => {
    const { page, faults } = await console().open('officer1', '/retention?companyId=abc');
    const told = page.getByRole('alert');
    await told.getByRole('link', { name: 'companyId' }).click();
    await expect
      .poll(() => page.getByLabel('Yrityksen tunnus HubSpotissa').evaluate((one) => one.matches(':focus')))
      .toBe(true);
    expect(await faults()).toEqual([]);
  });

  test('while the API is slow the page says so, and when nothing was counted yet it says what to wait for', async () => {
    const { page, faults } = await console().open('officer1', '/returns');
    const answered = Promise.withResolvers<void>();
    await page.route('**/api/statistics', async (route) => {
      await answered.promise;
      await route.fulfill({ json: { asOf: null, names: 'shown', counts: null } });
    });
    await page.getByRole('link', { name: 'Säilytysajat' }).click();
    await page.getByRole('status').first().waitFor();
    await expect.poll(() => page.title()).toBe('Säilytysajat – Rekisteri');
    answered.resolve();
    await page.getByText('Tietoja ei ole vielä laskettu.').waitFor();
    expect(await faults()).toEqual([]);
  });

  test('it can be used on a phone in the dark, and at 400 %', async () => {
    const { open } = console();
    const phone = await open('officer1', '/retention', { viewport: PHONE, colorScheme: 'dark' });
    await phone.page.getByRole('row').filter({ hasText: 'Yhteystieto 302' }).waitFor();
    expect(await phone.faults()).toEqual([]);
    await phone.screenshot('console-retention-phone');
    const zoomed = await open('auditor', '/retention', { viewport: ZOOMED });
    await zoomed.page.getByRole('row').filter({ hasText: 'Yhteystieto 302' }).waitFor();
    expect(await zoomed.faults()).toEqual([]);
    await zoomed.screenshot('console-retention-zoomed');
  });

  test('an approved list tells when the erasure begins, and anybody of them stops it', async () => {
    const { open, prepared, approved, hubspot, shown } = console();
    const { id } = await approved(await prepared('301', '302', '303', '304'));
    const { page, faults, screenshot } = await open('admin', `/erasures/${id}`, { viewport: PHONE });
    await page.getByText('Hyväksytty, odottaa toteutusta').waitFor();
    await page.getByText('23.12.2026 klo 11.30').first().waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('console-erasure-delay');
    await page.getByRole('button', { name: 'Pysäytä poisto' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pysäytä', exact: true }).click();
    await page.getByText('Peruttu', { exact: true }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByRole('button', { name: 'Pysäytä poisto' }).count()).toBe(0);
    expect(await shown(id)).toMatchObject({ state: 'cancelled' });
    expect(hubspot.account.records.contacts.has('301')).toBe(true);
  });

  test('another list cannot be approved beside it, and the page says why', async () => {
    const { open, prepared, approved } = console();
    const { id } = await approved(await prepared('302'));
    const other = await prepared('303');
    const { page, faults } = await open('officer2', `/erasures/${other.id}`);
    await page.getByRole('button', { name: 'Hyväksy lista' }).click();
    await page.getByLabel('Poistettavien henkilöiden määrä').fill('1');
    await page.getByRole('button', { name: 'Hyväksy poisto' }).click();
    await page.getByRole('alert').getByText('Toinen lista on hyväksytty ja kesken.').waitFor();
    expect(await faults()).toEqual([]);
    const auditor = await open('auditor', `/erasures/${id}`);
    await auditor.page.getByText('Hyväksytty, odottaa toteutusta').waitFor();
    await expect.poll(() => auditor.page.getByRole('main').getByRole('button').count()).toBe(0);
  });
});
