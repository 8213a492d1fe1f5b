import { expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { html } from '../../../src/http/answers.ts';
import { letterPage } from '../../../src/rights/letters/letter-page.ts';
import { letterView } from '../../../src/rights/letters/view.ts';
import { PAGE_POLICY } from '../../../src/rights/page.ts';
import type { Letter, PersonRequest } from '../../../src/rights/requests/request.ts';
import { describeInBrowser, PHONE } from '../../support/browser.ts';
import { lettersIn } from '../../support/own-letters.ts';
import { policyWith } from '../../support/policy.ts';
import { requestOf } from '../../support/request-samples.ts';

const granted = { ground: null, statute: null, until: null, proofRef: null, outcome: 'granted' } as const;
const refused = { ...granted, outcome: 'refused', ground: 'legal_obligation', statute: 'KPL 2:10' } as const;

const REQUEST: Partial<PersonRequest> = {
  kind: 'erasure',
  state: 'executing',
  contactIds: ['101', '102'],
  erased: ['101'],
  identity: { how: 'call_back', by: 'one', at: '2026-11-23T09:30:00.000Z' },
  extension: { reason: 'number', on: '2026-11-24', by: 'one' },
  decision: {
    by: 'one',
    at: '2026-11-24T09:30:00.000Z',
    on: '2026-11-24',
    proposedBy: null,
    items: [
      { ...granted, subject: 'contact:101' },
      { ...refused, subject: 'contact:102', until: '2032-12-31' },
    ],
  },
};

describeInBrowser('a letter in a browser', (browser) => {
  const policy = policyWith();
  const pageOf = async (letter: Letter, language: 'fi' | 'en', addressees: readonly (readonly string[])[]) => {
    const request = requestOf(REQUEST);
    const markdown = (await lettersIn()).fill(letter, language, letterView(request, policy, language));
    const around = { sender: policy.controller, absent: ['7'], addressees, date: '28.11.2026', reference: request.id };
    return html(letterPage({ letter, language, markdown, ...around }), PAGE_POLICY);
  };
  const AINO = ['Aino <img src=x onerror=alert(1)> Ääri', 'Kirjekatu 7', '40100 Jyväskylä'];

  it('can be read by everybody, on a wide screen and on a phone', async () => {
    const wide = await browser.open(await pageOf('answer', 'fi', [AINO]));
    expect(await wide.faults()).toEqual([]);
    await wide.screenshot('letter-answer');
    const narrow = await browser.open(await pageOf('extension', 'en', []), PHONE);
    expect(await narrow.faults()).toEqual([]);
    await narrow.screenshot('letter-extension-phone');
  });

  it('is printed as one would send it: without the note, on two sheets at the most', async () => {
    const { print } = await browser.open(await pageOf('answer', 'fi', [AINO]));
    const { totalPages, text } = await extractText(
      await getDocumentProxy(new Uint8Array(await print('letter-answer'))),
    );
    const printed = text.join(' ').replaceAll(/\s+/g, ' ');
    expect(totalPages).toBeLessThanOrEqual(2);
    expect(printed).not.toMatch(/Luonnos|letter-sent/);
    expect(printed).toContain('Aino <img src=x onerror=alert(1)> Ääri Kirjekatu 7 40100 Jyväskylä');
    expect(printed).toContain('Mitä emme voi tehdä');
    expect(printed).toContain('Operatiivinen johtaja');
  });
});
