import fc from 'fast-check';
import type { AccountData } from '../../local/simulator/account.ts';
import { addSubscriptionType } from '../../local/simulator/subscription-type.ts';
import { defineTrainingProperties } from '../../local/simulator/data/training-properties.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { newActivity } from './random-day/activities.ts';
import type { Change } from './random-day/change.ts';
import { newCompany } from './random-day/companies.ts';
import { newContact } from './random-day/contacts.ts';

const DAY_MS = 86_400_000;

const PURPOSES = [
  { id: '4101', name: 'Uutiskirje', description: '', isActive: true },
  { id: '4102', name: 'Kutsut', description: '', isActive: true },
  { id: '4090', name: 'Asiakaslehti', description: '', isActive: false },
];

const many = <T>(one: fc.Arbitrary<T>, count: number) => fc.array(one, { minLength: count, maxLength: count });

/** How a small account comes about. */
export interface Founding {
  readonly companies: readonly Change[];
  /** Each with the age of the record in days. */
  readonly people: readonly { readonly person: Change; readonly days: number }[];
  readonly activities: readonly Change[];
}

/** Three companies, then eight people, with or without consents, then fifteen activities. */
export const founding: fc.Arbitrary<Founding> = fc.record({
  companies: many(newCompany, 3),
  people: many(fc.record({ person: newContact, days: fc.constantFrom(1, 300, 3470, 3653, 4000) }), 8),
  activities: many(newActivity, 15),
});

/** The small account as it is at `now` (epoch ms); it has no holds yet, as the property for them does not exist. */
export function foundAccount({ companies, people, activities }: Founding, now: number): AccountData {
  const account = emptyAccount(1, 'Europe/Helsinki');
  defineTrainingProperties(account);
  for (const purpose of PURPOSES) addSubscriptionType(account, { ...purpose });
  const surroundings = { account, mergeKeepsPrimaryId: false };
  for (const company of companies) company.apply(surroundings, now - 4000 * DAY_MS);
  for (const { person, days } of people) person.apply(surroundings, now - days * DAY_MS);
  for (const activity of activities) activity.apply(surroundings, now);
  return account;
}
