import { expect, test } from 'vitest';
import { as } from '../support/local-sign-in.ts';
import { describeInBrowser, PHONE } from '../support/browser.ts';
import { plantedAccount } from '../support/planted-properties.ts';
import { startConsole } from '../support/console.ts';
import { syncWorld } from '../support/sync-world.ts';

describeInBrowser('the page of the notice', (browser) => {
  const console = startConsole(browser, { account: plantedAccount(syncWorld()) });

  test('before a run over everything it says that nothing was compared', async () => {
    const { page, faults } = await console().open('officer1', '/notice?view=drift');
    await page.getByText('Vertailua ei ole vielä tehty.').waitFor();
    expect(await faults()).toEqual([]);
  });

  test('the notice reads as the policy says it, in either language', async () => {
    const { page, faults, screenshot } = await console().open('auditor', '/notice');
    await page.getByRole('heading', { name: '3. Rekisterin nimi' }).waitFor();
    expect(await faults()).toEqual([]);
    await screenshot('notice');
    await page.getByLabel('Selosteen kieli').selectOption('Englanniksi');
    await page.locator('article[lang=en]').getByRole('heading', { name: '3. Name of the register' }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('lang')).toBe('en');
    expect(await faults()).toEqual([]);
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Avaa sivuna (uusi välilehti)' }).click(),
    ]);
    await opened.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => opened.evaluate('document.documentElement.lang')).toBe('en');
    await opened.close();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Lataa Markdown-tekstinä' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('notice.en.md');
  });

  test('the record of processing opens as a page and is saved as CSV', async () => {
    const { page, faults } = await console().open('admin', '/notice?view=record');
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Avaa sivuna (uusi välilehti)' }).click(),
    ]);
    await opened.getByRole('heading', { level: 1 }).waitFor();
    await opened.close();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Lataa CSV' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('rekisteri-record-of-processing.csv');
    expect(await faults()).toEqual([]);
  });

  test('gaps with their articles, and differences with counts, on a phone in the dark', async () => {
    const { call, host, open } = console();
    await call('POST', '/api/resync', { scope: 'all' }, as('admin'));
    await host.idle();
    const phone = { viewport: PHONE, colorScheme: 'dark' } as const;
    const { page, faults, screenshot } = await open('officer1', '/notice?view=findings', phone);
    const findings = page.getByRole('list', { name: 'Puutteet' });
    await findings.getByText('Artikla 13(1)(c)').first().waitFor();
    await expect
      .poll(() => findings.getByText('Mitä tehdä:').count())
      .toBe(await findings.getByRole('listitem').count());
    expect(await faults()).toEqual([]);
    await screenshot('notice-findings-phone');
    await page.getByRole('link', { name: 'Erot HubSpotiin' }).click();
    const undeclared = page.getByRole('table', { name: 'Tietoja, joita seloste ei mainitse' });
    const birth = undeclared.getByRole('row').filter({ hasText: 'date_of_birth' });
    await birth.waitFor();
    await expect
      .poll(() => birth.getByRole('cell').allTextContents())
      .toEqual(expect.arrayContaining(['Yhteystiedot', '3']));
    expect(await faults()).toEqual([]);
    await screenshot('notice-drift-phone');
  });

  test('text of the policy is text, and no address of it runs anything', async () => {
    const { page } = await console().open('officer1', '/notice?view=findings');
    const line = [{ text: '<img src=x onerror=alert(1)>', lang: 'fi', href: 'javascript:alert(1)' }];
    const notice = {
      format: 'rekisteri-notice-v1',
      lang: 'fi',
      title: line,
      subtitle: null,
      facts: [],
      sections: [
        {
          id: 'register',
          number: 3,
          heading: '<b>Nimi</b>',
          article: null,
          separate: false,
          blocks: [{ kind: 'paragraph', line }],
        },
      ],
    };
    await page.route(/\/api\/notice\?/, (route) => route.fulfill({ json: notice }));
    await page.getByRole('link', { name: 'Rekisteriseloste' }).click();
    await page.getByRole('heading', { name: '3. <b>Nimi</b>' }).waitFor();
    await expect.poll(() => page.locator('article img, article a, article b').count()).toBe(0);
    await expect.poll(() => page.getByText('<img src=x onerror=alert(1)>').count()).toBe(2);
  });
});
