import { groupsSchema, type HeldProperty, propertiesSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';

/** A property that an object type should have. */
export interface NeededProperty {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly description: string;
  readonly options: readonly NeededOption[];
  /** Options that are not needed are hidden; otherwise they are left as they are. */
  readonly hidesOtherOptions?: boolean;
}

interface NeededOption {
  readonly value: string;
  readonly label: string;
  /** Hidden where it is there, and not added where it is not. */
  readonly hidden?: boolean;
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

/** What an object type has: all its properties, and its groups. */
export interface Definitions {
  readonly properties: readonly HeldProperty[];
  readonly groups: readonly NeededGroup[];
}

/**
 * Reads the definitions of an object type. Where none of `needed` exists, the add-on is new: there is no group of its own
 * either, and the request for the groups is spared. Where all of them exist, so does their group; with `trusted` given, it is
 * taken to be as it should.
 */
export async function readDefinitions(
  { transport, paths }: Access,
  objectType: string,
  needed: readonly NeededProperty[] = [],
  trusted?: NeededGroup,
): Promise<Definitions> {
  const path = paths.properties(objectType);
  const { results: properties } = await transport.send({
    method: 'GET',
    path,
    answer: propertiesSchema,
    effect: 'read',
  });
  const names = new Set(properties.map(({ name }) => name));
  const unreadable = properties.find(({ name, odd }) => odd === true && needed.some((one) => one.name === name));
  if (unreadable !== undefined) {
    const message = `HubSpot shows the definition of ${unreadable.name} on ${objectType} in another form than documented.`;
    throw new HubSpotError('unexpected_answer', message, { endpoint: `GET ${path}` });
  }
  if (needed.length > 0 && needed.every(({ name }) => !names.has(name))) return { properties, groups: [] };
  if (trusted !== undefined && needed.every(({ name }) => names.has(name))) return { properties, groups: [trusted] };
  const groups = await transport.send({
    method: 'GET',
    path: paths.groups(objectType),
    answer: groupsSchema,
    effect: 'read',
  });
  return { properties, groups: groups.results };
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

type Option = ReturnType<typeof optionOf>;

/**
 * The options that a property should have: those it has, in the account's own order, with our labels; then those it
 * lacks. None is ever removed, for it may be in use. HubSpot takes no label twice, so of several with one label only the
 * one that is ours and can be chosen keeps it as it is.
 */
export function mergedOptions(needed: NeededProperty, held: HeldProperty | undefined): Option[] {
  const wanted = new Map(needed.options.map((option) => [option.value, option]));
  const there = heldOptions(held).map((option) => {
    const ours = wanted.get(option.value);
    if (ours === undefined) return needed.hidesOtherOptions ? { ...option, hidden: true } : option;
    return { ...option, label: ours.label, hidden: ours.hidden ?? false };
  });
  const next = Math.max(-1, ...there.map(({ displayOrder }) => displayOrder)) + 1;
  const missing = needed.options.filter(
    ({ value, hidden }) => !hidden && there.every((option) => option.value !== value),
  );
  const all = [...there, ...missing.map((option, index) => optionOf(option, next + index))];
  return withDistinctLabels(inPlace(all), wanted);
}

function withDistinctLabels(options: readonly Option[], ours: ReadonlyMap<string, unknown>): Option[] {
  const rank = ({ value, hidden }: Option) => (hidden ? 0 : ours.has(value) ? 2 : 1);
  return options.map((option) => {
    const rivals = options.filter((other) => other !== option && other.label === option.label);
    if (rivals.every((rival) => rank(rival) < rank(option))) return option;
    return { ...option, label: `${option.label} (${option.value})` };
  });
}

function heldOptions(held: HeldProperty | undefined): Option[] {
  const options = (held?.options ?? []).map(({ value, label, displayOrder, hidden, description }, index) => ({
    ...(description ? { description } : {}),
    ...{ value, label, displayOrder: displayOrder ?? index, hidden: hidden ?? false },
  }));
  return inPlace(options);
}

/** As HubSpot shows them: options with a negative order come after all others. */
function inPlace(options: readonly Option[]): Option[] {
  const place = ({ displayOrder }: Option) => (displayOrder < 0 ? Number.MAX_SAFE_INTEGER : displayOrder);
  return [...options].sort((a, b) => place(a) - place(b));
}

function optionOf({ value, label }: NeededOption, displayOrder: number) {
  return { value, label, displayOrder, hidden: false };
}
