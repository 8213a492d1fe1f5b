import type { Call } from '../call.ts';
import { invalid } from '../errors.ts';
import { objectType } from '../object-types.ts';

/** The object whose property definitions a path names; the simulator keeps those of contacts and companies. */
export function propertyObject(call: Call): 'contacts' | 'companies' {
  return schemaObject(call.param('type'));
}

/** Reading definitions takes the schema scope or the object's read scope. */
export function schemaReadScopes(param: (name: string) => string): string[][] {
  const object = schemaObject(param('type'));
  return [[`crm.schemas.${object}.read`, `crm.objects.${object}.read`]];
}

/** Writing definitions takes the schema scope. */
export function schemaWriteScopes(param: (name: string) => string): string[][] {
  return [[`crm.schemas.${schemaObject(param('type'))}.write`]];
}

function schemaObject(name: string): 'contacts' | 'companies' {
  const type = objectType(name);
  if (type === 'contacts' || type === 'companies') return type;
  throw invalid(`The simulator keeps no property definitions of ${type}`);
}
