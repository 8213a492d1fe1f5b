import { DateTime } from 'luxon';
import type { AccountData } from '../../local/simulator/account.ts';
import { editRecord } from '../../local/simulator/change.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { addActivity, shiftActivities } from './activities.ts';
import type { Cast } from './cast.ts';
import { clocksOf } from './clocks.ts';
import type { Dates } from './size.ts';
import { DAY_BEGINS, DAY_ENDS, START, spread } from './times.ts';

const DAY = 86_400_000;
/** So far from the dates of the day that nothing passes. */
const ASIDE = 10 * DAY;

/** Contacts who will be held, and until when. */
export interface Hold {
  readonly contactId: string;
  readonly until: string;
}

/**
 * Arranges, before anything is reconciled, that on the day so many dates pass and no others. Holds are left to be entered
 * later: their property is not there yet.
 */
export function arrangeDates(account: AccountData, policy: Policy, cast: Cast, dates: Dates): Hold[] {
  const { retention, timeZone } = policy;
  const first = DateTime.fromMillis(START, { zone: timeZone }).startOf('day');
  const second = DateTime.fromMillis(DAY_ENDS, { zone: timeZone }).startOf('day');
  // The local days of clocks whose retention is over, or is about to be, on the second day and was not on the first.
  const ending = first.minus({ years: retention.years });
  const nearing = second.plus({ days: retention.endingSoonDays }).minus({ years: retention.years });
  for (const [companyId, { at }] of clocksOf(account, policy, START).customer) {
    const day = DateTime.fromMillis(at, { zone: timeZone }).startOf('day');
    if (+day === +ending || +day === +nearing) shiftActivities(account, companyId, ASIDE);
  }
  const clocks = clocksOf(account, policy, START).customer;
  const setClock = (companyId: string, at: number) =>
    shiftActivities(account, companyId, at - (clocks.get(companyId)?.at ?? at));
  const noon = { hour: 12 };
  for (const company of cast.companies(dates.ended)) setClock(company, ending.set(noon).toMillis());
  for (const company of cast.companies(dates.endingSoon)) setClock(company, nearing.set(noon).toMillis());
  const created = START - 3 * DAY;
  const starts = spread(dates.meetings, DAY_BEGINS, DAY_ENDS);
  cast.contacts(dates.meetings).forEach((of, nth) => {
    addActivity(account, 'meetings', of, starts[nth] ?? DAY_BEGINS, created);
  });
  for (const { contactId } of cast.contacts(dates.purposes)) {
    const purpose = {
      ruokavalio: 'Gluteeniton',
      ruokavalio_suostumus: 'true',
      viimeisin_tilaisuus_pvm: first.toISODate() ?? '',
    };
    editRecord(account, 'contacts', contactId, purpose, created);
  }
  return cast.contacts(dates.holds).map(({ contactId, companyId }) => {
    setClock(companyId, ending.minus({ months: 6 }).toMillis());
    return { contactId, until: first.toISODate() ?? '' };
  });
}
