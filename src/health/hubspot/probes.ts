import { z } from 'zod';
import { readAccount } from '../../hubspot/account.ts';
import { type Definitions, readDefinitions } from '../../hubspot/definitions.ts';
import type { Access } from '../../hubspot/records.ts';
import { readSubscriptionTypes, type SubscriptionType } from '../../hubspot/subscriptions.ts';
import type { Policy } from '../../policy/schema.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, REGISTER_GROUP } from '../../register/properties.ts';
import { countedTypes } from '../../register/service-contact.ts';

/** What the probes bring to light besides what is allowed. */
export interface Readings {
  contacts?: Definitions;
  companies?: Definitions;
  subscriptionTypes?: SubscriptionType[];
}

/** A request that a run makes too, as cheap as it can be. */
export interface Probe {
  readonly name: string;
  ask(access: Access, readings: Readings): Promise<void>;
}

/** Is asked first: when it gets no answer the others are spared. Needs no scope of its own. */
export const FIRST_PROBE: Probe = {
  name: 'account',
  ask: async (access) => void (await readAccount(access)),
};

const DEFINITION_PROBES: readonly Probe[] = [
  {
    name: 'contact_properties',
    ask: async (access, readings) => {
      readings.contacts = await readDefinitions(access, 'contacts', CONTACT_PROPERTIES, REGISTER_GROUP);
    },
  },
  {
    name: 'company_properties',
    ask: async (access, readings) => {
      readings.companies = await readDefinitions(access, 'companies', COMPANY_PROPERTIES, REGISTER_GROUP);
    },
  },
  {
    name: 'subscription_types',
    ask: async (access, readings) => {
      readings.subscriptionTypes = await readSubscriptionTypes(access);
    },
  },
];

/** All probes but the first: the definitions, and one record of each object type that the policy makes runs read. */
export function probesFor(policy: Policy): Probe[] {
  const types = ['contacts', 'companies', ...countedTypes(policy)];
  return [...DEFINITION_PROBES, ...types.map((name): Probe => ({ name, ask: (access) => askForOne(access, name) }))];
}

const someRecords = z.object({ results: z.array(z.unknown()) });

/** Asks for no property but the id: nothing of a person leaves HubSpot. */
async function askForOne({ transport, paths }: Access, type: string): Promise<void> {
  const query = { limit: '1', properties: 'hs_object_id', archived: 'false' };
  await transport.send({ method: 'GET', path: paths.objects(type), query, answer: someRecords, effect: 'read' });
}
