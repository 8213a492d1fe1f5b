import { readAccount } from '../../hubspot/account.ts';
import { planProvisioning, readDefinitions } from '../../hubspot/provisioning.ts';
import { REGISTER_GROUP } from '../../register/properties.ts';
import { type Phase, RunFailedError } from '../context.ts';
import { PROVISIONED, saveDefinitions } from './definitions.ts';

/**
 * Reads the account and its property definitions. Nothing is written before everything has been read: a token that
 * lacks a scope stops the run with HubSpot as it was.
 */
export const prepare: Phase = async ({ hubspot, session, store }) => {
  const { timeZone } = await readAccount(hubspot);
  await Promise.all(
    PROVISIONED.map(async ({ type, properties }, number) => {
      const held = await readDefinitions(hubspot, type);
      const { conflicts } = planProvisioning(type, held, REGISTER_GROUP, properties);
      if (conflicts.length > 0) throw conflict(type, conflicts);
      await saveDefinitions(store, number, held, properties);
    }),
  );
  await session.checkpoint(() => ({ timeZone }));
  return true;
};

function conflict(
  objectType: string,
  conflicts: readonly { name: string; needed: string; held: string }[],
): RunFailedError {
  const named = conflicts.map(({ name, needed, held }) => `${name} is of type ${held} and should be ${needed}`);
  return new RunFailedError(
    'property_conflict',
    `HubSpot has properties of the same name on ${objectType} that are not ours: ${named.join('; ')}. Rename or remove them there.`,
  );
}
