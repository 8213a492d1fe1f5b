import type { Request } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { ContactRow } from '../../src/remembered/listing/contact-row.ts';
import { describeInBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { COMPANY_OF_MANY, fillIndex } from '../support/large-index.ts';

const PEOPLE = 100_000;
const SHOWN = 50;

const contactsSchema = z.object({ contacts: z.array(z.unknown()) });
const askedSchema = z.object({ contactIds: z.array(z.string()) });

/** How many people an answer holds. */
async function rowsOf(request: Request): Promise<number> {
  const answer = await request.response();
  return contactsSchema.parse(await answer?.json()).contacts.length;
}

/** Who stands first by their end, and by their id among those of one day; who has no end is last. */
function byEnd(people: readonly ContactRow[]): string[] {
  const key = ({ endsOn, contactId }: ContactRow) => `${endsOn ?? '~'} ${contactId}`;
  return people.toSorted((one, other) => (key(one) < key(other) ? -1 : 1)).map(({ contactId }) => contactId);
}

describeInBrowser('100,000 people in the console', (browser) => {
  const console = startConsole(browser);
  let people: readonly ContactRow[] = [];

  beforeAll(async () => {
    people = await fillIndex(console(), PEOPLE);
  });

  test('are counted, filtered, sorted and paged, and asked for a screenful at a time', async () => {
    const { page, faults, screenshot } = await console().open('officer1', '/returns');
    const rows: Promise<number>[] = [];
    const names: number[] = [];
    // What the page gave up half-way has no body that could be read.
    page.on('requestfinished', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname === '/api/contacts') rows.push(rowsOf(request));
      if (pathname === '/api/contacts/names') names.push(askedSchema.parse(request.postDataJSON()).contactIds.length);
    });
    const shown = (id = '') => page.getByRole('table').getByText(`Yhteystieto ${id}`, { exact: true });
    const order = byEnd(people);
    await page.getByRole('link', { name: 'Säilytysajat' }).click();
    await page.getByRole('list', { name: '100 000 henkilöä' }).getByRole('link').first().waitFor();
    await shown(order[0]).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('console-retention-large');
    await page.getByRole('link', { name: 'Seuraava sivu' }).click();
    await shown(order[SHOWN]).waitFor();
    await page.getByRole('link', { name: 'Ensimmäinen sivu' }).click();
    await shown(order[0]).waitFor();
    await page.getByRole('button', { name: 'Säilytysaika päättyy' }).click();
    const [latest] = people
      .map(({ endsOn }) => endsOn ?? '')
      .toSorted()
      .slice(-1);
    await shown(people.findLast(({ endsOn }) => endsOn === latest)?.contactId).waitFor();
    await page.getByLabel('Yrityksen tunnus HubSpotissa').fill(COMPANY_OF_MANY);
    await page.getByRole('button', { name: 'Hae' }).click();
    await page.getByText(`Näytetään: yritys ${COMPANY_OF_MANY}`).waitFor();
    await page.getByLabel('Näytettävä aika').selectOption('2030');
    await page.getByRole('list', { name: 'Päättymiskuukauden mukaan' }).getByRole('link').nth(2).click();
    await page.getByText('Näytetään: päättyy aikaisintaan 1.3.2030, päättyy viimeistään 31.3.2030').waitFor();
    await page.getByText('31.3.2030', { exact: true }).first().waitFor();
    await expect.poll(() => rows.length).toBeGreaterThanOrEqual(5);
    const numbers = await Promise.all(rows);
    expect(Math.max(...numbers)).toBe(SHOWN);
    expect(Math.max(...names)).toBeLessThanOrEqual(100);
  });
});
