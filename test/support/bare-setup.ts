import type { Setup } from '../../src/facts/setup.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../src/register/properties.ts';

/** Types of the contact properties that the default policy's data held on consent needs. */
export const TRAINING_TYPES = {
  ruokavalio: 'string',
  ruokavalio_suostumus: 'bool',
  viimeisin_tilaisuus_pvm: 'date',
} as const;

/** An account without purposes of communication, in which nothing has to be provisioned. */
export function bareSetup(types: Readonly<Record<string, string>> = TRAINING_TYPES): Setup {
  return {
    purposes: [],
    legalBases: [],
    types,
    properties: { contacts: CONTACT_PROPERTIES, companies: COMPANY_PROPERTIES },
    plans: [],
    inOrder: (_, members) => members.join(';'),
  };
}
