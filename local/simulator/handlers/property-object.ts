import type { ObjectType } from '../account.ts';
import type { Call } from '../call.ts';
import { objectType, TYPE_FACTS } from '../object-types.ts';

/** The object whose property definitions a path names. */
export function propertyObject(call: Call): ObjectType {
  return objectType(call.param('type'));
}

/** Reading definitions takes the schema scope or the object's read scope. */
export function schemaReadScopes(param: (name: string) => string): (readonly string[])[] {
  return [TYPE_FACTS[objectType(param('type'))].schemaReadScopes];
}

/** Writing definitions takes the schema scope. */
export function schemaWriteScopes(param: (name: string) => string): (readonly string[])[] {
  return [TYPE_FACTS[objectType(param('type'))].schemaWriteScopes];
}
