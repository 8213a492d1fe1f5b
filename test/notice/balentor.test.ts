import { describe, expect, it, test } from 'vitest';
import { plainText } from '../../src/notice/document.ts';
import { documentMarkdown } from '../../src/notice/markdown.ts';
import { noticeOf } from '../../src/notice/notice.ts';
import { documentPage } from '../../src/notice/page.ts';
import { LABELS } from '../../src/notice/words.ts';
import { policyWith } from '../support/policy.ts';
import { AS_DATA, HEAD, ORIGINAL } from './original.ts';
import { allLines, textOfMarkdown, textOfPage, wordsOf } from './texts-of.ts';

const notice = noticeOf(policyWith(), 'fi');

describe("the Finnish notice says what Balentor's own says", () => {
  it('has its thirteen sections and no other, in its order and under its headings', () => {
    expect(notice.sections.map(({ number, heading }) => `${number}. ${heading}`)).toEqual(
      ORIGINAL.map(({ heading }) => heading),
    );
  });

  test.each(ORIGINAL)('$heading', ({ id, sentences }) => {
    const section = notice.sections.find((one) => one.id === id);
    const words = section === undefined ? '' : wordsOf(section);
    const asData = (sentence: string) => AS_DATA.find(({ original }) => original === sentence)?.said ?? [sentence];
    for (const sentence of sentences.flatMap(asData)) expect(words).toContain(sentence);
  });

  test.each([
    ['as a page', textOfPage(documentPage(notice))],
    ['as Markdown', textOfMarkdown(documentMarkdown(notice))],
    ['as JSON', allLines(notice).map(plainText).join(' ')],
  ])('%s', (_form, words) => {
    const inSections = ORIGINAL.flatMap(({ sentences }) => sentences);
    const asData = AS_DATA.map(({ original }) => original);
    for (const sentence of [
      ...HEAD,
      ...inSections.filter((one) => !asData.includes(one)),
      ...AS_DATA.flatMap(({ said }) => said),
    ])
      expect(words.replaceAll(/(Laatimispäivä|Päivitetty|Y-tunnus|Osoite): /g, '$1 ')).toContain(sentence);
  });
});

test('it says nothing that the original does not say', () => {
  const original = [...HEAD, ...ORIGINAL.flatMap(({ sentences }) => sentences)].join(' ');
  const known = new Set<string>([
    ...Object.values(LABELS).map(({ fi }) => fi),
    ...AS_DATA.flatMap(({ said }) => said),
    // Of the program: by which the text is known again.
    ...notice.facts.slice(2).map(({ value }) => plainText(value)),
  ]);
  const untraced = allLines(notice)
    .map(plainText)
    .filter((text) => !known.has(text) && !original.includes(text));
  expect(untraced).toEqual([]);
});

test('all of it is Finnish', () => {
  expect(
    allLines(notice)
      .flat()
      .filter(({ lang }) => lang !== 'fi'),
  ).toEqual([]);
  expect(documentPage(notice)).not.toContain('lang="en"');
});
