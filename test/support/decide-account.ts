import type { AccountData, CrmRecord } from '../../local/simulator/account.ts';
import { associatedIds } from '../../local/simulator/change.ts';
import { ACTIVITY_TYPES } from '../../src/policy/activity-types.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { decide } from './decide.ts';
import type { OracleValues } from './oracle.ts';

/** What the product decides for every live contact and company of an account, read perfectly: to set beside the oracle. */
export function decideAccount(account: AccountData, policy: Policy, now: number): OracleValues {
  const people = [...account.records.contacts.values()].filter(({ archivedAt }) => archivedAt === undefined);
  const values: OracleValues = { contacts: new Map(), companies: new Map() };
  for (const person of people) {
    const companyId = person.properties.associatedcompanyid;
    const facts = {
      contact: {
        id: person.id,
        createdate: person.createdAt,
        holdUntil: person.properties.rekisteri_hold_until,
        activities: activitiesOf(account, 'contacts', person.id),
      },
      company: companyId ? companyFacts(account, companyId, people, person.id) : null,
    };
    const { contact } = decide(facts, policy, now);
    values.contacts.set(person.id, contact);
  }
  for (const companyId of account.records.companies.keys()) {
    const nobody = { id: '0', createdate: '2020-01-01T00:00:00.000Z', activities: [] };
    const facts = { contact: nobody, company: companyFacts(account, companyId, people) };
    values.companies.set(companyId, { rekisteri_erased_contact_at: '', ...decide(facts, policy, now).company });
  }
  return values;
}

function companyFacts(account: AccountData, id: string, people: readonly CrmRecord[], except?: string) {
  const colleagues = people
    .filter((person) => person.properties.associatedcompanyid === id && person.id !== except)
    .map((person) => ({ id: person.id, activities: activitiesOf(account, 'contacts', person.id) }));
  const floor = account.records.companies.get(id)?.properties.rekisteri_erased_contact_at;
  return { id, activities: activitiesOf(account, 'companies', id), colleagues, ...(floor ? { floor } : {}) };
}

function activitiesOf(account: AccountData, of: 'contacts' | 'companies', id: string) {
  return ACTIVITY_TYPES.flatMap((type) =>
    associatedIds(account, of, id, type).flatMap((activityId) => {
      const record = account.records[type].get(activityId);
      return record && !record.archivedAt ? [{ type, id: activityId, properties: record.properties }] : [];
    }),
  );
}
