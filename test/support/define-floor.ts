import type { AccountData } from '../../local/simulator/account.ts';

/** Defines the property of companies that says what erased people left behind, as in an account that knows it already. */
export function defineFloor(account: AccountData): void {
  const name = 'rekisteri_erased_contact_at';
  account.groups.companies.set('rekisteri', { name: 'rekisteri', label: 'Rekisteri (tietosuoja)', displayOrder: 9 });
  account.properties.companies.set(name, {
    name,
    label: name,
    type: 'datetime',
    fieldType: 'date',
    groupName: 'rekisteri',
    description: '',
    options: [],
    hubspotDefined: false,
  });
}
