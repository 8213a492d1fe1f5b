import { expect, it } from 'vitest';
import { html } from '../../../src/http/answers.ts';
import { certificateOf } from '../../../src/rights/erasure/certificate.ts';
import { certificatePage } from '../../../src/rights/erasure/certificate-page.ts';
import { PAGE_POLICY } from '../../../src/rights/page.ts';
import { describeInBrowser, PHONE } from '../../support/browser.ts';
import { sampleItem, sampleList } from '../../support/erasure-samples.ts';
import { policyWith } from '../../support/policy.ts';

const EVENT = { chain: 'chain-3', sequence: 42, hash: 'b'.repeat(64) };
const SEAL = { chain: 'chain-3', number: 7, sequence: 50, at: '2026-11-24T09:01:00.000Z' };

describeInBrowser('a certificate in a browser', (browser) => {
  const items = [sampleItem('101'), sampleItem('102', { status: 'protected', reason: 'hold', begun: false })];
  const sources = { account: 'balentor', portalId: 7, events: new Map([['101', EVENT]]), seals: [SEAL] };
  const certificate = certificateOf(sampleList(), items, policyWith(), sources);
  const answer = html(certificatePage(certificate, 'Europe/Helsinki'), PAGE_POLICY);

  it('can be read by everybody, on a wide screen and on a phone', async () => {
    const wide = await browser.open(answer);
    expect(await wide.faults()).toEqual([]);
    await wide.screenshot('certificate');
    const narrow = await browser.open(answer, PHONE);
    expect(await narrow.faults()).toEqual([]);
    await narrow.screenshot('certificate-phone');
  });

  it('is faulted for what it loads, what its policy refuses, what is too wide, and what axe-core finds', async () => {
    const body = `<html><body><img src="https://example.com/x.png"><p style="color:red">x</p><pre>${'x'.repeat(999)}</pre></body></html>`;
    const { faults } = await browser.open({ ...answer, body });
    const found = (await faults()).join('\n');
    expect(found).toContain('image-alt');
    expect(found).toContain('html-has-lang');
    expect(found).toContain('img-src https://example.com/x.png');
    expect(found).toContain('style-src-attr inline');
    expect(found).toMatch(/wider than the screen by \d+ px/);
    const open = await browser.open({ headers: { 'content-type': 'text/html' }, body });
    expect(await open.faults()).toContain('asked of elsewhere: https://example.com/x.png');
  });
});
