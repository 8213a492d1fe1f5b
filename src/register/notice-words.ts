import { DATA_CATEGORIES } from '../policy/data-categories.ts';
import type { Policy } from '../policy/schema.ts';
import { yearsIn } from '../policy/text.ts';
import type { RegisterProperty } from './property.ts';

/** Facts of the notice that staff read in HubSpot, `{years}` and so on in descriptions. */
export interface NoticeWords {
  /** For how many years data is kept, as a number; `{years}` and `{yearsInEnglish}` say it with its word. */
  readonly years: string;
  /** What the notice is called. */
  readonly notice: string;
  /** Labels of the data held on consent; `-` where there is none. */
  readonly consentBased: string;
}

const FACT = /\{(years|yearsInEnglish|notice|consentBased)\}/g;

/** The facts as a policy has them (§6, §7). */
export function noticeWords({ notice, retention, consentBased, fields }: Policy): NoticeWords {
  const labels = new Map(
    DATA_CATEGORIES.flatMap((category) => fields[category].contact.map(({ property, label }) => [property, label.fi])),
  );
  const onConsent = consentBased.map(({ property }) => (labels.get(property) ?? property).toLocaleLowerCase('fi'));
  return {
    years: String(retention.years),
    notice: notice.title?.fi ?? 'tietosuojaseloste',
    consentBased: onConsent.join(', ') || '-',
  };
}

/** Properties of ours with the facts of a notice in their descriptions. */
export function worded(properties: readonly RegisterProperty[], words: NoticeWords): RegisterProperty[] {
  const years = Number(words.years);
  const facts = { ...words, years: yearsIn(years, 'fi'), yearsInEnglish: yearsIn(years, 'en') };
  const filled = (text: string) => text.replaceAll(FACT, (_, fact: keyof typeof facts) => facts[fact]);
  return properties.map((property) => ({ ...property, description: filled(property.description) }));
}
