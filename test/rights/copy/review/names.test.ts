import { describe, expect, it } from 'vitest';
import { nameFinder } from '../../../../src/rights/copy/review/names.ts';

const person = (firstname: string, lastname: string, ...addresses: string[]) => {
  return { id: `${firstname} ${lastname}`, firstname, lastname, addresses };
};
const OTHERS = [
  person('Eero', 'Virtanen', 'eero@example.fi'),
  person('Matti', 'Korhonen'),
  person('Liisa', 'Aalto'),
  person('Bo', 'Ek'),
  person('Aku', 'Esimerkki'),
  person('', '', 'nimetön@example.fi'),
];
const finder = nameFinder(OTHERS, { lastname: 'Korhonen' });

describe('nameFinder', () => {
  it.each([
    ['Soitettu Virtaselle eilen', ['Eero Virtanen']],
    ['EERO VIRTANEN', ['Eero Virtanen']],
    ['Aallon kanssa', ['Liisa Aalto']],
    ['Kerrottu Esimerkille ja Esimerkin tiimille', ['Aku Esimerkki']],
    ['esimerkiksi', ['Aku Esimerkki']],
    ['aalef', []],
    ['Aaltoa ei tavoitettu', ['Liisa Aalto']],
    ['Virta katkesi', []],
    ['vastaus: Eero@Example.fi.', ['Eero@Example.fi']],
    ['Kirjoita nimetön@example.fi', ['nimetön@example.fi']],
    ['Ekologinen', []],
    ['', []],
  ])('finds in %j %j', (text, found) => {
    expect(finder.find(text)).toEqual(found);
  });

  it('finds somebody with the last name of the person only with a first name beside it', () => {
    expect(finder.find('Korhonen lupasi palata')).toEqual([]);
    expect(finder.find('Matti Korhosen kanssa')).toEqual(['Matti Korhonen']);
    expect(finder.find('Korhonen Matti')).toEqual(['Matti Korhonen']);
  });
});
