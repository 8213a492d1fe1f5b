import type { AccountData, PropertyDefinition } from '../../local/simulator/account.ts';
import { define } from '../../src/hubspot/define.ts';
import { type NeededProperty, readDefinitions } from '../../src/hubspot/definitions.ts';
import type { Fate } from '../../src/hubspot/fate.ts';
import { type ProvisioningPlan, planProvisioning } from '../../src/hubspot/provisioning.ts';
import type { Access } from '../../src/hubspot/records.ts';
import { contactPropertiesWith, REGISTER_GROUP } from '../../src/register/properties.ts';
import { simulatedHubSpot } from './simulated-hubspot.ts';

type ObjectType = 'contacts' | 'companies';

/** The contact properties of an account with one purpose of communication. */
export const NEEDED = contactPropertiesWith([{ value: '4101', label: 'Uutiskirje' }]);

/** What has to be done, by what there is now. */
export async function planOf(access: Access, type: ObjectType, needed: readonly NeededProperty[]) {
  return planProvisioning(type, await readDefinitions(access, type), REGISTER_GROUP, needed);
}

/** Carries out a plan on contacts; gives the fate of each definition by its name. */
export async function carriedOut(
  access: Access,
  plan: ProvisioningPlan,
  needed: readonly NeededProperty[],
): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  await define(access, plan, REGISTER_GROUP, needed, (name, fate) => fates.set(name, fate));
  return fates;
}

/** Reads, plans and carries out; gives the number of definitions written. */
export async function provisionAll(
  access: Access,
  type: ObjectType = 'contacts',
  needed: readonly NeededProperty[] = NEEDED,
) {
  return (await carriedOut(access, await planOf(access, type, needed), needed)).size;
}

/** A property of contacts as the account holds it. */
export function definition({ properties }: AccountData, name: string): PropertyDefinition {
  const found = properties.contacts.get(name);
  if (!found) throw new RangeError(`The account has no property ${name}`);
  return found;
}

/** The writes among requests. */
export const withoutReads = (requests: readonly string[]) => requests.filter((request) => !request.startsWith('GET '));

/** A provisioned account, whose log begins anew. */
export async function provisioned() {
  const hubspot = await simulatedHubSpot();
  await provisionAll(hubspot.access);
  hubspot.simulator.log.length = 0;
  return hubspot;
}
