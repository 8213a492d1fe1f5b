import type { AccountData } from '../../local/simulator/account.ts';
import { nextId } from '../../local/simulator/account-state.ts';
import { addRecord, associate, associatedIds, editRecord, recordOf } from '../../local/simulator/change.ts';

/** The types that count by the default policy, in its order. */
export const COUNTED = ['meetings', 'calls', 'emails', 'communications', 'postal_mail'] as const;

export type Counted = (typeof COUNTED)[number];

/** Whom an activity is about. */
export interface Of {
  readonly contactId: string;
  readonly companyId: string;
}

/** What tells when an activity is. */
export function datedAt(type: Counted, at: number): Record<string, string> {
  const text = new Date(at).toISOString();
  return type === 'meetings' ? { hs_timestamp: text, hs_meeting_start_time: text } : { hs_timestamp: text };
}

/** Adds an activity dated `date` as somebody does at `at` (epoch ms), and gives its id. */
export function addActivity(account: AccountData, type: Counted, of: Of, date: number, at: number): string {
  const id = nextId(account, type);
  addRecord(account, type, { id, properties: datedAt(type, date), createdAt: new Date(at).toISOString() }, at);
  associate(account, type, id, 'contacts', of.contactId);
  associate(account, type, id, 'companies', of.companyId);
  return id;
}

/** Moves all of a company's activities in time, as if they had always been then. */
export function shiftActivities(account: AccountData, companyId: string, ms: number): void {
  for (const type of COUNTED) {
    for (const id of associatedIds(account, 'companies', companyId, type)) {
      const { properties, updatedAt } = recordOf(account, type, id);
      const date = Date.parse(properties.hs_timestamp ?? '') + ms;
      editRecord(account, type, id, datedAt(type, date), Date.parse(updatedAt));
    }
  }
}
