import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';

const CONTACTS = 130;
const COMPANIES = 12;
const CREATED = '2012-03-04T05:06:07.000Z';

/** 130 people, more than one batch, of 12 companies; most have met somebody, in years that give every status. */
export function smallAccount(): AccountData {
  const account = emptyAccount(7, 'Europe/Helsinki');
  for (let made = 0; made < COMPANIES; made += 1) {
    addRecord(account, 'companies', {
      id: String(201 + made),
      createdAt: CREATED,
      properties: { name: `Yritys ${made}` },
    });
  }
  for (let made = 0; made < CONTACTS; made += 1) {
    const id = String(1_001 + made);
    const associatedcompanyid = made % 5 === 0 ? '' : String(201 + (made % COMPANIES));
    addRecord(account, 'contacts', { id, createdAt: CREATED, properties: { firstname: 'Aino', associatedcompanyid } });
    if (made % 7 === 0) continue;
    const meeting = String(50_001 + made);
    const hs_meeting_start_time = `${2013 + (made % 13)}-05-${String(1 + (made % 28)).padStart(2, '0')}T08:00:00.000Z`;
    addRecord(account, 'meetings', { id: meeting, createdAt: CREATED, properties: { hs_meeting_start_time } });
    associate(account, 'contacts', id, 'meetings', meeting);
  }
  return account;
}
