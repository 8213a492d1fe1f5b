import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { defineTrainingProperties } from '../../local/simulator/data/training-properties.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import type { EngagementType } from '../../local/simulator/account.ts';

const CREATED = '2009-03-02T08:00:00.000Z';
const MET = '2011-05-04T09:00:00.000Z';
const MET_LATER = '2012-02-01T09:00:00.000Z';

/** What must be gone of a person. */
export const TEXT = 'Aino Virtanen, 040 123 4567';

/** Somebody's ids: two colleagues of a company, and somebody without one. */
export interface Group {
  readonly colleagues: readonly [string, string];
  readonly alone: string;
  readonly company: string;
  readonly notes: { readonly own: string; readonly shared: string };
  readonly meeting: string;
  readonly call: string;
  readonly email: string;
}

/** The ids of group `number` from 1. */
export function group(number: number): Group {
  const id = (place: number) => String(number * 100 + place);
  return {
    colleagues: [id(1), id(2)],
    alone: id(3),
    company: id(0),
    notes: { own: id(11), shared: id(12) },
    meeting: id(13),
    call: id(14),
    email: id(15),
  };
}

/** Everybody in a group. */
export const everybody = ({ colleagues, alone }: Group): string[] => [...colleagues, alone];

/**
 * So many groups of people whose time ended long ago: of the first colleague there is a note of their own, a meeting with the company and
 * a note that is the second one's too; the second one was called last, with the company; who is alone got an e-mail.
 */
export function accountOfGroups(count: number): AccountData {
  const account = emptyAccount(1, 'Europe/Helsinki');
  defineTrainingProperties(account);
  for (let number = 1; number <= count; number += 1) addGroup(account, group(number));
  return account;
}

function addGroup(account: AccountData, { colleagues, alone, company, notes, meeting, call, email }: Group): void {
  addRecord(account, 'companies', { id: company, createdAt: CREATED, properties: { name: company } });
  for (const id of [...colleagues, alone]) {
    const ofCompany: Record<string, string> = id === alone ? {} : { associatedcompanyid: company };
    addRecord(account, 'contacts', {
      id,
      createdAt: CREATED,
      properties: { firstname: id, email: `nimi${id}@example.fi`, ...ofCompany },
    });
    if (id !== alone) associate(account, 'contacts', id, 'companies', company);
  }
  const [first, second] = colleagues;
  add(account, 'notes', notes.own, { hs_note_body: TEXT }, MET, [first]);
  add(account, 'notes', notes.shared, { hs_note_body: TEXT }, MET, [first, second]);
  add(account, 'meetings', meeting, { hs_meeting_title: TEXT, hs_meeting_start_time: MET }, MET, [first], [company]);
  add(account, 'calls', call, { hs_call_body: TEXT }, MET_LATER, [second], [company]);
  add(account, 'emails', email, { hs_email_subject: TEXT }, MET, [alone]);
}

function add(
  account: AccountData,
  type: EngagementType,
  id: string,
  properties: Record<string, string>,
  when: string,
  contacts: readonly string[],
  companies: readonly string[] = [],
): void {
  addRecord(account, type, { id, createdAt: CREATED, properties: { hs_timestamp: when, ...properties } });
  for (const contact of contacts) associate(account, type, id, 'contacts', contact);
  for (const one of companies) associate(account, type, id, 'companies', one);
}
