import { DATA_CATEGORIES } from '../policy/data-categories.ts';
import type { Policy } from '../policy/schema.ts';
import type { RegisterProperty } from './property.ts';

/** Facts of the notice that staff read in HubSpot: `{years}`, `{notice}` and `{consentBased}` in descriptions. */
export interface NoticeWords {
  readonly years: string;
  /** What the notice is called. */
  readonly notice: string;
  /** Labels of the data held on consent; `-` where there is none. */
  readonly consentBased: string;
}

const FACT = /\{(years|notice|consentBased)\}/g;

/** The facts as a policy has them (§6, §7), in Finnish. */
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
  const filled = (text: string) => text.replaceAll(FACT, (_, fact: keyof NoticeWords) => words[fact]);
  return properties.map((property) => ({ ...property, description: filled(property.description) }));
}
