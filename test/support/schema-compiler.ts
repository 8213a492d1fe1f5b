import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenApiDocument } from './openapi-document.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;
const ROOT = 'openapi';

/**
 * Compiles schemas of a document with ajv, in its strict mode. With `closed` an object may have no key but those that its
 * schema names, so that nothing is answered that is not described.
 */
export function schemaCompiler({ components }: OpenApiDocument, closed: boolean) {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  ajv.addFormat('date-time', INSTANT);
  ajv.addFormat('date', DATE);
  ajv.addFormat('email', EMAIL);
  ajv.addKeyword('components');
  const shut = (schema: unknown) => (closed ? withoutMore(schema) : schema);
  ajv.addSchema({ $id: ROOT, components: shut(components) });
  const compiled = new Map<string, ValidateFunction>();
  return (schema: object): ValidateFunction => {
    // References are to the document, whichever schema they stand in.
    const text = JSON.stringify(shut(schema)).replaceAll('"#/', `"${ROOT}#/`);
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
    compiled.set(text, validate);
    return validate;
  };
}

function withoutMore(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    const isObject = typeof value === 'object' && value !== null && 'properties' in value && 'type' in value;
    return isObject && !('additionalProperties' in value) ? { ...value, additionalProperties: false } : value;
  });
}
