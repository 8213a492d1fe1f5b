import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import type { Situation } from './decide.ts';
import type { FactActivity } from './retention-case.ts';

/** The facts of a readable case as a HubSpot account; `undefined` when something in them could not be read. */
export function accountOf({ contact, company }: Situation): AccountData | undefined {
  const account = emptyAccount(1, 'Europe/Helsinki');
  const people = [
    { ...contact, holdUntil: contact.holdUntil ?? '' },
    ...(company?.colleagues ?? []).map((person) => ({ ...person, createdate: contact.createdate, holdUntil: '' })),
  ];
  for (const { id, createdate, holdUntil, activities } of people) {
    if (createdate === null || activities === 'unreadable') return undefined;
    const properties = { associatedcompanyid: company?.id ?? '', rekisteri_hold_until: holdUntil };
    addRecord(account, 'contacts', { id, createdAt: createdate, properties });
    addActivities(account, 'contacts', id, activities);
  }
  if (company) {
    const { activities, floor } = company;
    if (activities === 'unreadable' || floor === 'unreadable') return undefined;
    const properties = floor === undefined ? {} : { rekisteri_erased_contact_at: floor };
    addRecord(account, 'companies', { id: company.id, createdAt: '2010-01-01T00:00:00.000Z', properties });
    addActivities(account, 'companies', company.id, activities);
  }
  return account;
}

function addActivities(
  account: AccountData,
  of: 'contacts' | 'companies',
  id: string,
  activities: readonly FactActivity[],
): void {
  for (const activity of activities) {
    const properties = Object.fromEntries(
      Object.entries(activity.properties).map(([name, value]) => [name, value ?? '']),
    );
    addRecord(account, activity.type, { id: activity.id, createdAt: '2010-01-01T00:00:00.000Z', properties });
    associate(account, of, id, activity.type, activity.id);
  }
}
