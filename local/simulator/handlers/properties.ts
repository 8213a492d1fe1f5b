import { z } from 'zod';
import type { PropertyDefinition } from '../account.ts';
import type { Answer, Call, Endpoint, Family } from '../call.ts';
import { ApiError, batchError, invalid, notFound } from '../errors.ts';
import { checkDefinition, PropertyCreate, PropertyUpdate } from './check-definition.ts';
import { bodyAs } from './inputs.ts';
import { propertyGroupEndpoints } from './property-groups.ts';
import { propertyObject, schemaReadScopes, schemaWriteScopes } from './property-object.ts';

const ALL = /^\/(?<type>[^/]+)$/u;
const ONE = /^\/(?<type>[^/]+)\/(?<name>[^/]+)$/u;
const BATCH_CREATE = /^\/(?<type>[^/]+)\/batch\/create$/u;

const propertyEndpoints: readonly Endpoint[] = [
  { method: 'GET', pattern: ALL, budget: 'burst', scopes: schemaReadScopes, answer: list },
  { method: 'POST', pattern: ALL, budget: 'burst', scopes: schemaWriteScopes, answer: createOne },
  { method: 'POST', pattern: BATCH_CREATE, budget: 'burst', scopes: schemaWriteScopes, answer: createBatch },
  { method: 'GET', pattern: ONE, budget: 'burst', scopes: schemaReadScopes, answer: readOne },
  { method: 'PATCH', pattern: ONE, budget: 'burst', scopes: schemaWriteScopes, answer: update },
  { method: 'DELETE', pattern: ONE, budget: 'burst', scopes: schemaWriteScopes, answer: archive },
];

/** Property definitions and groups of every object type (hubspot.md 7). */
export const propertyFamily: Family = {
  prefix: '/crm/properties',
  endpoints: [...propertyGroupEndpoints, ...propertyEndpoints],
};

function definitionsOf(call: Call): Map<string, PropertyDefinition> {
  return call.world.account.properties[propertyObject(call)];
}

function one(call: Call): PropertyDefinition {
  const definition = definitionsOf(call).get(call.param('name'));
  if (!definition) throw notFound(`Property ${call.param('name')} does not exist`);
  return definition;
}

function json({ readOnlyValue = false, ...definition }: PropertyDefinition): Record<string, unknown> {
  const { hubspotDefined = false, dataSensitivity = 'non_sensitive' } = definition;
  return {
    hidden: false,
    formField: false,
    displayOrder: -1,
    calculated: false,
    externalOptions: false,
    ...definition,
    hubspotDefined,
    hasUniqueValue: false,
    dataSensitivity,
    archived: false,
    modificationMetadata: {
      archivable: true,
      readOnlyDefinition: hubspotDefined,
      readOnlyOptions: hubspotDefined,
      readOnlyValue,
    },
  };
}

function list(call: Call): Answer {
  const isArchivedAsked = call.query.get('archived') === 'true';
  const sensitivity = call.query.get('dataSensitivity') ?? 'non_sensitive';
  const isAsked = ({ dataSensitivity = 'non_sensitive' }: PropertyDefinition) => dataSensitivity === sensitivity;
  const prefix = `${propertyObject(call)}:`;
  const archived = [...call.world.archivedProperties].filter(([key]) => key.startsWith(prefix));
  const results = isArchivedAsked
    ? archived
        .filter(([, definition]) => isAsked(definition))
        .map(([, definition]) => ({ ...json(definition), archived: true }))
    : [...definitionsOf(call).values()].filter(isAsked).map(json);
  return { status: 200, body: { results } };
}

function readOne(call: Call): Answer {
  return { status: 200, body: json(one(call)) };
}

/** Adds a definition; one that was archived under the name comes back as it was. */
function add(call: Call, given: z.infer<typeof PropertyCreate>): PropertyDefinition {
  const { account, archivedProperties } = call.world;
  const object = propertyObject(call);
  const key = `${object}:${given.name}`;
  const old = archivedProperties.get(key);
  const definition = old ?? toDefinition(given);
  account.properties[object].set(given.name, definition);
  archivedProperties.delete(key);
  return definition;
}

function toDefinition(given: z.infer<typeof PropertyCreate>): PropertyDefinition {
  const { displayOrder = -1, hidden = false, formField = false, description = '', options = [], ...rest } = given;
  return {
    ...rest,
    displayOrder,
    hidden,
    formField,
    description,
    options: options.map(toOption),
    hubspotDefined: false,
  };
}

function toOption({ description, ...option }: NonNullable<z.infer<typeof PropertyCreate>['options']>[number]) {
  return description === undefined ? option : { ...option, description };
}

function check(call: Call, given: z.infer<typeof PropertyCreate>): void {
  checkDefinition(toDefinition(given), call.world.account.groups[propertyObject(call)], given.options !== undefined);
}

function createOne(call: Call): Answer {
  const given = bodyAs(call, PropertyCreate);
  if (definitionsOf(call).has(given.name)) {
    throw new ApiError(409, 'OBJECT_ALREADY_EXISTS', alreadyExists(given.name), {
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  }
  check(call, given);
  return { status: 201, body: json(add(call, given)) };
}

/** Creates what is new; names that exist become error entries in a 207. One refused definition refuses all. */
function createBatch(call: Call): Answer {
  const { inputs } = bodyAs(call, z.object({ inputs: z.array(PropertyCreate).default([]) }));
  if (inputs.length > 100) throw invalid('The maximum number of inputs supported in a batch request is 100');
  const existing = inputs.filter(({ name }) => definitionsOf(call).has(name));
  const fresh = inputs.filter(({ name }) => !definitionsOf(call).has(name));
  for (const given of fresh) check(call, given);
  const results = fresh.map((given) => json(add(call, given)));
  const at = new Date(call.at).toISOString();
  const body = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (existing.length === 0) return { status: 200, body };
  const errors = existing.map(({ name }) =>
    batchError('OBJECT_ALREADY_EXISTS', alreadyExists(name), { name: [name] }, 'Properties.PROPERTY_WITH_NAME_EXISTS'),
  );
  return { status: 207, body: { ...body, numErrors: errors.length, errors } };
}

function alreadyExists(name: string): string {
  return `A property named '${name}' already exists.`;
}

function update(call: Call): Answer {
  const definition = one(call);
  if (definition.hubspotDefined) throw invalid(`The definition of ${definition.name} is read only`);
  const given = bodyAs(call, PropertyUpdate);
  const { name, label, type, fieldType, groupName, description, options, displayOrder, hidden, formField } = definition;
  const before = { label, type, fieldType, groupName, description, options, displayOrder, hidden, formField };
  const changed = PropertyCreate.parse({ name, ...before, ...given });
  check(call, changed);
  Object.assign(definition, toDefinition(changed));
  return { status: 200, body: json(definition) };
}

function archive(call: Call): Answer {
  const definition = one(call);
  if (definition.hubspotDefined) throw invalid(`${definition.name} is defined by HubSpot and cannot be archived`);
  call.world.archivedProperties.set(`${propertyObject(call)}:${definition.name}`, definition);
  definitionsOf(call).delete(definition.name);
  return { status: 204 };
}
