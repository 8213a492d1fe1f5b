import { listEvents, type Position } from '../../audit/query/list-events.ts';
import { definitionSubject } from '../../effects/kinds/definition-values.ts';
import { segmentSubject } from '../../effects/kinds/segment-names.ts';
import type { RemoveOwn } from '../../effects/effect.ts';
import { type Definitions, readDefinitions } from '../../hubspot/definitions.ts';
import type { OwnThing } from '../../hubspot/remove-own.ts';
import { findFolder, readFolder } from '../../hubspot/segment-folder.ts';
import { readLists } from '../../hubspot/segments.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, REGISTER_GROUP } from '../../register/properties.ts';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import { SEGMENT_FOLDER, SEGMENT_KEYS } from '../../register/segments.ts';
import type { Engine } from '../../work/engine.ts';

const EVENTS_AT_ONCE = 100;

/** What there is of the add-on in an account: what it made, and what bears its names and is somebody else's. */
export interface OwnThings {
  /** In the order in which they are to be removed. */
  readonly ours: readonly RemoveOwn[];
  /** Names of what is left alone, and why. */
  readonly left: readonly {
    readonly name: string;
    readonly reason: 'not_made_by_it' | 'of_another_type' | 'not_empty';
  }[];
  readonly definitions: Readonly<Record<RecordKind, Definitions>>;
}

type Reading = Pick<Engine, 'hubspot' | 'segments' | 'storage'>;

/**
 * Reads what the add-on has made in the account. A property or group counts as made by it when its trail says that it made it and has
 * not removed it since; a list, when it is remembered as made. Throws `HubSpotError`.
 */
export async function ownThings(engine: Reading): Promise<OwnThings> {
  const { hubspot } = engine;
  const definitions = {
    contacts: await readDefinitions(hubspot, 'contacts'),
    companies: await readDefinitions(hubspot, 'companies'),
  };
  const lists = await ownLists(engine);
  const properties = await Promise.all(RECORD_KINDS.map((on) => ownDefinitions(engine, on, definitions[on])));
  const ofKind = (kind: OwnThing['kind']) =>
    properties.flatMap(({ ours }) => ours.filter(({ thing }) => thing.kind === kind));
  return {
    ours: [...lists.ours, ...ofKind('property'), ...ofKind('group')],
    left: [...lists.left, ...properties.flatMap(({ left }) => left)],
    definitions,
  };
}

type Some = Pick<OwnThings, 'left'> & { readonly ours: readonly RemoveOwn[] };

async function ownDefinitions(engine: Reading, on: RecordKind, held: Definitions): Promise<Some> {
  const ours: RemoveOwn[] = [];
  const left: OwnThings['left'][number][] = [];
  for (const { name, type } of on === 'contacts' ? CONTACT_PROPERTIES : COMPANY_PROPERTIES) {
    const there = held.properties.find((one) => one.name === name);
    if (there === undefined) continue;
    const shown = `${on}.${name}`;
    if (there.type !== type) left.push({ name: shown, reason: 'of_another_type' });
    else if (!(await wasMade(engine, on, name))) left.push({ name: shown, reason: 'not_made_by_it' });
    else ours.push(definition({ kind: 'property', on, name }, type));
  }
  const { name } = REGISTER_GROUP;
  if (held.groups.every((group) => group.name !== name)) return { ours, left };
  const others = held.properties.filter((one) => {
    const isOurs = ours.some(({ property }) => property === one.name);
    return one.groupName === name && !isOurs;
  });
  if (!(await wasMade(engine, on, name))) left.push({ name: `${on}.${name}`, reason: 'not_made_by_it' });
  else if (others.length > 0) left.push({ name: `${on}.${name}`, reason: 'not_empty' });
  else ours.push(definition({ kind: 'group', on, name }, 'group'));
  return { ours, left };
}

function definition(thing: Extract<OwnThing, { kind: 'property' | 'group' }>, was: string): RemoveOwn {
  const { on, name } = thing;
  return { type: 'remove_own', thing, subject: definitionSubject(on, name), property: name, was };
}

/** Whether the trail says last of it that the add-on made it. */
async function wasMade({ storage }: Reading, on: RecordKind, name: string): Promise<boolean> {
  const filter = { subject: definitionSubject(on, name) };
  for (let position: Position | undefined; ; ) {
    const page = await listEvents(storage.audit, filter, EVENTS_AT_ONCE, { position });
    const last = page.events.find(
      ({ action, property, before, after }) =>
        action === 'applied' && property === name && (before === '') !== (after === ''),
    );
    if (last !== undefined) return last.before === '';
    if (page.next === undefined) return false;
    position = page.next;
  }
}

async function ownLists({ hubspot, segments }: Reading): Promise<Some> {
  const memory = await segments.read();
  if (memory === undefined) return { ours: [], left: [] };
  const known = SEGMENT_KEYS.flatMap((key) => {
    const kept = memory.segments[key];
    return kept === undefined ? [] : [{ key, ...kept }];
  });
  const held =
    known.length === 0
      ? new Map()
      : await readLists(
          hubspot,
          known.map(({ listId }) => listId),
        );
  const live = known.filter(({ listId }) => held.get(listId)?.isDeleted === false);
  const ours = live
    .filter(({ isOurs }) => isOurs)
    .map(({ key, listId }): RemoveOwn => {
      return {
        type: 'remove_own',
        thing: { kind: 'segment', listId },
        subject: segmentSubject(key),
        property: 'list',
        was: 'dynamic',
      };
    });
  const left = live
    .filter(({ isOurs }) => !isOurs)
    .map(({ listId }) => ({ name: `list ${listId}`, reason: 'not_made_by_it' }) as const);
  const folder = await ownFolder(hubspot, memory.isFolderOurs ? memory.folderId : null, ours);
  return { ours: [...ours, ...folder.ours], left: [...left, ...folder.left] };
}

async function ownFolder(
  hubspot: Reading['hubspot'],
  folderId: string | null,
  lists: readonly RemoveOwn[],
): Promise<Some> {
  const id = folderId === null ? undefined : await findFolder(hubspot, SEGMENT_FOLDER, folderId);
  const folder = id === folderId && id !== undefined ? await readFolder(hubspot, id) : undefined;
  if (folder === undefined) return { ours: [], left: [] };
  const going = new Set(lists.map(({ thing }) => (thing.kind === 'segment' ? thing.listId : '')));
  const isEmpty = folder.childNodes.length === 0 && folder.childLists.every((list) => going.has(String(list)));
  if (!isEmpty) return { ours: [], left: [{ name: `folder ${folder.id}`, reason: 'not_empty' }] };
  const thing = { kind: 'folder', folderId: folder.id } as const;
  return {
    ours: [{ type: 'remove_own', thing, subject: segmentSubject('folder'), property: 'folder', was: 'folder' }],
    left: [],
  };
}
