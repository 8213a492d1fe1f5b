import { createHash } from 'node:crypto';

const CHARACTERS = 22;

/** A short hash by which a JSON value is known again: 132 bits of SHA-256. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, CHARACTERS);
}
