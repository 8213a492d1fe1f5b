import type { Faker } from '@faker-js/faker';

const STEMS = (
  'Havupuro Lumikaarna Tyrskyranta Kivisalama Routaharju Saraheinä Tervahauki Loimukuura Vaskisuo Hilleniemi ' +
  'Korpiloiste Suvikaiho Rantakuiske Pihkavuo Jäämarja Usvaniitty Kelotähti Viimasalo Kanervuori Poutalinna'
).split(' ');

const TRADES: readonly (readonly [trade: string, industry: string])[] = [
  ['Konepaja', 'MACHINERY'],
  ['Ohjelmistot', 'COMPUTER_SOFTWARE'],
  ['Rakennus', 'CONSTRUCTION'],
  ['Energia', 'OIL_ENERGY'],
  ['Kuljetus', 'TRANSPORTATION_TRUCKING_RAILROAD'],
  ['Elintarvike', 'FOOD_PRODUCTION'],
  ['Vakuutus', 'INSURANCE'],
  ['Metsä', 'PAPER_FOREST_PRODUCTS'],
  ['Terveys', 'HOSPITAL_HEALTH_CARE'],
  ['Kiinteistöt', 'REAL_ESTATE'],
];

export interface CompanyName {
  readonly name: string;
  /** A domain that looks Finnish and can never be real (RFC 2606 reserves `.example`). */
  readonly domain: string;
  readonly industry: string;
}

/** The `index`-th invented company name, a different one for each index below 200; `faker` picks the company form. */
export function companyName(faker: Faker, index: number): CompanyName {
  const stem = STEMS[index % STEMS.length] ?? '';
  const [trade, industry] = TRADES[(index + Math.floor(index / STEMS.length)) % TRADES.length] ?? ['', ''];
  const form = faker.helpers.weightedArrayElement([
    { weight: 8, value: 'Oy' },
    { weight: 2, value: 'Oyj' },
  ]);
  return { name: `${stem} ${trade} ${form}`, domain: `${asciiSlug(`${stem}-${trade}`)}.fi.example`, industry };
}

/** Lower-case letters without diacritics, for domains and e-mail addresses. */
export function asciiSlug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\w.-]/g, '')
    .toLowerCase();
}
