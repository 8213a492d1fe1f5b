import { describe, expect, it } from 'vitest';
import { documentCsv } from '../../src/notice/csv.ts';
import { type Document, plainText } from '../../src/notice/document.ts';
import { documentMarkdown } from '../../src/notice/markdown.ts';
import { noticeOf } from '../../src/notice/notice.ts';
import { documentPage } from '../../src/notice/page.ts';
import { recordDocument } from '../../src/notice/record/document.ts';
import { recordOf } from '../../src/notice/record/record.ts';
import { policySchema } from '../../src/policy/schema.ts';
import type { Language } from '../../src/policy/text.ts';
import { policyWith } from '../support/policy.ts';
import { example } from './example.ts';
import { allLines, textOfMarkdown, textOfPage } from './texts-of.ts';

/** Where each text of the policy stands, by a mark that has taken its place. */
const paths = new Map<string, string>();

const marked = policySchema.parse(withMarks(example, []));

function withMarks(value: unknown, path: readonly (string | number)[]): unknown {
  if (Array.isArray(value)) return value.map((one, place) => withMarks(one, [...path, place]));
  if (typeof value !== 'object' || value === null) return value;
  if ('fi' in value && 'en' in value) {
    const mark = `merkki${paths.size + 1}x`;
    paths.set(mark, path.join('.'));
    return { fi: `${mark} suomeksi`, en: `${mark} in English` };
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withMarks(one, [...path, name])]));
}

function lacking(words: string, lang: Language, but: RegExp): string[] {
  const version = lang === 'fi' ? 'suomeksi' : 'in English';
  return [...paths].flatMap(([mark, path]) => (words.includes(`${mark} ${version}`) || but.test(path) ? [] : [path]));
}

/** Of copies and letters alone, of the record alone, or of what the notice says in other words already. */
const NOT_IN_NOTICE = /^(dataSubjects|places|requests|fields\.\w+\.(contact|company))\b/;
const NOT_IN_RECORD =
  /^(notice|introductions|sources|rights|contact|complaint|obligationToProvide|profiling|changes|places|requests)\b/;

describe.each(['fi', 'en'] as const)('every text of the policy, in %s,', (lang) => {
  const notice = noticeOf(marked, lang);
  const record = recordDocument(recordOf(marked, null), lang);

  it('is in the notice, in each of its forms', () => {
    expect(lacking(allLines(notice).map(plainText).join('\n'), lang, NOT_IN_NOTICE)).toEqual([]);
    expect(lacking(textOfPage(documentPage(notice)), lang, NOT_IN_NOTICE)).toEqual([]);
    expect(lacking(textOfMarkdown(documentMarkdown(notice)), lang, NOT_IN_NOTICE)).toEqual([]);
  });

  it('is in the record of processing, in each of its forms', () => {
    expect(lacking(textOfPage(documentPage(record)), lang, NOT_IN_RECORD)).toEqual([]);
    expect(lacking(documentCsv(record), lang, NOT_IN_RECORD)).toEqual([]);
    expect(lacking(JSON.stringify(recordOf(marked, null)), lang, NOT_IN_RECORD)).toEqual([]);
  });
});

describe('texts that there are in Finnish alone', () => {
  const notice = noticeOf({ ...example, security: { fi: 'Kulunvalvonta', en: null } }, 'en');

  it('stand in Finnish in the English notice, and are marked so', () => {
    expect(documentPage(notice)).toContain('<p><span lang="fi">Kulunvalvonta</span></p>');
    expect(documentMarkdown(notice)).toContain('\n<span lang="fi">Kulunvalvonta</span>\n');
    const [line] =
      notice.sections
        .find(({ id }) => id === 'security')
        ?.blocks.flatMap((block) => ('line' in block ? [block.line] : [])) ?? [];
    expect(line).toEqual([{ text: 'Kulunvalvonta', lang: 'fi', href: null }]);
  });

  it('are nothing else: headings, labels, codes and countries are English', () => {
    const finnish = allLines(notice)
      .flat()
      .filter(({ lang }) => lang === 'fi');
    // Names, and where a document is kept, have one form.
    const evidence = example.processors.map((one) => one.evidence);
    const known = [example.controller.name, example.register, 'Kulunvalvonta', ...evidence];
    expect(finnish.map(({ text }) => text).filter((text) => !known.includes(text))).toEqual([]);
    expect(textOfPage(documentPage(notice))).toContain('contract (Article 6(1)(b))');
    expect(textOfPage(documentPage(notice))).toContain('United States');
  });
});

