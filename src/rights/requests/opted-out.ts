import type { CrmRecord } from '../../hubspot/answers.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import { type Access, oddIn, readRecord } from '../../hubspot/records.ts';
import { readSubscriptionStatuses } from '../../hubspot/subscription-statuses.ts';
import { membersOf } from '../../register/difference.ts';
import { OPT_OUT_OF_ALL } from '../../register/purpose.ts';
import { isTrue, textOf } from '../../register/value.ts';

const ADDITIONAL = 'hs_additional_emails';
const PROPERTIES = [OPT_OUT_OF_ALL, ADDITIONAL];

/**
 * Whether HubSpot holds the opt-out from all e-mail of everybody in an objection to direct marketing (Art. 21(3)): of whoever was merged
 * into another that of the survivor, who gets the mail. Opt-outs are of addresses, and the property says that of the primary one: none of
 * the additional ones may be subscribed to anything, as far as the token may ask. What could not be read is no opt-out. Throws
 * `HubSpotError` when HubSpot cannot be asked.
 */
export async function haveOptedOut(hubspot: Access, contactIds: readonly string[]): Promise<boolean> {
  const { found, gone } = await readManyRecords(hubspot, 'contacts', contactIds, PROPERTIES, 1);
  for (const id of contactIds) {
    const record = found.get(id) ?? (gone.has(id) ? await survivorOf(hubspot, id) : 'unread');
    if (record === 'unread') return false;
    // Whoever is gone gets no mail.
    if (record !== 'gone' && !(await hasOptedOut(hubspot, record))) return false;
  }
  return true;
}

async function survivorOf(hubspot: Access, id: string): Promise<CrmRecord | 'gone' | 'unread'> {
  try {
    const record = await readRecord(hubspot, 'contacts', id, PROPERTIES);
    return record === undefined || record.archived === true ? 'gone' : record;
  } catch (error) {
    if (!concernsInputs(error)) throw error;
    return 'unread';
  }
}

async function hasOptedOut(hubspot: Access, record: CrmRecord): Promise<boolean> {
  if (oddIn(record) !== undefined || !isTrue(record.properties, OPT_OUT_OF_ALL)) return false;
  for (const address of membersOf(textOf(record.properties, ADDITIONAL))) {
    const read = await readSubscriptionStatuses(hubspot, address);
    if (read.kind === 'read' && read.statuses.some(({ status }) => status === 'SUBSCRIBED')) return false;
  }
  return true;
}
