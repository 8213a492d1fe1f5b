import { expect, test } from 'vitest';
import { describeInBrowser, PHONE } from '../support/browser.ts';
import { startErasureConsole } from '../support/erasure-console.ts';

describeInBrowser('an approved list whose delay runs', (browser) => {
  // The clock of the app stands in November 2026: the delay ends long after any day on which this is run.
  const console = startErasureConsole(browser, 720);

  test('tells when the erasure begins, and anybody of them stops it', async () => {
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
    expect(await page.getByRole('button', { name: 'Pysäytä poisto' }).count()).toBe(0);
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
    expect(await auditor.page.getByRole('main').getByRole('button').count()).toBe(0);
  });
});
