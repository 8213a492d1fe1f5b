import type { Parameter } from '../bicep/ast.ts';
import type { Instance } from './instance.ts';
import { isList, type Value } from './value.ts';

/** Why a value is none of a parameter, by its decorators. */
export function faultOfValue(
  value: Value,
  { decorators }: Parameter,
  { instance }: { readonly instance: Instance },
): string | undefined {
  if (value === undefined || value === null) return undefined;
  const size =
    typeof value === 'number' ? value : typeof value === 'string' || isList(value) ? value.length : undefined;
  for (const { name, args } of decorators) {
    const limit = instance.value(args[0]);
    if (name === 'allowed' && isList(limit) && !isList(value) && !limit.includes(value))
      return `is ${JSON.stringify(value)}, which is none of ${limit.map((each) => JSON.stringify(each)).join(', ')}`;
    if (typeof limit !== 'number' || size === undefined) continue;
    if (name.startsWith('min') && size < limit) return `is ${JSON.stringify(value)}: @${name} is ${limit}`;
    if (name.startsWith('max') && size > limit) return `is ${JSON.stringify(value)}: @${name} is ${limit}`;
  }
  return undefined;
}
