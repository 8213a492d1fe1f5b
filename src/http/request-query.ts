import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { ACCOUNT } from './account-query.ts';
import type { FieldError } from './answers.ts';
import { fieldErrors } from './answers.ts';

const MOST_CHARACTERS = 2_048;

/** A function that takes no query parameters. */
export const NO_QUERY = z.strictObject({});

/** Of an object's keys the only one that a strict schema does not refuse. */
const INVISIBLE_KEY = '__proto__';

/**
 * Reads the query parameters; a schema that is strict refuses those it does not know. With `withoutAccount` the parameter
 * `account` has been read already.
 */
export function readQuery<Query>(
  request: HttpRequest,
  schema: z.ZodType<Query>,
  withoutAccount = false,
): { readonly value: Query } | { readonly errors: readonly FieldError[] } {
  const names = [...new Set(request.query.keys())].filter(
    (name) => !isFunctionKey(name) && !(withoutAccount && name === ACCOUNT),
  );
  // One that is given twice is one value that no schema takes for two, nor for the last of them.
  const given = names.map((name) => [name, request.query.getAll(name).join(',')] as const);
  const characters = given.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (characters > MOST_CHARACTERS) {
    return { errors: [{ path: '', message: `must have at most ${MOST_CHARACTERS} characters in all` }] };
  }
  if (given.some(([name]) => name === INVISIBLE_KEY))
    return { errors: [{ path: '', message: 'holds keys that are not known' }] };
  const parsed = schema.safeParse(Object.fromEntries(given));
  return parsed.success ? { value: parsed.data } : { errors: fieldErrors(parsed.error) };
}

/** `?code=KEY` is the platform's own way to send a function key, and is none of ours. */
function isFunctionKey(name: string): boolean {
  return name.toLowerCase() === 'code';
}
