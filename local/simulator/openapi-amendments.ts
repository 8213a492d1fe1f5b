/** A part of an OpenAPI document. */
export type Json = Record<string, unknown>;

interface Amendment {
  /** Where HubSpot's documents and HubSpot differ. */
  why: string;
  apply: (document: Json) => void;
}

/** Every place in which the official documents are read otherwise than they are written. */
const AMENDMENTS: readonly Amendment[] = [
  {
    why: 'StandardError.subCategory is declared an object; HubSpot sends text (crm.associations.NO_ASSOCIATIONS_FOUND).',
    apply: (document) => replace(schemaProperties(document, 'StandardError'), 'subCategory', { type: 'string' }),
  },
  {
    why: 'An association type without a label comes with label null; the schema says text.',
    apply: (document) =>
      replace(schemaProperties(document, 'AssociationSpecWithLabel'), 'label', { type: 'string', nullable: true }),
  },
  {
    why: 'Sorts of a search are declared texts; the guide sends {propertyName, direction}.',
    apply: (document) => {
      const direction = { type: 'string', enum: ['ASCENDING', 'DESCENDING'] };
      const sort = {
        type: 'object',
        required: ['propertyName'],
        properties: { propertyName: { type: 'string' }, direction },
      };
      const items = { anyOf: [{ type: 'string' }, sort] };
      replace(schemaProperties(document, 'PublicObjectSearchRequest'), 'sorts', { type: 'array', items });
    },
  },
  {
    why: 'Partial success (207) is not listed in 2026-09 as it was in 2026-03; it has the shape of the full success.',
    apply: (document) => {
      for (const responses of allResponses(document)) {
        const success = responses['200'] ?? responses['201'];
        if (success !== undefined) responses['207'] ??= structuredClone(success);
      }
    },
  },
  {
    why: 'Rules for values (HubSpot, "Property validations") have no document among these; the guide describes them.',
    apply: (document) => {
      const paths = at(document, 'paths');
      if (paths === undefined || !Object.keys(paths).some((path) => path.startsWith('/crm/properties/'))) return;
      const text = { type: 'string' };
      const rule = {
        type: 'object',
        required: ['ruleType', 'ruleArguments'],
        properties: {
          ruleType: text,
          ruleArguments: { type: 'array', items: text },
          shouldApplyNormalization: { type: 'boolean' },
        },
      };
      const results = {
        type: 'object',
        required: ['results'],
        properties: { results: { type: 'array', items: rule } },
      };
      const parameter = (name: string) => ({ name, in: 'path', required: true, schema: text });
      paths['/crm/property-validations/2026-09/{objectTypeId}/{propertyName}'] = {
        get: {
          operationId: 'get-property-validations',
          parameters: [parameter('objectTypeId'), parameter('propertyName')],
          responses: { 200: { description: 'The rules.', content: { 'application/json': { schema: results } } } },
        },
      };
    },
  },
  {
    why: 'A list in an address that has one item looks like the item alone.',
    apply: (document) => {
      for (const parameter of allParameters(document)) {
        const { schema } = parameter;
        if (isJson(schema) && schema.type === 'array') parameter.schema = { anyOf: [schema, schema.items ?? {}] };
      }
    },
  },
  {
    why: 'Filters of lists contain one another without end, which takes a minute to compile: only those by properties stay.',
    apply: (document) => {
      const schemas = at(document, 'components', 'schemas') ?? {};
      const used = new Set(['PublicOrFilterBranch', 'PublicAndFilterBranch', 'PublicPropertyFilter']);
      const others = Object.keys(schemas).filter(
        (name) => /^Public\w*Filter(?:Branch)?$/u.test(name) && !used.has(name),
      );
      for (const name of others) schemas[name] = { not: {} };
    },
  },
  {
    why: 'Errors are declared for any media type (*/*) and beside a $ref that hides their schema; they are JSON.',
    apply: (document) => {
      for (const responses of allResponses(document)) {
        // A new object each time: the resolver follows a reference object once only.
        const schema = { $ref: '#/components/schemas/Error' };
        responses.default = { description: 'An error occurred.', content: { 'application/json': { schema } } };
      }
    },
  },
];

/** Changes a document in place as the table says. */
export function amend(document: Json): void {
  for (const { apply } of AMENDMENTS) apply(document);
}

/** The object a path of keys leads to, or undefined. */
export function at(value: unknown, ...keys: string[]): Json | undefined {
  let current: unknown = value;
  for (const key of keys) current = isJson(current) ? current[key] : undefined;
  return isJson(current) ? current : undefined;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function schemaProperties(document: Json, schema: string): Json | undefined {
  return at(document, 'components', 'schemas', schema, 'properties');
}

function replace(properties: Json | undefined, name: string, schema: Json): void {
  if (properties && name in properties) properties[name] = schema;
}

function allOperations(document: Json): unknown[] {
  return Object.values(at(document, 'paths') ?? {}).flatMap((path) => Object.values(at(path) ?? {}));
}

function allResponses(document: Json): Json[] {
  const all = allOperations(document).map((operation) => at(operation, 'responses'));
  return all.filter((responses) => responses !== undefined);
}

function allParameters(document: Json): Json[] {
  return allOperations(document).flatMap((operation) => {
    const parameters = at(operation)?.parameters;
    return Array.isArray(parameters) ? parameters.filter(isJson) : [];
  });
}
