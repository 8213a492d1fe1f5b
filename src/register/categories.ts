import { DATA_CATEGORIES, type DataCategory } from '../policy/data-categories.ts';
import type { Policy } from '../policy/schema.ts';
import type { LocalText } from '../policy/text.ts';
import type { Clock } from './clock.ts';
import type { HeldValues } from './difference.ts';
import { optOutOf, type Purpose } from './purpose.ts';
import { textOf } from './value.ts';

export { DATA_CATEGORIES, type DataCategory };

/** A property that belongs to a category, with the label a person reads. */
export interface CategoryField {
  readonly property: string;
  readonly label: LocalText;
}

/** The contact properties of a category: those of the policy, and of the consents the opt-out of each active purpose. */
export function contactFields(category: DataCategory, policy: Policy, purposes: readonly Purpose[]): CategoryField[] {
  const fields = policy.fields[category].contact;
  if (category !== 'consents') return fields;
  const optOuts = purposes
    .filter(({ active }) => active)
    .map((purpose) => ({
      property: optOutOf(purpose),
      label: { fi: `Kielto: ${purpose.name}`, en: `Opt-out: ${purpose.name}` },
    }));
  return [...fields, ...optOuts];
}

/** Categories in which the properties of a contact hold something (notice §6); `relationship` depends on its clock. */
export function categoriesOfContact(values: HeldValues, policy: Policy, purposes: readonly Purpose[]): DataCategory[] {
  return DATA_CATEGORIES.filter((category) => holdsSomething(values, contactFields(category, policy, purposes)));
}

/** Categories in which the properties of a company hold something about its people (notice §6). */
export function categoriesOfCompany(values: HeldValues, policy: Policy): DataCategory[] {
  return DATA_CATEGORIES.filter((category) => holdsSomething(values, policy.fields[category].company));
}

/**
 * All categories in which the register holds something about a contact (notice §6): its own, those of its company, and
 * `relationship` when there is a service contact. `undefined` when something that decides it could not be read.
 */
export function allCategories(
  ofContact: readonly DataCategory[],
  ofCompany: readonly DataCategory[] | undefined,
  own: Clock,
  policy: Policy,
): DataCategory[] | undefined {
  if (!own.read) return undefined;
  const mayComeFromCompany = DATA_CATEGORIES.filter((category) => policy.fields[category].company.length > 0);
  if (ofCompany === undefined && mayComeFromCompany.some((category) => !ofContact.includes(category))) return undefined;
  const there = new Set<DataCategory>([
    ...ofContact,
    ...(ofCompany ?? []),
    ...(own.latest ? ['relationship' as const] : []),
  ]);
  return DATA_CATEGORIES.filter((category) => there.has(category));
}

/** Only an empty value is nothing: an opt-out that says `false` is data too. */
function holdsSomething(values: HeldValues, fields: readonly CategoryField[]): boolean {
  return fields.some(({ property }) => textOf(values, property) !== '');
}
