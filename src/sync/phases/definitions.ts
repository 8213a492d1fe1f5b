import { z } from 'zod';
import { groupsSchema, propertiesSchema } from '../../hubspot/answers.ts';
import {
  type Definitions,
  type NeededProperty,
  type ProvisioningPlan,
  planProvisioning,
} from '../../hubspot/provisioning.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, REGISTER_GROUP } from '../../register/properties.ts';
import type { RunStore } from '../run-store.ts';

/** Object types on which the add-on keeps properties, and the properties. */
export const PROVISIONED: readonly {
  readonly type: 'contacts' | 'companies';
  readonly properties: readonly NeededProperty[];
}[] = [
  { type: 'contacts', properties: CONTACT_PROPERTIES },
  { type: 'companies', properties: COMPANY_PROPERTIES },
];

const savedSchema = z.object({
  properties: propertiesSchema.shape.results,
  groups: groupsSchema.shape.results,
});

/** Keeps of the definitions what later slices need in order to provision. */
export async function saveDefinitions(
  store: RunStore,
  number: number,
  held: Definitions,
  needed: readonly NeededProperty[],
) {
  const names = new Set(needed.map(({ name }) => name));
  await store.put('definitions', number, {
    properties: held.properties.filter(({ name }) => names.has(name)),
    groups: held.groups.filter(({ name }) => name === REGISTER_GROUP.name),
  });
}

/** What is to be created and repaired, according to the definitions kept. */
export async function savedPlans(
  store: RunStore,
): Promise<{ plan: ProvisioningPlan; needed: readonly NeededProperty[] }[]> {
  return Promise.all(
    PROVISIONED.map(async ({ type, properties }, number) => {
      const held = await store.get('definitions', number, savedSchema);
      return { plan: planProvisioning(type, held, REGISTER_GROUP, properties), needed: properties };
    }),
  );
}
