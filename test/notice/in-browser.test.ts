import { expect, it, test } from 'vitest';
import { html } from '../../src/http/answers.ts';
import { noticeOf } from '../../src/notice/notice.ts';
import { documentPage } from '../../src/notice/page.ts';
import { recordDocument } from '../../src/notice/record/document.ts';
import { recordOf } from '../../src/notice/record/record.ts';
import { PAGE_POLICY } from '../../src/rights/page.ts';
import { describeInBrowser } from '../support/browser.ts';
import { policyWith } from '../support/policy.ts';
import { example } from './example.ts';

/** What the margins leave of a sheet, at 96 points to the inch. */
const A4 = { width: 657, height: 986 };

/** A window of 1280 points at 400 % (WCAG 1.4.10); no phone is narrower. */
const NARROWEST = { width: 320, height: 640 };

/** As no policy has them, and as addresses and compounds come near to. */
const LONG_WORDS = { security: { fi: 'tietosuoja'.repeat(30), en: null }, register: 'asiakasrekisteri'.repeat(20) };

const PAGES = [
  ['notice-balentor-fi', noticeOf(policyWith(), 'fi')],
  ['notice-example-en', noticeOf(example, 'en')],
  ['notice-long-words-fi', noticeOf({ ...example, ...LONG_WORDS }, 'fi')],
  ['record-balentor-fi', recordDocument(recordOf(policyWith(), null), 'fi')],
] as const;

describeInBrowser('the notice and the record of processing in a browser', (browser) => {
  test.each(PAGES)('%s can be read by everybody, on a wide screen and on a phone', async (name, document) => {
    const answer = html(documentPage(document), PAGE_POLICY);
    const wide = await browser.open(answer);
    expect(await wide.faults()).toEqual([]);
    await wide.screenshot(name);
    const narrow = await browser.open(answer, NARROWEST);
    expect(await narrow.faults()).toEqual([]);
    await narrow.screenshot(`${name}-phone`);
  });

  it('can be printed: nothing is wider than the paper', async () => {
    const { page, print, faults } = await browser.open(html(documentPage(noticeOf(example, 'fi')), PAGE_POLICY), A4);
    await page.emulateMedia({ media: 'print' });
    expect(await faults()).toEqual([]);
    await print('notice-example-fi');
  });
});
