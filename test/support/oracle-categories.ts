import type { AccountData, CrmRecord } from '../../local/simulator/account.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { companyText, inDisplayOrder, ownText, primaryCompany } from './oracle-values.ts';

// Order of the notice's categories (§6).
const CATEGORIES = [
  'contact_details',
  'job',
  'employer',
  'participation',
  'relationship',
  'consents',
  'consent_based',
] as const;

/** Categories of notice §6 in which the register holds something about a contact, given whether it has an own clock. */
export function oracleCategories(
  account: AccountData,
  contact: CrmRecord,
  policy: Policy,
  hasOwnClock: boolean,
): string {
  const company = primaryCompany(account, contact);
  const flags = [...account.subscriptionTypes.values()].filter(({ isActive }) => isActive);
  const there = CATEGORIES.filter((category) => {
    const { contact: own, company: ofCompany } = policy.fields[category];
    if (category === 'relationship' && hasOwnClock) return true;
    if (category === 'consents' && flags.some(({ id }) => ownText(account, contact, `hs_email_optout_${id}`)))
      return true;
    if (own.some(({ property }) => ownText(account, contact, property))) return true;
    return company !== undefined && ofCompany.some(({ property }) => companyText(account, company, property));
  });
  return inDisplayOrder(account, 'rekisteri_data_categories', CATEGORIES, there);
}
