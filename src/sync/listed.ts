import type { CrmRecord } from '../hubspot/answers.ts';
import { parseDate } from '../register/calendar.ts';
import { heldValues } from '../register/held.ts';
import { parseInstant } from '../register/instant.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, HOLD_UNTIL } from '../register/properties.ts';
import type { ListedCompany, ListedContact } from './facts.ts';

export type RecordKind = 'contacts' | 'companies';

type Hash = (property: string, text: string) => string;

/** Stands for a hold whose date cannot be read; what was typed is not kept. */
const NOT_A_DATE = 'not a date';

/** Properties that a run reads of each record. */
export function propertiesOf(kind: RecordKind): string[] {
  if (kind === 'companies') return COMPANY_PROPERTIES.map(({ name }) => name);
  return ['createdate', 'associatedcompanyid', HOLD_UNTIL, ...CONTACT_PROPERTIES.map(({ name }) => name)];
}

/** What a run keeps of a contact: no name, address or other personal data. */
export function listedContact({ id, properties, createdAt }: CrmRecord, unread: string[], hash: Hash): ListedContact {
  const created = properties.createdate ?? createdAt;
  const companyId = properties.associatedcompanyid?.trim();
  const holdUntil = properties[HOLD_UNTIL]?.trim();
  return {
    id,
    createdAt: created ? parseInstant(created) : undefined,
    companyId: companyId || undefined,
    holdUntil: holdUntil ? (parseDate(holdUntil) ?? NOT_A_DATE) : undefined,
    held: heldValues(properties, CONTACT_PROPERTIES, hash),
    unread,
  };
}

/** What a run keeps of a company. */
export function listedCompany({ id, properties }: CrmRecord, unread: string[], hash: Hash): ListedCompany {
  return { id, live: true, held: heldValues(properties, COMPANY_PROPERTIES, hash), unread };
}
