import type { AccountData, CrmRecord } from '../../local/simulator/account.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { oracleDate, oracleInstant } from './oracle-calendar.ts';
import { inDisplayOrder, ownText } from './oracle-values.ts';

/**
 * A second, naive implementation of the rules about consents (notice §6) and of the consent values, for a first run at
 * `now` (epoch ms) over an account that never had values. It shares no code with `src/register`.
 */
export function oracleConsents(
  account: AccountData,
  contact: CrmRecord,
  policy: Policy,
  now: number,
): Record<string, string> {
  const purposes = [...account.subscriptionTypes.values()].filter(({ isActive }) => isActive).map(({ id }) => id);
  const optedOut = (name: string) => ownText(account, contact, name) === 'true';
  const kept = purposes.filter((id) => !optedOut(`hs_email_optout_${id}`));
  const bases = ownText(account, contact, 'hs_legal_basis').split(';');
  const recorded = policy.consents.legalBasis.some((basis) => bases.map((one) => one.trim()).includes(basis));
  const all = optedOut('hs_email_optout') || (purposes.length > 0 && kept.length === 0);

  let status = 'not_recorded';
  if (all) status = 'withdrawn';
  else if (recorded) status = kept.length < purposes.length ? 'partial' : 'granted';
  const valid = status === 'granted' || status === 'partial' ? kept : [];
  return {
    rekisteri_consent_status: status,
    rekisteri_consent_channels: inDisplayOrder(account, 'rekisteri_consent_channels', purposes, valid),
    rekisteri_consent_updated_at: status === 'not_recorded' ? '' : new Date(now).toISOString(),
    rekisteri_consent_data_review: String(reviewed(account, contact, policy, oracleDate(now, policy.timeZone))),
  };
}

function reviewed(account: AccountData, contact: CrmRecord, policy: Policy, today: string): boolean {
  for (const { property, consent, purposeEnds } of policy.consentBased) {
    const given = ownText(account, contact, consent) === 'true';
    const ends = ownText(account, contact, purposeEnds);
    const over = !/^(\d{4}-\d{2}-\d{2}.*|\d{9,})$/.test(ends) || oracleDate(oracleInstant(ends), 'UTC') < today;
    if (ownText(account, contact, property) !== '' && (!given || over)) return true;
  }
  return false;
}
