import type { HeldProperty } from './answers.ts';
import type { Definitions, NeededGroup, NeededProperty } from './definitions.ts';
import { heldOptions, mergedOptions } from './property-options.ts';

/** What has to be done to an object type's definitions; nothing when all lists are empty. */
export interface ProvisioningPlan {
  readonly objectType: string;
  readonly group: 'create' | 'relabel' | 'none';
  readonly create: readonly NeededProperty[];
  /** What is to be written into properties, and what the same aspects are now. */
  readonly repair: readonly {
    readonly name: string;
    readonly patch: Readonly<Record<string, unknown>>;
    readonly before: Readonly<Record<string, unknown>>;
  }[];
  /** The label of the group, where it is there. */
  readonly groupLabel?: string | undefined;
  /** Properties that exist under another type: the add-on never deletes what it did not create. */
  readonly conflicts: readonly { readonly name: string; readonly needed: string; readonly held: string }[];
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
    groupLabel: heldGroup?.label,
    create: needed.filter((property) => !byName.has(property.name) && !lacksOptions(property)),
    repair: there
      .filter(({ property, existing }) => existing.type === property.type)
      .map(({ property, existing }) => {
        const patch = repairOf(property, existing);
        return { name: property.name, patch, before: aspectsOf(existing, Object.keys(patch)) };
      })
      .filter(({ patch }) => Object.keys(patch).length > 0),
    conflicts: there
      .filter(({ property, existing }) => existing.type !== property.type)
      .map(({ property, existing }) => ({ name: property.name, needed: property.type, held: existing.type })),
  };
}

export function isEmptyPlan({ group, create, repair }: ProvisioningPlan): boolean {
  return group === 'none' && create.length === 0 && repair.length === 0;
}

/** The names of what a plan makes or repairs, the group's first. */
export function namesIn({ group, create, repair }: ProvisioningPlan, { name }: NeededGroup): string[] {
  return [...(group === 'none' ? [] : [name]), ...[...create, ...repair].map((property) => property.name)];
}

/** HubSpot takes no enumeration without options; it is created as soon as there is one. */
function lacksOptions({ type, options }: NeededProperty): boolean {
  return type === 'enumeration' && options.every(({ hidden }) => hidden);
}

/** What of a property has to be repaired: its label, description or options, as they are to be. */
export function repairOf(needed: NeededProperty, held: HeldProperty): Record<string, unknown> {
  const before = heldOptions(held);
  const options = mergedOptions(needed, held);
  const optionsDiffer = JSON.stringify(options) !== JSON.stringify(before);
  return {
    ...(held.label === needed.label ? {} : { label: needed.label }),
    ...((held.description ?? '') === needed.description ? {} : { description: needed.description }),
    ...(optionsDiffer ? { options } : {}),
  };
}

function aspectsOf({ label, description, options }: HeldProperty, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ label, description, options }).filter(([name]) => names.includes(name)));
}
