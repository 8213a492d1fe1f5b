import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../src/notice/document.ts';
import { noticeOf } from '../../src/notice/notice.ts';
import { recordDocument } from '../../src/notice/record/document.ts';
import { recordOf } from '../../src/notice/record/record.ts';
import { parsePolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { noticeWords, worded } from '../../src/register/notice-words.ts';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import { registerRecord } from '../../src/register/register-record.ts';
import { type LetterTemplates, loadTemplates } from '../../src/rights/letters/load-templates.ts';
import { letterView } from '../../src/rights/letters/view.ts';
import { processorCode } from '../../src/rights/requests/duties.ts';
import { requestOf } from '../support/request-samples.ts';
import { allLines } from './texts-of.ts';

const file = await readFile(new URL('../../policy/asiakasrekisteri.json', import.meta.url), 'utf8');
let templates: LetterTemplates | undefined;
beforeAll(async () => {
  [templates] = await loadTemplates([fileURLToPath(new URL('../../policy/letters', import.meta.url))]);
});

/** The file with one passage in place of another, as somebody who edits it would leave it. */
function edited(passage: string, other: string): Policy {
  expect(file.split(passage)).toHaveLength(2);
  return parsePolicy(file.replace(passage, other), 'oma.json');
}

/** Everything that people read, made of one policy: what is asked for is a correction, granted of one property and refused of another. */
function everythingOf(policy: Policy) {
  const item = { statute: null, until: null, proofRef: null };
  const request = requestOf({
    kind: 'rectification',
    state: 'executing',
    decision: {
      items: [
        { ...item, subject: 'property:jobtitle', outcome: 'granted', ground: null },
        { ...item, subject: 'property:ruokavalio', outcome: 'refused', ground: 'still_needed' },
      ],
      by: 'one',
      at: '2026-11-24T09:30:00.000Z',
      on: '2026-11-24',
      proposedBy: null,
    },
    recipients: policy.processors.map(({ name }) => ({ processor: processorCode(name), on: '2026-11-25', by: 'one' })),
  });
  const contact = { id: '101', values: { ruokavalio: { value: 'vegaani' } } };
  const copied = registerRecord({ contact, company: undefined }, policy, []);
  const words = (document: Parameters<typeof allLines>[0]) => allLines(document).map(plainText).join('\n');
  return {
    notice: words(noticeOf(policy, 'fi')),
    record: words(recordDocument(recordOf(policy, null), 'fi')),
    letter: (templates?.fill('answer', 'fi', letterView(request, policy, 'fi')) ?? '').replaceAll('\\', ''),
    copy: copied.map(({ label, source }) => `${label} ${source.join(' ')}`).join('\n'),
    hubspot: worded(CONTACT_PROPERTIES, noticeWords(policy))
      .map(({ description }) => description)
      .join('\n'),
  };
}

type Reader = keyof ReturnType<typeof everythingOf>;

describe('what is changed in the one file', () => {
  it.each<[what: string, passage: string, other: string, seen: string, by: Reader[]]>([
    ['a recipient', '"name": "Sulava Oy"', '"name": "Uusi Pilvi Oy"', 'Uusi Pilvi Oy', ['notice', 'record', 'letter']],
    [
      'a label',
      '"label": "Ruokavalio"',
      '"label": "Erityisruokavalio"',
      'rityisruokavalio',
      ['record', 'letter', 'copy', 'hubspot'],
    ],
    ['a source', '"name": "Henkilö itse"', '"name": "Rekisteröity"', 'Rekisteröity', ['notice', 'copy']],
    ['how long data is kept', '"years": 10', '"years": 7', '7 vuotta', ['notice', 'record', 'hubspot']],
    [
      'the name of the notice',
      'Balentor Oy:n rekisteriseloste',
      'Tietosuojaseloste',
      'Tietosuojaseloste',
      ['notice', 'hubspot'],
    ],
    ['a text', 'salassapitosopimus.', 'vaitiolosopimus.', 'vaitiolosopimus', ['notice', 'record']],
    [
      'the address',
      '"address": "Väinönkatu 38 C, 40100 Jyväskylä"',
      '"address": "Katu 1, 40100 Jyväskylä"',
      'Katu 1',
      ['notice', 'record', 'letter'],
    ],
    [
      'the authority',
      '"complaint": null',
      '"complaint": { "name": "Toinen viranomainen" }',
      'Toinen viranomainen',
      ['notice', 'letter'],
    ],
  ])('is seen by all who read it: %s', (_, passage, other, seen, by) => {
    const everything = Object.entries(everythingOf(edited(passage, other)));
    expect(everything.flatMap(([reader, text]) => (text.includes(seen) ? [reader] : []))).toEqual(by);
    const before = Object.values(everythingOf(parsePolicy(file, 'oma.json')));
    expect(before.filter((text) => text.includes(seen))).toEqual([]);
  });

  it('is the basis of a purpose too', () => {
    const policy = parsePolicy(file.replace('"basis": null', '"basis": "contract"'), 'oma.json');
    const { notice, record } = everythingOf(policy);
    const before = everythingOf(parsePolicy(file, 'oma.json'));
    expect(policy.purposes[0]?.basis).toBe('contract');
    for (const [text, was] of [
      [notice, before.notice],
      [record, before.record],
    ]) {
      expect(text).toMatch(/sopimu/i);
      expect(text).not.toBe(was);
    }
  });
});
