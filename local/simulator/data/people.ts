import type { Faker } from '@faker-js/faker';
import type { DateTime } from 'luxon';
import { asciiSlug } from './company-names.ts';
import { dateText } from './helsinki-time.ts';

const JOB_TITLES = [
  'Henkilöstöpäällikkö',
  'Toimitusjohtaja',
  'Myyntijohtaja',
  'Kehityspäällikkö',
  'Tuotantopäällikkö',
  'Talouspäällikkö',
  'Tiiminvetäjä',
  'Projektipäällikkö',
  'Asiantuntija',
  'Hankintapäällikkö',
];
const UNITS = ['Henkilöstöpalvelut', 'Myynti', 'Tuotanto', 'Talous', 'Tuotekehitys', 'Pohjoinen alue'];
const EVENTS = [
  'Esihenkilövalmennus',
  'Johdon valmennusohjelma',
  'Myyntivalmennus',
  'Aamiaistilaisuus',
  'DiSC-analyysi',
];
const DIETS = ['gluteeniton', 'kasvis', 'vegaani', 'laktoositon', 'pähkinäallergia'];

/** Names and contact details; `domain` is the employer's, and `serial` keeps the address unique. */
export function contactDetails(faker: Faker, domain: string, serial: number): Record<string, string> {
  const firstname = faker.person.firstName();
  const lastname = faker.person.lastName();
  const details: Record<string, string> = {
    firstname,
    lastname,
    email: `${asciiSlug(`${firstname}.${lastname}`)}.${serial}@${domain}`,
    hs_language: faker.helpers.weightedArrayElement([
      { weight: 17, value: 'fi' },
      { weight: 2, value: 'sv' },
      { weight: 1, value: 'en' },
    ]),
  };
  if (faker.datatype.boolean(0.6)) details.phone = phoneNumber(faker);
  if (faker.datatype.boolean(0.4)) details.mobilephone = phoneNumber(faker);
  return faker.datatype.boolean(0.3) ? { ...details, ...postalAddress(faker) } : details;
}

/** A Finnish postal address that leads nowhere in particular. */
export function postalAddress(faker: Faker): Record<string, string> {
  const [address, zip, city] = [faker.location.streetAddress(), faker.location.zipCode(), faker.location.city()];
  return { address, zip, city, country: 'Suomi' };
}

/** A number of Finnish form. */
export function phoneNumber(faker: Faker): string {
  return faker.helpers.replaceSymbols('+358 40 000 ####');
}

/** The job, on most contacts only in part. */
export function jobDetails(faker: Faker): Record<string, string> {
  const job: Record<string, string> = { jobtitle: faker.helpers.arrayElement(JOB_TITLES) };
  if (faker.datatype.boolean(0.3)) job.job_function = faker.helpers.arrayElement(['HR', 'Johto', 'Myynti', 'Tuotanto']);
  if (faker.datatype.boolean(0.3)) job.seniority = faker.helpers.arrayElement(['johto', 'keskijohto', 'asiantuntija']);
  if (faker.datatype.boolean(0.35)) job.tyokokemus_vuotta = String(faker.number.int({ min: 1, max: 38 }));
  if (faker.datatype.boolean(0.35)) job.liiketoimintayksikko = faker.helpers.arrayElement(UNITS);
  return job;
}

/** What the contact took part in, and the diet told for it; on part of the contacts. `today` is the Helsinki date. */
export function participation(faker: Faker, today: DateTime): Record<string, string> {
  if (!faker.datatype.boolean(0.45)) return {};
  const day = today.minus({ days: faker.number.int({ min: -60, max: 9 * 365 }) });
  const values: Record<string, string> = {
    osallistumiset: faker.helpers.arrayElements(EVENTS, { min: 1, max: 3 }).join('\n'),
    viimeisin_tilaisuus_pvm: dateText(day),
  };
  if (!faker.datatype.boolean(0.4)) return values;
  const consented = faker.datatype.boolean(0.75);
  if (consented || faker.datatype.boolean(0.5)) values.ruokavalio_suostumus = String(consented);
  return { ...values, ruokavalio: faker.helpers.arrayElement(DIETS) };
}
