import type { Resource } from '../bicep/ast.ts';

/** Type and version of a resource; a nested one joins its parent's type, and inherits its version. */
export function typeOf({ type, outer }: Resource): string {
  if (outer === undefined) return type;
  const [parent = '', inherited = ''] = typeOf(outer).split('@');
  const [own = '', version = inherited] = type.split('@');
  return `${parent}/${own}@${version}`;
}

/** Type of a resource without its version. */
export function plainTypeOf(resource: Resource): string {
  const [type = ''] = typeOf(resource).split('@');
  return type;
}
