import type { PartOf } from '../parts.ts';
import { type Block, heading, paragraph, pairs, table } from './block.ts';
import { PART_WORDS, PLACE_WORDS } from './words.ts';

export function leftOutBlocks({ items }: PartOf<'left_out'>): Block[] {
  const rows = items.map(({ text, groundText, ground, count, properties }) => [
    text,
    `${groundText} (${ground})`,
    String(count),
    properties.join(', '),
  ]);
  return [
    heading(2, 'Mitä on jätetty pois'),
    ...(rows.length === 0 ? [paragraph('Mitään ei ole jätetty pois.')] : []),
    ...table('Pois jätetyt tiedot ja perusteet', ['Mitä', 'Peruste', 'Määrä', 'Kentät'], rows),
  ];
}

export function placesBlocks({ places }: PartOf<'places'>): Block[] {
  const rows = places.map(({ name, state, count, scope, text }) => [
    name,
    PLACE_WORDS[state],
    count === null ? null : String(count),
    scope === null || text.includes(scope) ? text : `${text} (${scope})`,
  ]);
  return [
    heading(2, 'Mistä tietoja on haettu'),
    ...table('Paikat, joissa tietoja voi olla', ['Paikka', 'Tila', 'Määrä', 'Selitys'], rows),
  ];
}

/** The mark by which a reader sees that nothing is missing, with what there has to be. */
export function endBlocks({ parts, entries, pastValues, engagements, texts }: PartOf<'end'>): Block[] {
  const words: Readonly<Record<string, string>> = PART_WORDS;
  const counts = [
    ...Object.entries(parts).map(([part, count]) => [`Osia: ${words[part] ?? part}`, String(count)]),
    ['Arvoja', String(entries)],
    ['Arvoja eri aikoina', String(pastValues)],
    ...Object.entries(engagements).map(([type, count]) => [`Tapahtumia: ${type}`, String(count)]),
    ['Tekstejä', String(texts)],
  ];
  return [
    heading(2, END),
    ...pairs([['Osia yhteensä', String(Object.values(parts).reduce((sum, count) => sum + count, 0))]]),
    ...table('Mitä jäljennöksessä on', ['Mitä', 'Määrä'], counts),
  ];
}

const END = 'Jäljennös päättyy tähän';