describe('a document', () => {
  const nasty = '1. <img src=x onerror=alert(1)> *a* _b_ [c](d) `e` | # ~ & \\ "f"';
  const written = noticeOf({ ...example, security: { fi: nasty, en: null } }, 'fi');

  it('is text and nothing more, whatever the policy says', () => {
    expect(documentPage(written)).not.toContain('<img');
    expect(textOfPage(documentPage(written))).toContain(nasty);
    const [line = ''] = /^1.*onerror.*$/m.exec(documentMarkdown(written)) ?? [];
    expect(line.replace(/\\([^a-z\s])/g, '$1')).toBe(nasty);
    expect(line.replace(/\\[^a-z\s]/g, '')).toMatch(/^[a-z\d\s=()".]*$/);
  });

  it('has each line of a text as a paragraph of its own', () => {
    const lines = noticeOf({ ...example, security: { fi: 'Yksi.\n\nKaksi.', en: null } }, 'fi');
    expect(documentPage(lines)).toContain('<p>Yksi.</p><p>Kaksi.</p>');
    expect(documentMarkdown(lines)).toContain('\nYksi.\n\nKaksi.\n');
  });

  it('links addresses of e-mail and of pages, and no other scheme', () => {
    const hrefs = [...documentPage(written).matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
    expect(hrefs).toContain('mailto:maija.malli@esimerkkivalmennus.example');
    expect(hrefs.length).toBeGreaterThan(3);
    expect(hrefs.filter((href) => !/^(mailto:|https:\/\/)/.test(href))).toEqual([]);
  });
});

describe('sections', () => {
  const idsOf = ({ sections }: Document) => sections.map(({ id }) => id);

  it('that the law adds are numbered on behind the thirteen, the objection first and apart', () => {
    const added = noticeOf(example, 'fi').sections.slice(13);
    expect(added.map(({ id }) => id)).toEqual([
      'objection',
      'portability',
      'withdrawal',
      'complaint',
      'obligationToProvide',
      'profiling',
      'changes',
    ]);
    expect(added.map(({ number }) => number)).toEqual([14, 15, 16, 17, 18, 19, 20]);
    expect(
      noticeOf(example, 'fi')
        .sections.filter(({ separate }) => separate)
        .map(({ id }) => id),
    ).toEqual(['objection']);
    expect(documentPage(noticeOf(example, 'fi'))).toContain('<section id="objection" class="separate"');
  });

  it('without anything in them are left out, and the others keep the numbers by which texts name them', () => {
    const notice = noticeOf({ ...example, security: null, complaint: null }, 'fi');
    expect(idsOf(notice)).not.toContain('security');
    expect(idsOf(notice)).not.toContain('complaint');
    expect(notice.sections.find(({ id }) => id === 'contact')?.number).toBe(13);
    expect(notice.sections.find(({ id }) => id === 'changes')?.number).toBe(19);
  });

  it('say how long data is kept by the rule itself, where the policy has no words for it', () => {
    const notice = noticeOf({ ...example, retention: { ...example.retention, years: 7, text: null } }, 'en');
    expect(textOfPage(documentPage(notice))).toContain('kept for 7 years after');
  });

  it('changes come newest first', () => {
    const changes = ['2025-01-02', '2026-01-02', '2024-01-02'].map((on) => ({
      on,
      text: { fi: `Muutos ${on}`, en: null },
    }));
    const page = textOfPage(documentPage(noticeOf({ ...example, changes }, 'fi')));
    expect(page).toMatch(/Muutos 2026-01-02.*Muutos 2025-01-02.*Muutos 2024-01-02/);
  });
});

describe('the version', () => {
  const versionOf = (document: Document) => document.facts.map(({ value }) => plainText(value)).at(-1);

  it('changes with what the notice says, and with nothing else', () => {
    const version = versionOf(noticeOf(example, 'fi'));
    const { erasure } = example;
    expect(versionOf(noticeOf({ ...example, erasure: { ...erasure, delayHours: 3 } }, 'fi'))).toBe(version);
    expect(versionOf(noticeOf({ ...example, security: { fi: 'Toisin.', en: null } }, 'fi'))).not.toBe(version);
  });
});

describe('the record of processing', () => {
  it('names what the policy does not say', () => {
    const [first, ...others] = example.processors;
    if (first === undefined) throw new Error('The example has processors.');
    const silent = { ...first, role: null, checkedOn: null };
    const record = recordDocument(
      recordOf({ ...example, processors: [silent, ...others], security: null }, 'esimerkki'),
      'fi',
    );
    const csv = documentCsv(record);
    expect(csv).toContain(`"Vastaanottajat";"30(1)(d)";"${first.name}";"Rooli";"ei kirjattu"`);
    expect(csv).toContain(`"Siirrot ja suojatoimet";"30(1)(e)";"${first.name}";"Tarkistettu";"ei kirjattu"`);
    expect(csv).toContain('"Turvatoimet";"30(1)(g)";"";"";"ei kirjattu"');
    expect(csv).toContain('"HubSpot-tili";"esimerkki"');
  });

  it('says the same in all its forms: names, addresses, and companies of which no more is known', () => {
    const officer = example.dataProtectionOfficer;
    const record = recordOf(
      {
        ...example,
        groupCompanies: [{ name: 'Pelkkä Nimi Oy', businessId: null, role: null }],
        dataProtectionOfficer: officer && { ...officer, evidence: 'Pöytäkirja 3/2026' },
      },
      null,
    );
    const { register, controller, dataProtectionOfficer } = record;
    const said = [register, controller.email, dataProtectionOfficer?.evidence, 'Pelkkä Nimi Oy'];
    const document = recordDocument(record, 'fi');
    for (const form of [textOfPage(documentPage(document)), documentCsv(document), JSON.stringify(record)])
      expect(said.filter((one) => !form.includes(one ?? '?'))).toEqual([]);
  });

  it('answers each letter of Article 30(1), in its order', () => {
    const { sections } = recordDocument(recordOf(example, null), 'fi');
    expect(sections.map(({ article }) => article)).toEqual([...'abcdefg'].map((letter) => `30(1)(${letter})`));
  });
});

describe('the record of a register whose notice leaves things open', () => {
  const page = textOfPage(documentPage(recordDocument(recordOf(policyWith(), null), 'fi')));

  it('says of each that it is not recorded', () => {
    expect(page).toContain('Samaan konserniin kuuluvat yhtiöt ei kirjattu');
    expect(page).toContain('Tietosuojavastaavaa koskeva perustelu ei kirjattu');
    expect(page).toContain('Muut säilytysajat ei kirjattu');
    const without = recordOf(policyWith({ dataProtectionOfficer: null, dataSubjects: null }), null);
    const other = textOfPage(documentPage(recordDocument(without, 'fi')));
    expect(other).toContain('Tietosuojavastaava ei kirjattu');
    expect(other).toContain('Rekisteröityjen ryhmät ei kirjattu');
  });

  it('does not say so of a complete one, nor of a company without a group', () => {
    const complete = textOfPage(documentPage(recordDocument(recordOf(marked, null), 'fi')));
    for (const what of ['konserniin kuuluvat yhtiöt', 'Tietosuojavastaava', 'perustelu', 'säilytysajat', 'ryhmät'])
      expect(complete).not.toContain(`${what} ei kirjattu`);
    const alone = textOfPage(documentPage(recordDocument(recordOf(policyWith({ groupCompanies: [] }), null), 'fi')));
    expect(alone).not.toContain('Samaan konserniin kuuluvat yhtiöt');
  });

  it('names once what contact and company both have', () => {
    expect(page.split('Yrityksen nimi')).toHaveLength(2);
  });
});

describe('what a policy without words of its own leaves to the program', () => {
  const silent = { contact: { email: null }, retention: { text: null, years: 1 }, audit: { keepYears: 1 } };
  const fields = { employer: { text: null } };
  const policy = policyWith({ ...silent, fields });

  it.each([
    ['fi', 'Henkilötietoja säilytetään 1 vuosi asiakkaan', '1 vuosi poistosta'],
    ['en', 'Personal data is kept for 1 year after', '1 year after the erasure'],
  ] as const)('is said in the %s of one year', (lang, rule, trail) => {
    expect(textOfPage(documentPage(noticeOf(policy, lang)))).toContain(rule);
    expect(textOfPage(documentPage(recordDocument(recordOf(policy, null), lang)))).toContain(trail);
  });

  it('names what contact and company both have once, and how to reach the controller where §13 does not', () => {
    const page = textOfPage(documentPage(noticeOf(policy, 'fi')));
    expect(page.split('Yrityksen nimi')).toHaveLength(2);
    expect(page).toContain('Sähköposti info@balentor.fi');
  });
});

it('an address of a page leads there, whatever signs it has, and no sign of it is taken for markup', () => {
  const url = 'https://esimerkki.example/@arkisto/a|b<script>"`c`';
  const [first, ...others] = example.processors;
  if (first === undefined) throw new Error('The example has processors.');
  const document = noticeOf({ ...example, processors: [{ ...first, evidence: url }, ...others] }, 'fi');
  expect(documentPage(document)).toContain('href="https://esimerkki.example/@arkisto/');
  const markdown = documentMarkdown(document);
  expect(markdown).toContain('(<https://esimerkki.example/@arkisto/a%7Cb%3Cscript%3E%22%60c%60>) |');
  expect(markdown).not.toMatch(/mailto:https|[^\\]<script/);
});
