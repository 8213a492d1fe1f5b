import type { AccountData, ObjectType } from '../../local/simulator/account.ts';
import { nextId } from '../../local/simulator/account-state.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';

export interface BulkActivities {
  readonly type: Exclude<ObjectType, 'contacts' | 'companies'>;
  readonly count: number;
  /** Modified date of all of them, epoch ms; also when an index that lags gets to know of them. */
  readonly modifiedAt: number;
  /** Contacts they are shared out among, in turn. */
  readonly contacts: readonly string[];
  /** Date of the first, epoch ms; each of the others is dated a minute before the one before. */
  readonly dated: number;
}

/** An import: many activities of one type with the same modified date. Gives their ids, the latest activity first. */
export function addBulkActivities(account: AccountData, bulk: BulkActivities): string[] {
  const { type, count, modifiedAt, contacts, dated } = bulk;
  const first = BigInt(nextId(account, type));
  const createdAt = new Date(modifiedAt).toISOString();
  return Array.from({ length: count }, (_, index) => {
    const id = String(first + BigInt(index));
    const at = new Date(dated - index * 60_000).toISOString();
    const properties = type === 'meetings' ? { hs_meeting_start_time: at, hs_timestamp: at } : { hs_timestamp: at };
    addRecord(account, type, { id, properties, createdAt }, modifiedAt);
    const contact = contacts[index % contacts.length];
    if (contact !== undefined) associate(account, 'contacts', contact, type, id);
    return id;
  });
}
