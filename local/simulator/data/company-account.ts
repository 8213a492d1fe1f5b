import type { AccountData } from '../account.ts';
import { isLive } from '../record-view.ts';
import { addMarketing } from './marketing.ts';
import { addCustomer, addPrivatePerson } from './ordinary-customers.ts';
import { RegisterDraft } from './register-draft.ts';
import type { Stage } from './relationships.ts';
import { addSpecialCases } from './special-cases/index.ts';

const LIVE_CONTACTS = 300;
const PRIVATE_PEOPLE = 16;
const COMPANIES = 60;

/**
 * The customer register of an invented Finnish training company as it would be at `now` (epoch ms): 300 live contacts,
 * 60 companies and 14 years of activities, with every special case, lists and marketing events among them. The same seed and `now` give the same
 * account.
 */
export function generateCompanyAccount({ seed, now }: { seed: number; now: number }): AccountData {
  const draft = new RegisterDraft(seed, now);
  addSpecialCases(draft);
  for (let made = 0; made < PRIVATE_PEOPLE; made += 1) addPrivatePerson(draft, stageOf(made));
  const customers = COMPANIES - draft.account.records.companies.size;
  for (let made = 0; made < customers; made += 1) {
    // The people still to come are shared out evenly among the customers still to come.
    addCustomer(draft, stageOf(made), Math.round((LIVE_CONTACTS - liveContacts(draft.account)) / (customers - made)));
  }
  addMarketing(draft.account, now);
  return draft.account;
}

/** Of ten customers one is about to be forgotten and another should have been. */
function stageOf(index: number): Stage {
  if (index % 10 === 4) return 'ending_soon';
  return index % 10 === 8 ? 'ended' : 'active';
}

function liveContacts(account: AccountData): number {
  return account.records.contacts.values().filter(isLive).toArray().length;
}
