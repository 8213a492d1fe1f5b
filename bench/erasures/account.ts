import type { AccountData, EngagementType } from '../../local/simulator/account.ts';
import { addRecord, associate, editRecord } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { byUser } from '../../local/simulator/sources.ts';

const CREATED = '2009-03-02T08:00:00.000Z';
const MET = '2011-05-04T09:00:00.000Z';
const PEOPLE_PER_COMPANY = 5;

/** The engagements of each person, with the property that holds their text; every other one is the company's too. */
const ENGAGEMENTS: readonly (readonly [EngagementType, string])[] = [
  ['meetings', 'hs_meeting_body'],
  ['calls', 'hs_call_body'],
  ['emails', 'hs_email_text'],
  ['communications', 'hs_communication_body'],
  ['notes', 'hs_note_body'],
  ['tasks', 'hs_task_body'],
];

export const ENGAGEMENTS_PER_PERSON = ENGAGEMENTS.length;

/** So many people whose retention ended long ago, five to a company, each with one engagement of almost every type. */
export function accountOfEnded(people: number): AccountData {
  const account = emptyAccount(1, 'Europe/Helsinki');
  for (let number = 0; number < people; number += 1) addPerson(account, number);
  return account;
}

function addPerson(account: AccountData, number: number): void {
  const id = idOf(number);
  const companyId = String(1_000 + Math.floor(number / PEOPLE_PER_COMPANY));
  if (number % PEOPLE_PER_COMPANY === 0)
    addRecord(account, 'companies', { id: companyId, createdAt: CREATED, properties: { name: companyId } });
  const properties = { email: `nimi${id}@example.fi`, associatedcompanyid: companyId };
  addRecord(account, 'contacts', { id, createdAt: CREATED, properties });
  associate(account, 'contacts', id, 'companies', companyId);
  for (const [place, [type, text]] of ENGAGEMENTS.entries()) {
    const engagementId = String(10_000_000 + number * ENGAGEMENTS.length + place);
    const held = { hs_timestamp: MET, hs_meeting_start_time: MET, [text]: 'Aino Virtanen, 040 123 4567' };
    addRecord(account, type, { id: engagementId, createdAt: CREATED, properties: held });
    associate(account, type, engagementId, 'contacts', id);
    if (place % 2 === 0) associate(account, type, engagementId, 'companies', companyId);
  }
}

/** Somebody decides to erase all of them, at `at` (ms). */
export function decideAll(account: AccountData, people: number, at: number): void {
  for (let number = 0; number < people; number += 1)
    editRecord(account, 'contacts', idOf(number), { rekisteri_retention_decision: 'erase' }, at, byUser(7));
}

function idOf(number: number): string {
  return String(100_000 + number);
}
