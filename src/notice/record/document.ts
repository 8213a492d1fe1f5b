import { type Language, yearsIn } from '../../policy/text.ts';
import { BASIS_WORDS, CATEGORY_WORDS, MECHANISM_WORDS, ROLE_WORDS } from '../code-words.ts';
import { evidenceOf, retentionBlocks } from '../contents.ts';
import { type Block, type Document, facts, finnish, type Line, list, type Said, table } from '../document.ts';
import { contactPersonBlocks, controllerBlocks } from '../parties.ts';
import { type Phrases, phrasesIn } from '../phrases.ts';
import { LABELS, RECORD_HEADINGS, type Words } from '../words.ts';
import type { ProcessingRecord } from './record.ts';

/** Where there is nothing to say, rather than nothing said. */
const DASH = '–';

type Part = readonly [
  id: keyof typeof RECORD_HEADINGS,
  blocks: (record: ProcessingRecord, phrases: Phrases) => Block[],
];

/** In the order of Art. 30(1). */
const SECTIONS: readonly Part[] = [
  [
    'controller',
    (record, phrases) => [
      ...controllerBlocks(record, phrases, record.controller.email),
      ...unrecorded(LABELS.groupCompanies, record.groupCompanies, phrases),
      ...contactPersonBlocks(record, phrases, phrases.own(LABELS.contactPerson)),
      ...unrecorded(LABELS.dataProtectionOfficer, record.dataProtectionOfficer, phrases),
      ...reasoningBlocks(record, phrases),
    ],
  ],
  ['purposes', purposeBlocks],
  ['categories', categoryBlocks],
  ['recipients', recipientBlocks],
  ['transfers', transferBlocks],
  ['timeLimits', timeLimitBlocks],
  ['security', ({ security }, { texts }) => texts(security)],
];

/** The record (Art. 30(1)) as a document: to be printed, or opened as a table. What the policy does not say is said to be lacking. */
export function recordDocument(record: ProcessingRecord, lang: Language): Document {
  const phrases = phrasesIn(lang);
  const { line, own, date } = phrases;
  const head = [
    { name: line(own(LABELS.account)), value: line(record.account) },
    { name: line(own(LABELS.updatedOn)), value: line(date(record.updatedOn)) },
  ];
  return {
    lang,
    title: line(`${own(LABELS.record)}: `, finnish(record.register)),
    subtitle: null,
    facts: head.filter(({ value }) => value.length > 0),
    sections: SECTIONS.map(([id, blocks], place) => {
      const { article, ...heading } = RECORD_HEADINGS[id];
      const said = blocks(record, phrases);
      const shown = said.length > 0 ? said : phrases.texts(LABELS.unrecorded);
      return { id, number: place + 1, heading: own(heading), article, separate: false, blocks: shown };
    }),
  };
}

/** Says that something is not recorded, where it is not. */
function unrecorded(name: Words, value: unknown, { line, own }: Phrases): Block[] {
  return value === null ? facts([[line(own(name)), line(own(LABELS.unrecorded))]]) : [];
}

/** Art. 5(2): where the reasoning on the data protection officer is kept. Whoever has one needs none. */
function reasoningBlocks({ dataProtectionOfficer: officer }: ProcessingRecord, phrases: Phrases): Block[] {
  const { line, own } = phrases;
  if (officer === null || officer.evidence === null)
    return officer?.appointed === false ? unrecorded(LABELS.reasoning, officer.evidence, phrases) : [];
  return facts([[line(own(LABELS.reasoning)), line(finnish(officer.evidence))]]);
}

function purposeBlocks({ purposes }: ProcessingRecord, phrases: Phrases): Block[] {
  const columns = [LABELS.purpose, LABELS.basis, LABELS.legitimateInterest, LABELS.categories];
  const rows = purposes.map(({ text, basis, legitimateInterest, categories }) => [
    text,
    basis && BASIS_WORDS[basis],
    // Only one of the bases needs it.
    legitimateInterest ?? (basis === null || basis === 'legitimate_interests' ? null : DASH),
    categories?.map((one) => phrases.own(CATEGORY_WORDS[one])).join(', ') ?? null,
  ]);
  return recordTable(LABELS.purposes, columns, rows, phrases);
}

function categoryBlocks({ dataSubjects, categories }: ProcessingRecord, phrases: Phrases): Block[] {
  const { line, own } = phrases;
  const labelsOf = (labels: readonly Said[]) =>
    line(...labels.flatMap((one, place) => (place === 0 ? [one] : [', ', one])));
  const columns = [own(LABELS.category), own(LABELS.description), own(LABELS.holds)];
  return [
    ...unrecorded(LABELS.dataSubjects, dataSubjects, phrases),
    ...list((dataSubjects ?? []).map((one) => line(one))),
    ...table(
      own(LABELS.categories),
      columns,
      categories.map(({ code, text, labels }) => [line(own(CATEGORY_WORDS[code])), line(text), labelsOf(labels)]),
    ),
  ];
}

function recipientBlocks({ recipients }: ProcessingRecord, phrases: Phrases): Block[] {
  const columns = [LABELS.recipient, LABELS.role, LABELS.use, LABELS.country];
  const rows = recipients.map(({ name, role, purpose, country }) => [
    name,
    role && ROLE_WORDS[role],
    purpose,
    country && phrases.country(country),
  ]);
  return recordTable(LABELS.recipients, columns, rows, phrases);
}

function transferBlocks({ transfers, recipients }: ProcessingRecord, phrases: Phrases): Block[] {
  const columns = [LABELS.recipient, LABELS.mechanism, LABELS.safeguard, LABELS.evidence, LABELS.checkedOn];
  const rows = recipients.map(({ name, mechanism, safeguard, evidence, checkedOn }) => [
    name,
    mechanism && MECHANISM_WORDS[mechanism],
    safeguard,
    evidence && evidenceOf(evidence, phrases.lang),
    checkedOn && phrases.date(checkedOn),
  ]);
  return [...phrases.texts(transfers), ...recordTable(LABELS.transfers, columns, rows, phrases)];
}

function timeLimitBlocks({ timeLimits }: ProcessingRecord, phrases: Phrases): Block[] {
  const { rule, text, others, trailYears } = timeLimits;
  const without = { created: LABELS.fromCreation, unknown: LABELS.notErased }[rule.withoutContact];
  const { line, own } = phrases;
  return [
    ...retentionBlocks({ text, years: rule.years, others }, phrases),
    ...unrecorded(LABELS.otherPeriods, others, phrases),
    ...facts([
      [line(own(LABELS.whoseContact)), line(own({ customer: LABELS.customers, contact: LABELS.persons }[rule.clock]))],
      [line(own(LABELS.withoutContact)), line(own(without))],
      [
        line(own(LABELS.trail)),
        line(
          own({
            fi: `${yearsIn(trailYears, 'fi')} poistosta`,
            en: `${yearsIn(trailYears, 'en')} after the erasure`,
          }),
        ),
      ],
    ]),
  ];
}

/** A table of which every cell says something: what is not recorded is said to be so. */
function recordTable(
  caption: Words,
  columns: readonly Words[],
  rows: readonly (readonly Said[])[],
  { line, own }: Phrases,
): Block[] {
  const cell = (said: Said): Line => line(said ?? own(LABELS.unrecorded));
  return table(
    own(caption),
    columns.map(own),
    rows.map((row) => row.map(cell)),
  );
}
