import { expect, test } from 'vitest';
import { findingsSchema } from '../../src/http/schemas/findings.ts';
import { noticeSchema } from '../../src/notice/document.ts';
import { recordSchema } from '../../src/notice/record/record.ts';
import { PAGE_POLICY } from '../../src/rights/page.ts';
import { runAdmin } from '../support/admin-world.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

// Nobody signs in: a function key is enough.
const functions = startFunctions(smallAccount(), { SYNC_SCHEDULE: '0 0 0 1 1 *' });

const get = (path: string, accept?: string) =>
  functions().call('GET', path, undefined, accept === undefined ? {} : { accept });
const command = (...args: string[]) => runAdmin([...args, '--url', functions().host.url]);

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

test('the notice comes as data, as a page or as Markdown, by Accept', async () => {
  const data = await get('/api/notice');
  expect(noticeSchema.parse(data.body)).toMatchObject({
    lang: 'fi',
    title: [{ text: 'Balentor Oy:n rekisteriseloste' }],
  });
  const page = await get('/api/notice', BROWSER);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toBe(PAGE_POLICY);
  expect(page.body).toMatch(/^<!doctype html><html lang="fi">.*<h2[^>]*>1\. Rekisterinpitäjä<\/h2>/s);
  const markdown = await get('/api/notice', 'text/markdown');
  expect(markdown.headers.get('content-type')).toMatch(/^text\/markdown; charset=utf-8/);
  expect(markdown.body).toContain('\n## 13\\. Yhteydenotot\n');
  expect([data, page, markdown].map(({ headers }) => headers.get('vary'))).toEqual(['accept', 'accept', 'accept']);
});

test('an Accept that nothing fits gets JSON, as elsewhere', async () => {
  expect((await get('/api/notice', 'image/png')).headers.get('content-type')).toMatch(/^application\/json/);
  expect((await get('/api/record-of-processing', 'text/markdown')).headers.get('content-type')).toMatch(/json/);
});

test('lang chooses the language, and another one is refused', async () => {
  expect((await get('/api/notice?lang=en', BROWSER)).body).toContain('<html lang="en">');
  expect((await get('/api/record-of-processing?lang=en', BROWSER)).body).toContain('Record of processing activities');
  const refused = await get('/api/notice?lang=sv');
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'lang', message: 'must be fi or en' }] } });
});

test('the record of processing comes as data, as a page or as a table', async () => {
  const data = await get('/api/record-of-processing');
  expect(recordSchema.parse(data.body)).toMatchObject({ account: null, timeLimits: { rule: { years: 10 } } });
  const table = await get('/api/record-of-processing', 'text/csv');
  expect(table.headers.get('content-disposition')).toBe('attachment; filename="rekisteri-record-of-processing.csv"');
  expect(table.body).toContain('"Vastaanottajat";"30(1)(d)";"HubSpot Inc.";"Maa";"ei kirjattu"');
  expect((await get('/api/record-of-processing', BROWSER)).body).toContain('<html lang="fi">');
});

test('findings name article, severity and what to do', async () => {
  const { findings, checkedAt } = findingsSchema.parse((await get('/api/notice/findings')).body);
  expect(checkedAt).toBe('2026-11-23T09:30:00.000Z');
  expect(findings.map(({ code }) => code)).toContain('privacy_shield');
  expect(findings.find(({ code }) => code === 'complaint_missing')).toMatchObject({
    article: '13(2)(d)',
    severity: 'gap',
  });
});

test('nothing of it asks HubSpot for anything', async () => {
  const asked = functions().hubspot.log.length;
  for (const path of ['/api/notice', '/api/notice/findings', '/api/record-of-processing']) await get(path);
  expect(functions().hubspot.log).toHaveLength(asked);
});

test('the command line shows the same', async () => {
  const notice = await command('notice', '--lang', 'en');
  expect(notice).toMatchObject({ status: 0, err: '' });
  expect(notice.out).toContain('## 7\\. How long personal data is kept');
  expect((await command('notice', '--html')).out).toMatch(/^<!doctype html>/);
  expect(noticeSchema.parse(JSON.parse((await command('notice', '--json')).out)).lang).toBe('fi');
  expect((await command('findings', '--lang', 'fi')).out).toMatch(/^error, Article 44, 46: .*Privacy Shield/m);
  expect((await command('record-of-processing')).out).toContain(
    '# Seloste käsittelytoimista: Balentor Oy:n asiakasrekisteri',
  );
  expect((await command('record-of-processing', '--csv', '--lang', 'en')).out).toContain('"Recipients";"30(1)(d)"');
  expect(await command('record-of-processing', '--csv', '--html')).toMatchObject({ status: 2 });
  expect(await command('notice', '--lang', 'sv')).toMatchObject({ status: 2 });
});
