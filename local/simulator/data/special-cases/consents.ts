import { CONSENT } from '../consent-values.ts';
import { dateText, helsinkiToday, yearsAgo } from '../helsinki-time.ts';
import type { Values } from '../register-draft.ts';
import { ACTIVE_SUBSCRIPTIONS, INACTIVE_SUBSCRIPTION, optOutProperty } from '../subscriptions.ts';
import { addPerson, type SpecialCase } from './special-case.ts';

const ALL = ACTIVE_SUBSCRIPTIONS.map(({ id }) => id);

/** Consents and opt-outs, and data that is held on consent. */
export const consents: readonly SpecialCase[] = [
  person('consent-granted', { hs_legal_basis: CONSENT }),
  person('consent-partial', { hs_legal_basis: `Performance of a contract;${CONSENT}`, ...optOuts(['4102']) }),
  person('consent-withdrawn-from-all', { hs_legal_basis: CONSENT, hs_email_optout: 'true' }),
  person('consent-withdrawn-from-each', { hs_legal_basis: CONSENT, ...optOuts(ALL) }),
  person('consent-not-recorded', { hs_legal_basis: 'Legitimate interest – existing customer', ...optOuts(['4101']) }),
  person('consent-false-flags', { hs_legal_basis: CONSENT, hs_email_optout: 'false', ...optOuts(ALL, 'false') }),
  person('consent-inactive-type-only', { hs_legal_basis: CONSENT, ...optOuts([INACTIVE_SUBSCRIPTION.id]) }),
  person('diet-without-consent', { ruokavalio: 'vegaani' }, 20),
  person('diet-consent-refused', { ruokavalio: 'kasvis', ruokavalio_suostumus: 'false' }, 20),
  person('diet-purpose-passed', { ruokavalio: 'gluteeniton', ruokavalio_suostumus: 'true' }, -1),
  person('diet-purpose-ends-today', { ruokavalio: 'laktoositon', ruokavalio_suostumus: 'true' }, 0),
  person('diet-without-event', { ruokavalio: 'kasvis', ruokavalio_suostumus: 'true' }),
];

/** `eventInDays` is the day of the latest event, counted from the Helsinki date of now. */
function person(name: string, values: Values, eventInDays?: number): SpecialCase {
  return {
    name,
    build: (scene) => {
      const { now } = scene.draft;
      const today = helsinkiToday(now);
      const event = eventInDays === undefined ? '' : dateText(today.plus({ days: eventInDays }));
      const contacts = [addPerson(scene, { properties: { ...nothing(), viimeisin_tilaisuus_pvm: event, ...values } })];
      scene.draft.activity({ type: 'emails', at: yearsAgo(now, 1), contacts });
    },
  };
}

/** Empties everything that an ordinary contact might have been given by chance. */
function nothing(): Record<string, string> {
  const names = ['hs_legal_basis', 'hs_email_optout', 'osallistumiset', 'ruokavalio', 'ruokavalio_suostumus'];
  return {
    ...Object.fromEntries(names.map((name) => [name, ''])),
    ...optOuts([...ALL, INACTIVE_SUBSCRIPTION.id], ''),
  };
}

function optOuts(ids: readonly string[], value = 'true'): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [optOutProperty(id), value]));
}
