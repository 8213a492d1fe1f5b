import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { ContactRow } from '../../src/remembered/listing/contact-row.ts';
import { ListingCounter } from '../../src/remembered/listing/counts.ts';
import { describeInBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';

const PEOPLE = 100_000;
const DAYS = 5_000;
const DAY_MS = 86_400_000;

const contactsSchema = z.object({ contacts: z.array(z.unknown()) });
const askedSchema = z.object({ contactIds: z.array(z.string()) });

/** Somebody whose retention ends on one of some days, as many on each. */
function contact(place: number): ContactRow {
  const endsOn = new Date(Date.UTC(2022, 0, 1) + (place % DAYS) * DAY_MS).toISOString().slice(0, 10);
  return {
    ...{ contactId: String(1_000 + place), companyId: null, endsOn, basis: 'meeting', source: `meetings:${place}` },
    status: endsOn < '2026-11-23' ? 'ended' : 'active',
    ...{ lastContactAt: '2016-11-23T09:30:00.000Z', customerLastContactAt: '2016-11-24T09:30:00.000Z' },
    ...{ decision: null, restricted: true, holdUntil: '2030-01-01', consentReview: true, requestOpen: ['access'] },
  };
}

describeInBrowser('100,000 people in the console', (browser) => {
  const console = startConsole(browser);

  beforeAll(async () => {
    console();
    // The app's own, which its functions share.
    const { registers } = await import('../../src/compose.ts');
    const { storage, listing } = registers.first.engine;
    await storage.prepare();
    const people = Array.from({ length: PEOPLE }, (_, place) => contact(place));
    const counter = new ListingCounter();
    for (const one of people) counter.add(one);
    await listing.rows.put(people);
    await listing.summary.write({ asOf: '2026-11-23T09:30:00.000Z', counts: counter.counts() });
  }, 180_000);

  test('are counted, filtered, sorted and paged, and asked for a screenful at a time', async () => {
    const { page, faults, screenshot } = await console().open('officer1', '/returns');
    const rows: Promise<number>[] = [];
    const names: number[] = [];
    page.on('response', (answer) => {
      const { pathname } = new URL(answer.url());
      if (pathname === '/api/contacts')
        rows.push(answer.json().then((body: unknown) => contactsSchema.parse(body).contacts.length));
      if (pathname === '/api/contacts/names')
        names.push(askedSchema.parse(answer.request().postDataJSON()).contactIds.length);
    });
    await page.getByRole('link', { name: 'Säilytysajat' }).click();
    const shown = (id: string) => page.getByRole('table').getByText(`Yhteystieto ${id}`, { exact: true });
    await page.getByRole('list', { name: '100 000 henkilöä' }).getByRole('link').first().waitFor();
    await shown('1000').waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('console-retention-large');
    // Twenty people end each day, and fifty are shown: the next page begins on the third day.
    await page.getByRole('link', { name: 'Seuraava sivu' }).click();
    await shown('51002').waitFor();
    await page.getByRole('link', { name: 'Ensimmäinen sivu' }).click();
    await shown('1000').waitFor();
    await page.getByRole('button', { name: 'Säilytysaika päättyy' }).click();
    await shown(String(999 + DAYS)).waitFor();
    await page.getByLabel('Näytettävä aika').selectOption('2030');
    await page.getByRole('list', { name: 'Päättymiskuukauden mukaan' }).getByRole('link').nth(2).click();
    await page.getByText('Näytetään: päättyy aikaisintaan 1.3.2030, päättyy viimeistään 31.3.2030').waitFor();
    await page.getByText('31.3.2030', { exact: true }).first().waitFor();
    const numbers = await Promise.all(rows);
    expect(numbers.length).toBeGreaterThanOrEqual(5);
    expect(Math.max(...numbers)).toBe(50);
    expect(Math.max(...names)).toBeLessThanOrEqual(100);
  });
});
