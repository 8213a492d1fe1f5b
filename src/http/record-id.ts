import type { RecordRef } from '../register/record.ts';

/** A record as queries and answers name it. */
export function recordId({ kind, id }: RecordRef): { contactId: string } | { companyId: string } {
  return kind === 'contacts' ? { contactId: id } : { companyId: id };
}
