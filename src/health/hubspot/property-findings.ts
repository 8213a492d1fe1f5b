import { policyProblems } from '../../facts/policy-problems.ts';
import type { Definitions } from '../../hubspot/definitions.ts';
import { planProvisioning } from '../../hubspot/provisioning.ts';
import type { Policy } from '../../policy/schema.ts';
import { COMPANY_PROPERTIES, contactPropertiesWith, REGISTER_GROUP } from '../../register/properties.ts';
import type { RegisterProperty } from '../../register/property.ts';
import { channelOptions } from '../../register/purpose.ts';
import type { PropertyFindings } from './findings.ts';
import type { Readings } from './probes.ts';

/** What is kept has to fit into a row. */
const MOST_NAMES = 50;
const MOST_CHARACTERS = 600;

/** Compares the account's properties with our own and with those that the policy names; the same rules as a run's. */
export function propertyFindings(policy: Policy, readings: Readings): PropertyFindings | undefined {
  const { contacts, companies, subscriptionTypes = [] } = readings;
  if (contacts === undefined || companies === undefined) return undefined;
  const ofContacts = ours('contacts', contacts, contactPropertiesWith(channelOptions(subscriptionTypes)));
  const ofCompanies = ours('companies', companies, COMPANY_PROPERTIES);
  const misfits = policyProblems(policy, subscriptionTypes, { contacts, companies });
  return {
    lacking: [...ofContacts.lacking, ...ofCompanies.lacking],
    conflicts: [...ofContacts.conflicts, ...ofCompanies.conflicts],
    right: ofContacts.right + ofCompanies.right,
    misfits: misfits.slice(0, MOST_NAMES).map((text) => text.slice(0, MOST_CHARACTERS)),
  };
}

function ours(object: 'contacts' | 'companies', held: Definitions, needed: readonly RegisterProperty[]) {
  const { create, conflicts } = planProvisioning(object, held, REGISTER_GROUP, needed);
  const staffs = new Set(needed.filter(({ direction }) => direction === 'in').map(({ name }) => name));
  return {
    lacking: create.map(({ name }) => `${object}.${name}`),
    conflicts: conflicts.map((conflict) => ({ object, ...conflict, written: !staffs.has(conflict.name) })),
    right: needed.length - create.length - conflicts.length,
  };
}

/** Values of the policy that `hs_legal_basis` has no option for: with them no consent would ever be found. */
export function unknownBases({ consents }: Policy, { contacts }: Readings): string[] | undefined {
  if (contacts === undefined) return undefined;
  const options = contacts.properties.find(({ name }) => name === 'hs_legal_basis')?.options ?? [];
  const values = new Set(options.map(({ value }) => value));
  return consents.legalBasis.filter((basis) => !values.has(basis)).slice(0, MOST_NAMES);
}
