import { z } from 'zod';
import { readAccount } from '../../hubspot/account.ts';
import { type Definitions, readDefinitions } from '../../hubspot/definitions.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import { FEEDBACK } from '../../hubspot/feedback.ts';
import { isNotOffered } from '../../hubspot/missing-scope.ts';
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

/** No contact has this id: nothing of anybody leaves HubSpot. */
const NOBODY = '0';

/** What only copies for people need (`OPTIONAL_SCOPES`). */
const OPTIONAL_PROBES: readonly Probe[] = [
  { name: 'lists', ask: (access) => isAllowed(access, access.paths.lists(), { listIds: NOBODY }) },
  {
    name: 'marketing_events',
    ask: (access) => isAllowed(access, access.paths.participations(NOBODY), { limit: '1' }),
  },
  {
    name: 'conversations',
    ask: (access) => {
      const query = { associatedContactId: NOBODY, threadStatus: 'OPEN' };
      return isAllowed(access, access.paths.conversationThreads(), query, isNotOffered);
    },
  },
  {
    name: 'feedback',
    ask: (access) => {
      const query = { limit: '1', properties: 'hs_object_id' };
      return isAllowed(access, access.paths.objects(FEEDBACK), query, isNotOffered);
    },
  },
];

/**
 * Whether the token may ask: a refusal that is an answer (`isAnswer`) says nothing against it. Places that an account need not have go
 * by the rule of copies (`isNotOffered`).
 */
async function isAllowed(
  { transport }: Access,
  path: string,
  query: Readonly<Record<string, string>>,
  isAnswer: (error: unknown) => boolean = isOfNobody,
): Promise<void> {
  try {
    await transport.send({ method: 'GET', path, query, answer: z.unknown(), effect: 'read' });
  } catch (error) {
    if (!isAnswer(error)) throw error;
  }
}

/** That there is nobody like that is an answer, too. */
function isOfNobody(error: unknown): boolean {
  return error instanceof HubSpotError && (error.code === 'not_found' || error.code === 'rejected');
}

/** All probes but the first: the definitions, one record of each object type that the policy makes runs read, and what is optional. */
export function probesFor(policy: Policy): Probe[] {
  const types = ['contacts', 'companies', ...countedTypes(policy)];
  const ofTypes = types.map((name): Probe => ({ name, ask: (access) => askForOne(access, name) }));
  return [...DEFINITION_PROBES, ...ofTypes, ...OPTIONAL_PROBES];
}

const someRecords = z.object({ results: z.array(z.unknown()) });

/** Asks for no property but the id: nothing of a person leaves HubSpot. */
async function askForOne({ transport, paths }: Access, type: string): Promise<void> {
  const query = { limit: '1', properties: 'hs_object_id', archived: 'false' };
  await transport.send({ method: 'GET', path: paths.objects(type), query, answer: someRecords, effect: 'read' });
}
