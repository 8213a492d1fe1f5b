import { z } from 'zod';
import { createdPropertiesSchema, groupsSchema, type HeldProperty, propertiesSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';

/** A property that an object type should have. */
export interface NeededProperty {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly description: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface NeededGroup {
  readonly name: string;
  readonly label: string;
}

/** What has to be done to an object type's definitions; nothing when all lists are empty. */
export interface ProvisioningPlan {
  readonly objectType: string;
  readonly group: 'create' | 'relabel' | 'none';
  readonly create: readonly NeededProperty[];
  readonly repair: readonly { readonly name: string; readonly patch: Readonly<Record<string, unknown>> }[];
  /** Properties that exist under another type: the add-on never deletes what it did not create. */
  readonly conflicts: readonly { readonly name: string; readonly needed: string; readonly held: string }[];
}

/** What an object type has: all its properties, and its groups. Two requests. */
export interface Definitions {
  readonly properties: readonly HeldProperty[];
  readonly groups: readonly NeededGroup[];
}

/** Reads the definitions of an object type. */
export async function readDefinitions({ transport, paths }: Access, objectType: string): Promise<Definitions> {
  const [properties, groups] = await Promise.all([
    transport.send({ method: 'GET', path: paths.properties(objectType), answer: propertiesSchema, effect: 'read' }),
    transport.send({ method: 'GET', path: paths.groups(objectType), answer: groupsSchema, effect: 'read' }),
  ]);
  return { properties: properties.results, groups: groups.results };
}

/** Compares what there is with what is needed: labels, options and descriptions that differ are to be repaired. */
export function planProvisioning(
  objectType: string,
  held: Definitions,
  group: NeededGroup,
  needed: readonly NeededProperty[],
): ProvisioningPlan {
  const byName = new Map(held.properties.map((property) => [property.name, property]));
  const heldGroup = held.groups.find(({ name }) => name === group.name);
  const there = needed.flatMap((property) => {
    const existing = byName.get(property.name);
    return existing ? [{ property, existing }] : [];
  });
  return {
    objectType,
    group: heldGroup === undefined ? 'create' : heldGroup.label === group.label ? 'none' : 'relabel',
    create: needed.filter(({ name }) => !byName.has(name)),
    repair: there
      .filter(({ property, existing }) => existing.type === property.type)
      .map(({ property, existing }) => ({ name: property.name, patch: repairOf(property, existing) }))
      .filter(({ patch }) => Object.keys(patch).length > 0),
    conflicts: there
      .filter(({ property, existing }) => existing.type !== property.type)
      .map(({ property, existing }) => ({ name: property.name, needed: property.type, held: existing.type })),
  };
}

export function isEmptyPlan({ group, create, repair }: ProvisioningPlan): boolean {
  return group === 'none' && create.length === 0 && repair.length === 0;
}

function repairOf(needed: NeededProperty, held: HeldProperty): Record<string, unknown> {
  const wanted = needed.options.map(optionOf);
  const extra = (held.options ?? []).filter(({ value }) => !needed.options.some((option) => option.value === value));
  // An option that staff added is kept, hidden from nobody, after ours: it may be in use.
  const options = [
    ...wanted,
    ...extra.map((option, index) => ({ ...optionOf(option, wanted.length + index), hidden: option.hidden ?? false })),
  ];
  const optionsDiffer = needed.options.some((option) => {
    const existing = held.options?.find(({ value }) => value === option.value);
    return existing === undefined || existing.label !== option.label || existing.hidden === true;
  });
  return {
    ...(held.label === needed.label ? {} : { label: needed.label }),
    ...((held.description ?? '') === needed.description ? {} : { description: needed.description }),
    ...(optionsDiffer ? { options } : {}),
  };
}

function optionOf({ value, label }: { value: string; label: string }, displayOrder: number) {
  return { value, label, displayOrder, hidden: false };
}

/**
 * Carries out a plan. Safe to repeat: whatever a lost answer may have left done is found by reading the definitions
 * anew and planning again. Gives the number of definitions written.
 */
export async function provision(
  access: Access,
  plan: ProvisioningPlan,
  group: NeededGroup,
  needed: readonly NeededProperty[],
): Promise<number> {
  let todo = plan;
  let written = 0;
  for (let round = 0; !isEmptyPlan(todo); round += 1) {
    try {
      written += await carryOut(access, todo, group);
      return written;
    } catch (error) {
      if (!(error instanceof HubSpotError) || round >= ROUNDS) throw error;
      if (error.code !== 'outcome_unknown' && error.status !== 409) throw error;
      todo = planProvisioning(todo.objectType, await readDefinitions(access, todo.objectType), group, needed);
    }
  }
  return written;
}

const ROUNDS = 5;

async function carryOut({ transport, paths }: Access, plan: ProvisioningPlan, group: NeededGroup): Promise<number> {
  const { objectType } = plan;
  const write = (method: 'POST' | 'PATCH', path: string, body: unknown) =>
    transport.send({ method, path, body, answer: z.object({}), effect: 'write' });
  if (plan.group === 'create') await write('POST', paths.groups(objectType), { ...group, displayOrder: -1 });
  if (plan.group === 'relabel') await write('PATCH', paths.group(objectType, group.name), { label: group.label });
  if (plan.create.length > 0) {
    const inputs = plan.create.map((property, index) => ({
      ...property,
      groupName: group.name,
      displayOrder: index,
      formField: false,
      hidden: false,
      options: property.options.map(optionOf),
    }));
    const path = paths.propertiesBatchCreate(objectType);
    const { results } = await transport.send({
      method: 'POST',
      path,
      body: { inputs },
      answer: createdPropertiesSchema,
      effect: 'write',
    });
    const created = new Set(results.map(({ name }) => name));
    if (inputs.some(({ name }) => !created.has(name))) {
      throw new HubSpotError('outcome_unknown', `POST ${path} left out some properties.`, { endpoint: `POST ${path}` });
    }
  }
  for (const { name, patch } of plan.repair) await write('PATCH', paths.property(objectType, name), patch);
  return (plan.group === 'none' ? 0 : 1) + plan.create.length + plan.repair.length;
}
