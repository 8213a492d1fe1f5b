import { z } from 'zod';

const WRONG = 'must be the continuation of an earlier answer';

/**
 * What leads to the next page of a list: where this page ended, so written that callers need not know what it is. Only what `isPlace`
 * takes is read, so that no other rows can be named with it; `description` stands in the OpenAPI document.
 */
export function continuationQuery(isPlace: (place: string) => boolean, description: string, mostCharacters = 64) {
  return z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9_-]{1,${mostCharacters}}$`), WRONG)
    .transform((text) => Buffer.from(text, 'base64url').toString('latin1'))
    .refine(isPlace, WRONG)
    .describe(description);
}

/** Leads to what comes after this place. */
export function continuationOf(place: string): string {
  return Buffer.from(place, 'latin1').toString('base64url');
}
