import type { CopiedEntry } from '../parts/value.ts';
import type { PartOf } from '../parts.ts';
import { type Block, heading, longText, paragraph, pairs, table } from './block.ts';
import { type Times, yesNo } from './words.ts';

export function contactBlocks(part: PartOf<'contact'>, { instant }: Times): Block[] {
  return [
    heading(2, `Tietue ${part.contactId}`),
    ...pairs([
      ['Sähköpostiosoitteet', part.addresses.join(', ')],
      ['Luotu', instant(part.createdAt)],
      ['Muutettu', instant(part.modifiedAt)],
      ['Yhdistetyt tietueet', part.mergedIds.join(', ')],
    ]),
  ];
}

export function retentionBlocks(part: PartOf<'retention'>, { instant, day }: Times): Block[] {
  const { setBy } = part;
  return [
    heading(3, 'Kuinka kauan tiedot säilytetään'),
    ...pairs([
      ['Tila', part.statusText],
      ['Säilytysaika päättyy', day(part.endsOn)],
      ['Peruste', part.basisText ?? part.basis],
      ['Ratkaiseva tapahtuma', setBy && `${setBy.typeText} ${setBy.id}, ${instant(setBy.at)}`],
      ['Huomautus', part.why],
      ['Sääntö', part.rule],
    ]),
    ...table(
      'Muiden tietojen säilytysajat',
      ['Tiedot', 'Säilytysaika'],
      part.others.map(({ category, text }) => [category, text]),
    ),
  ];
}

export function categoryBlocks({ label, note, entries }: PartOf<'category'>, times: Times): Block[] {
  return [
    heading(3, label),
    ...(note === null ? [] : [paragraph(note)]),
    ...(entries.length === 0 ? [paragraph('Ei tietoja.')] : entriesBlocks(label, entries, times)),
  ];
}

export function otherPropertiesBlocks({ entries }: PartOf<'other_properties'>, times: Times): Block[] {
  const name = 'Muut kentät HubSpotissa';
  if (entries.length === 0) return [heading(3, name), paragraph('Ei tietoja.')];
  return [heading(3, name), ...entriesBlocks(name, entries, times)];
}

/** The value as HubSpot holds it, and in words where it is a code. */
export function valueWords({ value, meaning }: { readonly value: string; readonly meaning: string | null }): string {
  return meaning === null || meaning === value ? value : `${meaning} (${value})`;
}

function entriesBlocks(name: string, entries: readonly CopiedEntry[], times: Times): Block[] {
  const rows = entries.map((entry) => [
    `${entry.label} (${entry.property})`,
    valueWords(entry),
    entry.sources.join(' tai '),
    times.instant(entry.since),
    `${entry.object} ${entry.id}`,
  ]);
  return [
    ...table(name, ['Tieto', 'Arvo', 'Lähde', 'Alkaen', 'Tietue'], rows),
    ...entries.flatMap((entry) => historyBlocks(entry, times)),
  ];
}

function historyBlocks({ label, property, history, historyMayBeCut }: CopiedEntry, times: Times): Block[] {
  const rows = history.map((past) => [
    valueWords(past),
    times.instant(past.at),
    past.sources.join(' tai '),
    past.hubspotSource,
  ]);
  return [
    ...table(`Arvot eri aikoina: ${label} (${property})`, ['Arvo', 'Asetettu', 'Lähde', 'HubSpotin merkintä'], rows),
    ...(historyMayBeCut
      ? [paragraph(`${label}: HubSpot näyttää vain viimeisimmät arvot. Vanhempia voi puuttua.`)]
      : []),
  ];
}

export function companiesBlocks({ companies }: PartOf<'companies'>): Block[] {
  const rows = companies.map(({ id, name, isPrimary, labels }) => [name, id, yesNo(isPrimary), labels.join(', ')]);
  return [
    heading(3, 'Yritykset'),
    ...(rows.length === 0 ? [paragraph('Ei tietoja.')] : []),
    ...table('Yritykset, joihin tietue on liitetty', ['Nimi', 'Tunnus', 'Pääasiallinen', 'Rooli'], rows),
  ];
}

/** One engagement. */
export function engagementBlocks(part: PartOf<'engagement'>, { instant }: Times): Block[] {
  const at = instant(part.at);
  return [
    heading(4, `${part.typeText} ${part.id}${at === null ? '' : `, ${at}`}`),
    ...pairs([
      ['Muutettu', instant(part.modifiedAt)],
      ['Palvelutapahtuma', yesNo(part.isServiceContact)],
      ['Rooli', part.labels.join(', ')],
      ...part.details.map((detail) => [`${detail.label} (${detail.property})`, valueWords(detail)] as const),
      ['Liitetiedostot', part.attachmentIds.join(', ')],
      ['Muita henkilöitä tai asioita', part.othersCount === 0 ? null : String(part.othersCount)],
    ]),
    ...part.texts.map(({ property, label, text }) => longText(`${label} (${property})`, text)),
    ...part.leftOut.map(({ text, ground }) => paragraph(`Jätetty pois: ${text} (${ground})`)),
  ];
}
