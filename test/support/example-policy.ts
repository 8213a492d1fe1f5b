import { readFileSync } from 'node:fs';
import { type Policy, policySchema } from '../../src/policy/schema.ts';
import { changed } from './policy.ts';

const EXAMPLE: unknown = JSON.parse(
  readFileSync(new URL('../../policy/examples/esimerkkivalmennus.json', import.meta.url), 'utf8'),
);

/** The complete notice of an invented company with changes, which are made as those of `policyWith`. */
export function examplePolicyWith(changes: unknown = {}): Policy {
  return policySchema.parse(changed(EXAMPLE, changes));
}
