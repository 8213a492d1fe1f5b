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

export interface NeededOption {
  readonly value: string;
  readonly label: string;
  /** Hidden where it is there, and not added where it is not. */
  readonly hidden?: boolean;
}

export interface NeededGroup {
  readonly name: string;
  readonly label: string;
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
