import type { AccountData } from '../../local/simulator/account.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { type OracleFloors, type OracleValues, oracle } from './oracle.ts';
import { oracleCategories } from './oracle-categories.ts';
import { oracleConsents } from './oracle-consents.ts';

/**
 * Everything that a first run at `now` (epoch ms) over a fully readable account writes: the retention values, and what
 * follows from the data and the consents held (notice §6, §7). Without `floors` they are what companies hold.
 */
export function oracleRegister(account: AccountData, policy: Policy, now: number, floors?: OracleFloors): OracleValues {
  const { contacts, companies } = oracle(account, policy, now, floors);
  const whole = [...contacts].map(([id, retention]): [string, Record<string, string>] => {
    const contact = account.records.contacts.get(id);
    if (!contact) throw new RangeError(`the oracle knows a contact that the account lacks: ${id}`);
    const hasOwnClock = retention.rekisteri_last_contact_at !== '';
    return [
      id,
      {
        ...retention,
        rekisteri_data_categories: oracleCategories(account, contact, policy, hasOwnClock),
        ...oracleConsents(account, contact, policy, now),
        // Nobody has requested anything.
        rekisteri_request_open: '',
        rekisteri_request_due: '',
      },
    ];
  });
  return { contacts: new Map(whole), companies };
}
