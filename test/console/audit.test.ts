import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { ERASURE_SUMMARIES } from '../../src/http/operations/erasure-examples.ts';
import { as } from '../support/local-sign-in.ts';
import { describeInBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { syncWorld } from '../support/sync-world.ts';

const SMALL = { width: 320, height: 640 };

describeInBrowser('the audit page', (browser) => {
  const console = startConsole(browser, { account: syncWorld() });
  let runId = '';

  beforeAll(async () => {
    const { call, host } = console();
    const started = await call('POST', '/api/resync', { scope: 'all' }, as('admin'));
    runId = String(Object(started.body).runId);
    await host.idle();
    const wish = { kind: 'access', receivedOn: '2026-11-20', channel: 'letter', contactIds: ['101'] };
    const filed = await call('POST', '/api/requests', wish, as('officer1'));
    const { id } = Object(filed.body);
    await call('POST', `/api/requests/${id}/letter-sent`, { letter: 'receipt', sentOn: '2026-11-23' }, as('officer1'));
    await host.idle();
  });

  test('events are found by contact, company, run and time, page by page, with what changed', async () => {
    const { page, faults, screenshot } = await console().open('auditor', '/audit');
    const table = page.getByRole('table', { name: 'Tapahtumat, uusimmat ensin' });
    await table.getByRole('rowheader', { name: 'Muutos tehtiin' }).first().waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('audit-trail');
    await page.getByRole('link', { name: 'Seuraava sivu' }).click();
    await page.getByRole('link', { name: 'Ensimmäinen sivu' }).waitFor();
    await page.getByLabel('Yhteystiedon numero').fill('abc');
    await page.getByRole('button', { name: 'Hae' }).click();
    await page.getByText('Numerossa on vain numeroita.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByLabel('Yhteystiedon numero').fill('101');
    await page.getByLabel('Ajon tunnus').fill(runId);
    await page.getByRole('button', { name: 'Hae' }).click();
    const ends = table.getByRole('row').filter({ hasText: 'Säilytysaika päättyy' }).first();
    await ends.getByText('2030-05-04').waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('contactId')).toBe('101');
    await page.reload();
    await ends.waitFor();
    await page.getByRole('button', { name: 'Tyhjennä rajaukset' }).click();
    await page.getByLabel('Alkaen').fill('2026-11-24');
    await page.getByRole('button', { name: 'Hae' }).click();
    await page.getByText('Rajauksiin sopivia tapahtumia ei ole.').waitFor();
  });

  test('the file of a filter holds all its events, each once, under one header', async () => {
    const { page } = await console().open('admin', '/audit');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Lataa CSV (kaikki rajatut tapahtumat)' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('rekisteri-audit.csv');
    const csv = await readFile(await saved.path(), 'utf8');
    const lines = csv.trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      `\uFEFF${'"sequence";"at";"runId";"actor";"action";"subject";"property";"before";"after";"cause";"hash";"chain";"previousHash";"keyId"'}`,
    );
    const { body } = await console().call('GET', '/api/audit?limit=1000', undefined, as('auditor'));
    expect(lines).toHaveLength(1 + Object(body).events.length);
    expect(new Set(lines).size).toBe(lines.length);
    await page.getByText(`Tiedostossa on ${lines.length - 1} riviä.`).waitFor();
  });

  test('a file of several pages is one file', async () => {
    const { page } = await console().open('auditor', '/audit');
    await page.route(/format=csv/, async (route) => {
      const url = route.request().url().replace('limit=1000', 'limit=40');
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Lataa CSV (kaikki rajatut tapahtumat)' }).click(),
    ]);
    const lines = (await readFile(await saved.path(), 'utf8')).trimEnd().split('\r\n');
    const { body } = await console().call('GET', '/api/audit?limit=1000', undefined, as('auditor'));
    expect(lines).toHaveLength(1 + Object(body).events.length);
    expect(lines.filter((line) => line.includes('"sequence"'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('\uFEFF'))).toHaveLength(1);
  });

  test('it says whether the trail is whole, and what it means when it is not', async () => {
    const { page, faults, screenshot } = await console().open('auditor', '/audit?view=verification');
    await page.getByText('Lokia ei ole vielä tarkistettu.').waitFor();
    await page.getByRole('button', { name: 'Tarkista nyt' }).click();
    await page.getByText('Loki on eheä').waitFor();
    expect(await faults()).toEqual([]);
    const table = console().table('RegisterAudit');
    let altered: { partitionKey: string; rowKey: string } | undefined;
    for await (const row of table.listEntities()) {
      const [partitionKey = '', rowKey = ''] = [row.partitionKey, row.rowKey];
      if (altered !== undefined || row.subject !== 'contact:101') continue;
      altered = { partitionKey, rowKey };
      await table.updateEntity({ partitionKey, rowKey, actor: 'somebody' }, 'Merge');
    }
    expect(altered).toBeDefined();
    await page.getByRole('button', { name: 'Tarkista nyt' }).click();
    await page.getByText('Lokissa on virheitä').waitFor();
    await page.getByRole('rowheader', { name: 'Merkintää on muutettu' }).first().waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('audit-verification');
  });

  test('disclosures and certificates, on the smallest screen in the dark', async () => {
    const small = { viewport: SMALL, colorScheme: 'dark' } as const;
    const { page, faults, screenshot } = await console().open('auditor', '/audit?view=disclosures', small);
    await page.getByRole('rowheader', { name: 'Kirje lähetettiin' }).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('audit-disclosures-small');
    await page.getByRole('link', { name: 'Poistotodistukset' }).click();
    await page.getByText('Yhtään poistolistaa ei ole toteutettu.').waitFor();
    expect(await faults()).toEqual([]);
    const { completed, awaiting } = ERASURE_SUMMARIES;
    await page.route(/\/api\/erasures\?/, (route) =>
      route.fulfill({ json: { erasures: [awaiting, completed], continuation: null } }),
    );
    await page.reload();
    const certificate = page.getByRole('link', { name: `Avaa todistus, lista ${completed.id} (uusi välilehti)` });
    await certificate.waitFor();
    await expect.poll(() => certificate.getAttribute('href')).toBe(`/api/erasures/${completed.id}/certificate`);
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(1);
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Tapahtumat', exact: true }).click();
    await page.getByRole('table', { name: 'Tapahtumat, uusimmat ensin' }).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('audit-trail-small');
  });

  test('what the API refuses is said, and asked again', async () => {
    const { page, faults } = await console().open('officer1', '/audit');
    await page.getByRole('table', { name: 'Tapahtumat, uusimmat ensin' }).waitFor();
    let refused = 0;
    await page.route(/\/api\/audit\?/, (route) => {
      refused += 1;
      if (refused > 1) return route.continue();
      const problem = { type: 'about:blank', title: 'Too much', status: 503, detail: 'Ask for less.' };
      return route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await page.getByLabel('Yrityksen numero').fill('201');
    await page.getByRole('button', { name: 'Hae' }).click();
    await page.getByText('Haku kesti liian kauan.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Hae uudelleen' }).click();
    await page.getByRole('link', { name: 'Yritys 201' }).first().waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });
});
