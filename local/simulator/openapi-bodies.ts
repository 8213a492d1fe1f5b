import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { z } from 'zod';
import { at, type Json } from './openapi-amendments.ts';

/** What a body breaks; nothing when it is as described, or when no schema describes it. */
export type BodyCheck = (schema: unknown, body: unknown) => readonly ErrorObject[];

const DOCUMENT = 'document';

/** The formats that HubSpot's documents name. */
export function addFormats(ajv: Pick<Ajv, 'addFormat'>): void {
  ajv.addFormat('date-time', z.regexes.datetime({ offset: true }));
  ajv.addFormat('uuid', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu);
  ajv.addFormat('int32', { type: 'number', validate: (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31 });
  ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
}

/**
 * Checks bodies by the schemas of one document. Each component is compiled once, when first it is needed: were all references
 * replaced by what they refer to, each operation would compile them anew, which took a third of what a test of the functions did.
 */
export function bodyCheck(document: Json): BodyCheck {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ components: document.components }, DOCUMENT);
  const compiled = new Map<unknown, ValidateFunction>();
  return (schema, body) => {
    if (schema === undefined) return [];
    const known = compiled.get(schema);
    const validate = known ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${DOCUMENT}#/`)));
    compiled.set(schema, validate);
    return validate(body) ? [] : (validate.errors ?? []);
  };
}

/** The schema of what an operation is sent, or answers with, as JSON. */
export function schemaOf(document: Json, part: unknown): unknown {
  const reference = at(part)?.$ref;
  const described = typeof reference === 'string' ? at(document, ...reference.split('/').slice(1)) : part;
  return at(described, 'content', 'application/json')?.schema;
}

/** The document without any body, for who looks at paths and parameters alone. */
export function withoutBodies(document: Json): Json {
  const paths = Object.entries(at(document, 'paths') ?? {}).map(([path, operations]) => {
    const bare = Object.entries(at(operations) ?? {}).map(([method, operation]) => {
      const { requestBody: _, responses, ...rest } = at(operation) ?? {};
      const statuses = Object.keys(at(responses) ?? {}).map((status) => [status, { description: '' }]);
      return [method, { ...rest, responses: Object.fromEntries(statuses) }];
    });
    return [path, Object.fromEntries(bare)];
  });
  const { components: _, ...rest } = document;
  return { ...rest, paths: Object.fromEntries(paths) };
}
