import { digestOf } from '../../digest.ts';
import { companyPropertiesOf, contactPropertiesOf } from '../../facts/policy-properties.ts';
import type { PropertyDefinition, Sensitivity } from '../../hubspot/property-definitions.ts';
import type { Policy } from '../../policy/schema.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../register/properties.ts';
import type { RecordKind } from '../../register/record.ts';
import { isReviewed } from './hubspots-own.ts';
import type { Watched } from './row.ts';

/** The add-on's own, by name: what somebody else makes and calls alike is not ours. */
const OURS: Readonly<Record<RecordKind, ReadonlySet<string>>> = {
  contacts: new Set(CONTACT_PROPERTIES.map(({ name }) => name)),
  companies: new Set(COMPANY_PROPERTIES.map(({ name }) => name)),
};

/** The properties that the policy names, in a category or as what a consent rests on. */
function declared(kind: RecordKind, policy: Policy): string[] {
  return kind === 'contacts' ? contactPropertiesOf(policy, []) : companyPropertiesOf(policy);
}

/** Digest of all of the policy that an account is held against: another text of it makes no comparison an old one. */
export function comparedOf(policy: Policy): string {
  const { serviceContacts, processors } = policy;
  const counted = Object.keys(serviceContacts).sort();
  const names = [...declared('contacts', policy), '', ...declared('companies', policy)].sort();
  return digestOf({ names, counted, mechanisms: processors.map(({ name, mechanism }) => [name, mechanism]) });
}

/**
 * The properties that no category of the policy names though they may hold data of people: those that somebody made, sensitive ones
 * too, and those of HubSpot that can be written and are not reviewed as technical. A value that is calculated is no data of its own.
 */
export function undeclared(
  kind: RecordKind,
  properties: readonly PropertyDefinition[],
  policy: Policy,
): PropertyDefinition[] {
  const names = new Set(declared(kind, policy));
  return properties.filter((one) => !names.has(one.name) && !OURS[kind].has(one.name) && !isTechnical(kind, one));
}

/** Of what was watched before, the kinds of property that HubSpot does not list now: it may be there all the same. */
export function unseen(
  kind: RecordKind,
  before: readonly Watched[],
  unlisted: readonly Sensitivity[],
  policy: Policy,
): Watched[] {
  const names = new Set(declared(kind, policy));
  return before.filter((one) => one.object === kind && unlisted.includes(one.sensitivity) && !names.has(one.name));
}

/** The properties that the policy names and the account lacks. */
export function lacking(kind: RecordKind, properties: readonly PropertyDefinition[], policy: Policy): string[] {
  const there = new Set(properties.map(({ name }) => name));
  return declared(kind, policy).filter((name) => !there.has(name));
}

function isTechnical(kind: RecordKind, { name, isCalculated, isHubSpots, isReadOnly, isHidden }: PropertyDefinition) {
  if (isCalculated) return true;
  return isHubSpots && (isReadOnly || isHidden || isReviewed(kind, name));
}
