import { z } from 'zod';
import type { PropertyGroup } from '../account.ts';
import type { Answer, Call, Endpoint } from '../call.ts';
import { ApiError, invalid, notFound } from '../errors.ts';
import { bodyAs } from './inputs.ts';
import { propertyObject, schemaReadScopes, schemaWriteScopes } from './property-object.ts';

const GroupCreate = z.object({ name: z.string(), label: z.string(), displayOrder: z.number().int().default(-1) });
const GroupUpdate = z.object({ label: z.string().optional(), displayOrder: z.number().int().optional() });

const ALL = /^\/(?<type>[^/]+)\/groups$/u;
const ONE = /^\/(?<type>[^/]+)\/groups\/(?<group>[^/]+)$/u;

/** Property groups of every object type (hubspot.md 7). */
export const propertyGroupEndpoints: readonly Endpoint[] = [
  { method: 'GET', pattern: ALL, budget: 'burst', scopes: schemaReadScopes, answer: list },
  { method: 'POST', pattern: ALL, budget: 'burst', scopes: schemaWriteScopes, answer: create },
  { method: 'GET', pattern: ONE, budget: 'burst', scopes: schemaReadScopes, answer: readOne },
  { method: 'PATCH', pattern: ONE, budget: 'burst', scopes: schemaWriteScopes, answer: update },
  { method: 'DELETE', pattern: ONE, budget: 'burst', scopes: schemaWriteScopes, answer: archive },
];

function groupsOf(call: Call): Map<string, PropertyGroup> {
  return call.world.account.groups[propertyObject(call)];
}

function one(call: Call): PropertyGroup {
  const group = groupsOf(call).get(call.param('group'));
  if (!group) throw notFound(`Property group ${call.param('group')} does not exist`);
  return group;
}

function json(group: PropertyGroup): Record<string, unknown> {
  return { ...group, archived: false };
}

function list(call: Call): Answer {
  return { status: 200, body: { results: [...groupsOf(call).values()].map(json) } };
}

function readOne(call: Call): Answer {
  return { status: 200, body: json(one(call)) };
}

function create(call: Call): Answer {
  const groups = groupsOf(call);
  const group = bodyAs(call, GroupCreate);
  if (groups.has(group.name)) {
    throw new ApiError(409, 'OBJECT_ALREADY_EXISTS', `A property group named ${group.name} already exists.`, {
      subCategory: 'PropertyGroups.PROPERTY_GROUP_WITH_NAME_EXISTS',
    });
  }
  groups.set(group.name, group);
  return { status: 201, body: json(group) };
}

function update(call: Call): Answer {
  const group = one(call);
  const { label, displayOrder } = bodyAs(call, GroupUpdate);
  if (label !== undefined) group.label = label;
  if (displayOrder !== undefined) group.displayOrder = displayOrder;
  return { status: 200, body: json(group) };
}

function archive(call: Call): Answer {
  const { account } = call.world;
  const group = one(call);
  const object = propertyObject(call);
  if (account.properties[object].values().some(({ groupName }) => groupName === group.name)) {
    throw invalid(`The property group ${group.name} still has properties.`, {
      subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES',
    });
  }
  account.groups[object].delete(group.name);
  return { status: 204 };
}
