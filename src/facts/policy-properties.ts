import type { Policy } from '../policy/schema.ts';
import { contactFields, DATA_CATEGORIES } from '../register/categories.ts';
import { OPT_OUT_OF_ALL, type Purpose } from '../register/purpose.ts';

/** All contact properties that the policy and the account's purposes name. */
export function contactPropertiesOf(policy: Policy, purposes: readonly Purpose[]): string[] {
  const fields = DATA_CATEGORIES.flatMap((category) =>
    contactFields(category, policy, purposes).map(({ property }) => property),
  );
  const based = policy.consentBased.flatMap(({ property, consent, purposeEnds }) => [property, consent, purposeEnds]);
  return [...new Set([...fields, ...based, 'hs_legal_basis', OPT_OUT_OF_ALL])];
}

/** All company properties that the policy names. */
export function companyPropertiesOf(policy: Policy): string[] {
  return [
    ...new Set(DATA_CATEGORIES.flatMap((category) => policy.fields[category].company.map(({ property }) => property))),
  ];
}
