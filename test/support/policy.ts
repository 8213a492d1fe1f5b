import { readFileSync } from 'node:fs';
import { type Policy, policySchema } from '../../src/policy/schema.ts';

const DEFAULT_POLICY: unknown = JSON.parse(
  readFileSync(new URL('../../policy/asiakasrekisteri.json', import.meta.url), 'utf8'),
);

/** The default policy with changes: objects are merged, other values replace, `null` removes. Still validated. */
export function policyWith(changes: unknown = {}): Policy {
  return policySchema.parse(changed(DEFAULT_POLICY, changes));
}

/** A JSON value with changes: objects are merged, other values replace, `null` removes. */
export function changed(base: unknown, changes: unknown): unknown {
  if (!isObject(base) || !isObject(changes)) return changes;
  const entries = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) entries.delete(name);
    else entries.set(name, changed(entries.get(name), value));
  }
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
