import { z } from 'zod';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';

/** Contacts, as HubSpot numbers its object types. */
const CONTACTS = '0-1';

const rulesSchema = z.object({
  results: z.array(
    z.object({
      ruleType: z.string(),
      ruleArguments: z.array(z.string()),
      shouldApplyNormalization: z.boolean().nullish(),
    }),
  ),
});

/** A rule that an administrator of the account has set for the values of a property. */
export type PropertyRule = z.infer<typeof rulesSchema>['results'][number];

/**
 * The rules for a property of contacts (HubSpot, "Property validations"). Empty when there are none; `undefined` when the token may
 * not read them: HubSpot itself goes by them all the same.
 */
export async function readPropertyRules(
  { transport, paths }: Access,
  name: string,
): Promise<PropertyRule[] | undefined> {
  try {
    const path = paths.propertyRules(CONTACTS, name);
    return (await transport.send({ method: 'GET', path, answer: rulesSchema, effect: 'read' })).results;
  } catch (error) {
    if (error instanceof HubSpotError && error.code === 'not_found') return [];
    if (error instanceof HubSpotError && error.code === 'forbidden') return undefined;
    throw error;
  }
}
