import type { HeldProperty } from '../hubspot/answers.ts';
import type { Definitions } from '../hubspot/provisioning.ts';
import type { Policy } from '../policy/schema.ts';
import { CONTACT_PROPERTIES } from '../register/properties.ts';
import { OPT_OUT_OF_ALL, optOutOf, type Purpose } from '../register/purpose.ts';
import type { RecordKind } from '../register/record.ts';
import { companyPropertiesOf, contactPropertiesOf } from './policy-properties.ts';

/**
 * Where the policy and the account do not fit: properties that the policy names and the account lacks, which count as
 * empty, and properties of another type than their use needs. Reported, and stops nothing.
 */
export function policyProblems(
  policy: Policy,
  purposes: readonly Purpose[],
  definitions: Readonly<Record<RecordKind, Definitions>>,
): string[] {
  return [
    ...missing('contacts', contactPropertiesOf(policy, []), definitions.contacts),
    ...missingOptOuts(purposes, definitions.contacts),
    ...missing('companies', companyPropertiesOf(policy), definitions.companies),
    ...wrongTypes(expectedTypes(policy, purposes), definitions.contacts),
    ...wrongFields(definitions.contacts),
  ];
}

function missing(kind: RecordKind, named: readonly string[], { properties }: Definitions): string[] {
  const there = new Set(properties.map(({ name }) => name));
  const lacking = named.filter((name) => !there.has(name));
  if (lacking.length === 0) return [];
  return [
    `HubSpot has no such properties on ${kind}, though the policy names them: ${lacking.join(', ')}. They count as empty.`,
  ];
}

function missingOptOuts(purposes: readonly Purpose[], { properties }: Definitions): string[] {
  const there = new Set(properties.map(({ name }) => name));
  const lacking = purposes.filter((purpose) => purpose.active && !there.has(optOutOf(purpose)));
  if (lacking.length === 0) return [];
  return [
    `HubSpot has no opt-out on contacts for the subscription types ${lacking.map(({ id }) => id).join(', ')}: nobody counts as opted out.`,
  ];
}

/** One checkbox: HubSpot's own opt-outs of a subscription type are enumerations of `true` and `false`, that of all is a bool. */
const YES_OR_NO = ['bool', 'enumeration'] as const;

function expectedTypes(policy: Policy, purposes: readonly Purpose[]): Map<string, readonly string[]> {
  return new Map<string, readonly string[]>([
    [OPT_OUT_OF_ALL, YES_OR_NO],
    ...purposes.filter(({ active }) => active).map((purpose) => [optOutOf(purpose), YES_OR_NO] as const),
    ...policy.consentBased.flatMap(({ consent, purposeEnds }) => [
      [consent, YES_OR_NO] as const,
      [purposeEnds, ['date', 'datetime']] as const,
    ]),
  ]);
}

/** A set of checkboxes that staff turned into a single choice takes only one value, and refuses several. */
function wrongFields({ properties }: Definitions): string[] {
  const ours = new Map(CONTACT_PROPERTIES.map((property) => [property.name, property]));
  return properties.flatMap(({ name, type, fieldType }) => {
    const needed = ours.get(name);
    if (!needed || !fieldType || needed.type !== type || needed.fieldType !== 'checkbox' || fieldType === 'checkbox')
      return [];
    return [
      `The property ${name} on contacts is a ${fieldType} and should be checkboxes: several values will be refused.`,
    ];
  });
}

function wrongTypes(expected: ReadonlyMap<string, readonly string[]>, { properties }: Definitions): string[] {
  return properties.flatMap(({ name, type }: HeldProperty) => {
    const types = expected.get(name);
    if (types === undefined || types.includes(type)) return [];
    return [
      `The property ${name} on contacts is of type ${type} and should be ${types.join(' or ')}: it is read as it is.`,
    ];
  });
}
