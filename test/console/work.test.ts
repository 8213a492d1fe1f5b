import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { preparedSchema } from '../../src/http/schemas/erasure.ts';
import { statisticsSchema } from '../../src/http/schemas/statistics.ts';
import { addRecord, editRecord } from '../../local/simulator/change.ts';
import { byUser } from '../../local/simulator/sources.ts';
import { describeInBrowser } from '../support/browser.ts';
import { type Person, startConsole } from '../support/console.ts';
import { erasureAccount, NOW } from '../support/erasure-register.ts';
import { as } from '../support/local-sign-in.ts';

// What waits for whom, and runs: one register, in which a list awaits its approval and two requests are open.

const HOSTILE = `<img src=x onerror="document.title='owned'">`;

const account = erasureAccount();
addRecord(account, 'contacts', {
  id: '401',
  createdAt: '2024-03-02T08:00:00.000Z',
  properties: { firstname: HOSTILE, lastname: '<script>alert(1)</script>', email: 'hostile@example.fi' },
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const rows = (page: Page, name: string) => region(page, name).getByRole('listitem');

describeInBrowser('tasks, runs and health in the console', (browser) => {
  const console = startConsole(browser, { account, environment: { ERASURE_KEY: 'an-erasure-key-for-tests' } });
  let listId = '';

  beforeAll(async () => {
    const { call, host, hubspot } = console();
    await call('POST', '/api/resync', { scope: 'all' }, as('admin'));
    await host.idle();
    for (const id of ['301', '302'])
      editRecord(hubspot.account, 'contacts', id, { rekisteri_retention_decision: 'erase' }, NOW, byUser(7));
    const held = { rekisteri_retention_decision: 'erase', rekisteri_hold_until: '2030-01-01' };
    editRecord(hubspot.account, 'contacts', '303', held, NOW, byUser(7));
    const prepared = await call('POST', '/api/erasures', { ground: 'retention' }, as('officer1'));
    listId = preparedSchema.parse(prepared.body).id;
    await host.idle();
    const wish = { channel: 'letter', contactIds: ['401'] };
    for (const [kind, receivedOn] of [
      ['access', '2026-11-20'],
      ['rectification', '2026-10-01'],
    ])
      expect((await call('POST', '/api/requests', { kind, receivedOn, ...wish }, as('officer1'))).status).toBe(201);
    await host.idle();
  });

  test.each<[Person, string, readonly RegExp[]]>([
    [
      'officer1',
      'Käsiteltävät',
      [/Tietojen oikaisu.*myöhässä 21 päivää/, /Omien tietojen tarkastus.*28 päivää jäljellä/],
    ],
    ['officer1', 'Seurattavat', [/Poistolista.*Valmistelija ei voi hyväksyä/]],
    ['officer2', 'Käsiteltävät', [/Tietojen oikaisu/, /Poistolista.*on tarkastettava/, /Omien tietojen tarkastus/]],
    ['auditor', 'Seurattavat', [/Tietojen oikaisu/, /Poistolista.*Listan hyväksyy/, /Omien tietojen tarkastus/]],
    ['admin', 'Käsiteltävät', [/Kunto: Asetukset.*Vaatii huomiota/]],
  ])('for %s: %s, the most urgent first', async (person, section, expected) => {
    const { page, faults } = await console().open(person);
    const places = async () => {
      const shown = (await rows(page, section).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
      return expected.map((pattern) => shown.findIndex((text) => pattern.test(text)));
    };
    // Whatever is to be done shows as soon as the call that it is known by was answered.
    await expect.poll(places).not.toContain(-1);
    const found = await places();
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(await faults()).toEqual([]);
  });

  test('a task leads to its page', async () => {
    const { page } = await console().open('officer2');
    await region(page, 'Käsiteltävät').getByRole('link', { name: 'Poistolista, 2 henkilöä' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/api/console/erasures/${listId}`);
  });

  test('those whose retention has ended wait for a decision or for a list, until one is under way', async () => {
    const { page, faults } = await console().open('officer2');
    const mine = region(page, 'Käsiteltävät');
    await page.route('**/api/statistics', async (route) => {
      const answer = await route.fetch();
      const told = statisticsSchema.parse(await answer.json());
      const counts = told.counts && { ...told.counts, endedByDecision: { keep: 3, erase: 9, none: 45 } };
      await route.fulfill({ response: answer, json: { ...told, counts } });
    });
    await page.reload();
    // A list of two people is; the third who was to be on it is held.
    await mine.getByRole('link', { name: 'Poistolista, 2 henkilöä' }).waitFor();
    await mine.getByText('45 henkilön säilytysaika on päättynyt ilman päätöstä').waitFor();
    await expect.poll(() => page.getByText('on päätetty poistaa').count()).toBe(0);
    await page.route('**/api/erasures?*', (route) => route.fulfill({ json: { erasures: [], continuation: null } }));
    await page.reload();
    await mine.getByText('9 henkilön tiedot on päätetty poistaa').waitFor();
    expect(await faults()).toEqual([]);
    await mine.getByRole('link', { name: '45 henkilön säilytysaika on päättynyt ilman päätöstä' }).click();
    await expect.poll(() => page.url()).toMatch(/retention\?status=ended$/);
  });

  test('whoever is named with markup in HubSpot is named with it as text', async () => {
    const { page, faults } = await console().open('officer1');
    await region(page, 'Käsiteltävät').getByText(HOSTILE).first().waitFor();
    await expect.poll(() => page.locator('img').count()).toBe(0);
    await expect.poll(() => page.title()).toBe('Tehtävät – Rekisteri');
    expect(await faults()).toEqual([]);
  });

  test('a name that turns the direction of text leaves the id beside it as it is', async () => {
    const { page } = await console().open('officer1', '/retention');
    const told = (id: string) => ({ contactId: id, name: '\u202eodnO', email: null });
    await page.route('**/api/contacts/names', async (route) => {
      const { contactIds } = route.request().postDataJSON() as { contactIds: string[] };
      await route.fulfill({ json: { names: contactIds.map(told), missing: [] } });
    });
    await page.reload();
    const id = page.getByRole('row').getByText('odnO').first().locator('xpath=following-sibling::*');
    // Where the first and the last letter of `Yhteystieto 401` stand on the screen.
    const [first, last] = await id.evaluate((element) => {
      const text = element.firstChild as Text;
      return [0, text.length - 1].map((at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const { left, top } = range.getBoundingClientRect();
        return top * 10_000 + left;
      });
    });
    expect(first).toBeLessThan(last ?? 0);
  });

  test('what could not be fetched is not said to be nothing', async () => {
    const { page, faults } = await console().open('officer1');
    await page.getByText(/^\d+ asiaa käsiteltävänä$/).waitFor();
    await page.route('**/api/{requests,erasures,returns,runs,health,notice,statistics}**', (route) => route.abort());
    await page.reload();
    await page.getByText('Pyyntöjä ei voitu hakea.').waitFor();
    await page.getByText('Haetaan…').first().waitFor({ state: 'detached' });
    for (const said of [/käsiteltävänä$/, 'Käsiteltävää ei ole.', 'Seurattavaa ei ole.'])
      await expect.poll(() => page.getByText(said).count(), { message: String(said) }).toBe(0);
    expect(await faults()).toEqual([]);
  });

  test('an administrator tries a run, follows it to its end, and sees what it would change', async () => {
    const { hubspot } = console();
    editRecord(hubspot.account, 'contacts', '307', { rekisteri_retention_ends: '2020-01-01' }, NOW);
    const { page, faults, screenshot } = await console().open('admin', '/runs');
    await page.getByRole('button', { name: 'Käynnistä ajo' }).click();
    await page.getByLabel('Mitä ajo koskee').selectOption({ label: 'Nimetyt yhteystiedot' });
    await page.getByRole('button', { name: 'Käynnistä', exact: true }).click();
    await page.getByText('Vähintään yksi numero tai osoite tarvitaan.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByLabel('Yhteystietojen numerot').fill('307');
    await page.getByRole('button', { name: 'Käynnistä', exact: true }).click();
    await heading(page, 'Ajo: nimetyt yhteystiedot (koeajo)').waitFor();
    await region(page, 'Ajon tiedot').getByText('Onnistui').first().waitFor();
    const change = page.getByRole('row').filter({ hasText: 'rekisteri_retention_ends' });
    await expect
      .poll(async () => (await change.getByRole('cell').allInnerTexts()).slice(0, 3))
      .toEqual(['rekisteri_retention_ends', '2020-01-01', '2035-05-04']);
    await change.getByRole('rowheader', { name: 'Nimi307 Yhteystieto 307' }).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('console-run');
  });

  test('a run that goes on is followed, and cancelled after asking once', async () => {
    const { page, faults } = await console().open('admin', '/runs');
    const { body } = await console().call('GET', '/api/runs', undefined, as('admin'));
    const [run] = Object(body).runs;
    const going = {
      ...run,
      status: 'running',
      phase: 'reading',
      progress: 0.25,
      failures: [],
      notices: [],
      problems: [],
    };
    const ended = { ...going, status: 'cancelled', phase: 'finished' };
    const asked: string[] = [];
    await page.route(`**/api/runs/${run.runId}**`, (route) => {
      const method = route.request().method();
      if (method === 'DELETE') asked.push(method);
      return route.fulfill({ status: method === 'DELETE' ? 202 : 200, json: asked.length > 0 ? ended : going });
    });
    await region(page, 'Ajot').getByRole('link').first().click();
    const facts = region(page, 'Ajon tiedot');
    await expect.poll(() => facts.getByRole('progressbar', { name: 'Eteneminen' }).getAttribute('value')).toBe('0.25');
    await facts.getByText('Ajo: Käynnissä, luetaan yhteystietoja ja yrityksiä').waitFor();
    await page.getByRole('button', { name: 'Peru ajo' }).click();
    const dialog = page.getByRole('dialog', { name: 'Perutaanko ajo?' });
    expect(await faults()).toEqual([]);
    expect(asked).toEqual([]);
    await dialog.getByRole('button', { name: 'Peru ajo' }).click();
    await facts.getByText('Ajo: Peruttu').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Peru ajo' }).count()).toBe(0);
  });

  test('whatever a run reports is text, and so is what it would change', async () => {
    const { page, faults } = await console().open('auditor', '/runs');
    const { body } = await console().call('GET', '/api/runs', undefined, as('auditor'));
    const [run] = Object(body).runs;
    const change = { contactId: '401', property: HOSTILE, before: HOSTILE, after: '=1+1', reason: HOSTILE };
    const hostile = {
      ...run,
      dryRun: true,
      status: 'failed',
      error: { code: 'unexpected', message: HOSTILE },
      failures: [{ companyId: HOSTILE, reason: HOSTILE }],
      notices: [{ contactId: '401', reason: HOSTILE }],
      problems: [HOSTILE],
      changes: { items: [change], continuation: null },
      provisioning: [{ on: 'contacts', what: 'property', name: HOSTILE, action: 'create' }],
    };
    await page.route('**/api/runs/*', (route) => route.fulfill({ json: hostile }));
    await page.getByRole('region', { name: 'Ajot', exact: true }).getByRole('link').first().click();
    await region(page, 'Epäonnistuneet').getByText(HOSTILE).first().waitFor();
    await expect.poll(() => page.getByText(HOSTILE).count()).toBeGreaterThan(8);
    await expect.poll(() => page.locator('img').count()).toBe(0);
    await expect.poll(() => page.title()).toMatch(/^Ajo: .* – Rekisteri$/);
    expect(await faults()).toEqual([]);
  });

  test('what failed, or is not in order, is told with what to do', async () => {
    const { call } = console();
    const checks = [
      { name: 'storage', status: 'ok' },
      { name: 'drift', status: 'degraded', reason: HOSTILE, action: 'Name it.' },
      { name: 'hubspotScopes', status: 'failed', reason: 'HubSpot refuses the token.', action: 'Add the scopes.' },
      { name: 'something_new', status: 'degraded', reason: 'It is new.', action: 'Read on.' },
    ];
    const [run] = Object((await call('GET', '/api/runs', undefined, as('admin'))).body).runs;
    const failed = { ...run, dryRun: false, scope: 'changed', status: 'failed' };
    const { page, faults } = await console().open('admin', '/returns');
    await page.route('**/api/health', (route) =>
      route.fulfill({ status: 503, json: { status: 'failed', checkedAt: '2026-11-23T09:30:00.000Z', checks } }),
    );
    await page.route('**/api/runs?**', (route) => route.fulfill({ json: { runs: [failed], continuation: null } }));
    await page.getByRole('link', { name: 'Ajot ja kunto' }).click();
    const health = region(page, 'Kunto');
    await health.getByRole('listitem').first().waitFor();
    await expect
      .poll(() => health.getByRole('heading', { level: 3 }).allInnerTexts())
      .toEqual([
        expect.stringMatching(/^Oikeudet HubSpotissa\s+Ei toimi$/),
        expect.stringMatching(/^Seloste ja HubSpotin tiedot\s+Vaatii huomiota$/),
        expect.stringMatching(/^something_new\s+Vaatii huomiota$/),
      ]);
    for (const text of ['Avaimelta puuttuu oikeuksia.', 'It is new.', 'klo 11.30', '1 kohta kunnossa'])
      await health.getByText(text).waitFor();
    // What the API says stands beside it, in its own words.
    await health.getByText('HubSpot refuses the token.').waitFor();
    await expect.poll(() => health.getByText('something_new').count()).toBe(1);
    await expect.poll(() => page.locator('img').count()).toBe(0);
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Tehtävät' }).click();
    const mine = region(page, 'Käsiteltävät');
    await mine.getByText('Kunto: Oikeudet HubSpotissa').waitFor();
    await mine.getByRole('link', { name: 'Ajo epäonnistui: muuttuneet tiedot' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/api/console/runs/${failed.runId}`);
  });
});
