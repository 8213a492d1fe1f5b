import { DATA_CATEGORIES, type DataCategory } from '../policy/data-categories.ts';
import type { Policy } from '../policy/schema.ts';
import { type LocalText, yearsIn } from '../policy/text.ts';
import { BASIS_WORDS, CATEGORY_WORDS, MECHANISM_WORDS } from './code-words.ts';
import { type Block, finnish, type Line, linkTo, list, type Said, table } from './document.ts';
import type { Phrases } from './phrases.ts';
import { LABELS } from './words.ts';

/** §5, Art. 13(1)(c), (d): why data is processed; a table where more is known than the purposes themselves. */
export function purposeBlocks({ purposes, introductions }: Policy, { line, own, texts }: Phrases): Block[] {
  const known = purposes.some(({ basis, categories }) => basis !== null || categories !== null);
  const columns = [own(LABELS.purpose), own(LABELS.basis), own(LABELS.legitimateInterest), own(LABELS.categories)];
  const rows = purposes.map(({ text, basis, legitimateInterest, categories }) => [
    line(text),
    line(basis === null ? null : own(BASIS_WORDS[basis])),
    line(legitimateInterest),
    line(categories?.map((one) => own(CATEGORY_WORDS[one])).join(', ') ?? null),
  ]);
  return [
    ...texts(introductions.purposes),
    ...(known ? table(own(LABELS.purposes), columns, rows) : list(purposes.map(({ text }) => line(text)))),
  ];
}

/** §6, Art. 14(1)(d): what the register holds, by category. */
export function fieldBlocks(policy: Policy, phrases: Phrases): Block[] {
  const items = DATA_CATEGORIES.map((category) => categoryLine(category, policy, phrases));
  return [...phrases.texts(policy.introductions.fields), ...list(items)];
}

/** A category as the notice words it, else by the labels of its properties. */
function categoryLine(category: DataCategory, { fields }: Policy, { line, own }: Phrases): Line {
  const { text, contact, company } = fields[category];
  if (text !== null) return line(text);
  const labels = labelsOf({ contact, company }).flatMap((label, place): Said[] => [place === 0 ? ': ' : ', ', label]);
  return line(own(CATEGORY_WORDS[category]), ...labels);
}

/** What a category holds; what contact and company both have stands once. */
export function labelsOf({
  contact,
  company,
}: Pick<Policy['fields'][DataCategory], 'contact' | 'company'>): LocalText[] {
  const labels = [...contact, ...company].map(({ label }) => label);
  return labels.filter(({ fi }, place) => labels.findIndex((one) => one.fi === fi) === place);
}

/** §7, Art. 13(2)(a): how long data is kept; what the rule is where the policy has no wording of its own. */
export function retentionBlocks(
  { text, years, others }: Pick<Policy['retention'], 'text' | 'years' | 'others'>,
  { line, own, texts }: Phrases,
): Block[] {
  const rule = {
    fi: `Henkilötietoja säilytetään ${yearsIn(years, 'fi')} asiakkaan viimeisimmästä palvelukontaktista tai yhteydenotosta.`,
    en: `Personal data is kept for ${yearsIn(years, 'en')} after the customer’s latest service contact or contact.`,
  };
  return [
    ...texts(text ?? rule),
    ...table(
      own(LABELS.otherPeriods),
      [own(LABELS.category), own(LABELS.period)],
      (others ?? []).map((one) => [line(one.category), line(one.text)]),
    ),
  ];
}

/** §8, Art. 14(2)(f): where data comes from, and whether from sources open to the public. */
export function sourceBlocks({ sources, introductions }: Policy, { line, own, texts }: Phrases): Block[] {
  const known = sources.some(({ publiclyAccessible }) => publiclyAccessible !== null);
  const rows = sources.map(({ name, publiclyAccessible: open }) => [
    line(name),
    line(open === null ? null : own(open ? LABELS.yes : LABELS.no)),
  ]);
  return [
    ...texts(introductions.sources),
    ...(known
      ? table(own(LABELS.sources), [own(LABELS.source), own(LABELS.publicSource)], rows)
      : list(sources.map(({ name }) => line(name)))),
  ];
}

/** §9, Art. 13(1)(f): disclosures and transfers, and of each recipient the ground for them where it is known. */
export function transferBlocks(
  { transfers, processors }: Policy,
  { line, own, texts, country, lang }: Phrases,
): Block[] {
  const columns = [LABELS.recipient, LABELS.mechanism, LABELS.safeguard, LABELS.evidence];
  const grounded = processors.flatMap(({ mechanism, ...one }) => (mechanism === null ? [] : [{ ...one, mechanism }]));
  const rows = grounded.map(({ name, country: place, mechanism, safeguard, evidence }) => [
    line(place === null ? name : `${name} (${country(place)})`),
    line(own(MECHANISM_WORDS[mechanism])),
    line(safeguard),
    line(evidence === null ? null : evidenceOf(evidence, lang)),
  ]);
  return [...texts(transfers), ...table(own(LABELS.transfers), columns.map(own), rows)];
}

/** Where a safeguard is to be found: an address of a page leads there. */
export function evidenceOf(evidence: string, lang: Phrases['lang']): Said {
  return /^https:\/\/\S+$/.test(evidence) ? linkTo(evidence, lang) : finnish(evidence);
}
