import {
  type AccountData,
  type CrmRecord,
  ENGAGEMENT_TYPES,
  type EngagementType,
  type ObjectType,
} from '../../../../local/simulator/account.ts';
import { generateCompanyAccount } from '../../../../local/simulator/data/company-account.ts';
import { specialContactId } from '../../../../local/simulator/data/special-cases/index.ts';

/** A Monday morning in Helsinki, in winter time. */
export const NOW = Date.parse('2026-11-23T09:30:00Z');

export interface FoundActivity {
  readonly type: EngagementType;
  readonly record: CrmRecord;
}

export function companyAccount(seed = 1): AccountData {
  return generateCompanyAccount({ seed, now: NOW });
}

/** The contact of a special case. */
export function specialContact(account: AccountData, name: string): CrmRecord {
  return contactById(account, specialContactId(name));
}

export function contactById(account: AccountData, id: string): CrmRecord {
  const contact = account.records.contacts.get(id);
  if (!contact) throw new RangeError(`no contact ${id}`);
  return contact;
}

/** Activities associated with a record, latest `hs_timestamp` first. */
export function activitiesOf(account: AccountData, of: 'contacts' | 'companies', id: string): FoundActivity[] {
  return ENGAGEMENT_TYPES.flatMap((type) =>
    idsOf(account, of, id, type).map((activityId) => {
      const record = account.records[type].get(activityId);
      if (!record) throw new RangeError(`no ${type} ${activityId}`);
      return { type, record };
    }),
  ).sort((a, b) => timestamp(b).localeCompare(timestamp(a)));
}

export function idsOf(account: AccountData, of: 'contacts' | 'companies', id: string, type: ObjectType): string[] {
  return [...(account.associations.get(`${of}:${id}`)?.get(type) ?? [])];
}

export function timestamp({ record }: FoundActivity): string {
  return record.properties.hs_timestamp ?? '';
}
