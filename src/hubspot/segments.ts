import { z } from 'zod';
import { chunk } from '../chunk.ts';
import type { Segment } from '../register/segments.ts';
import { idSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';
import { filterOf, formOfFilter } from './segment-filter.ts';

/** HubSpot's type id of contacts. */
const CONTACTS = '0-1';
/** Lists asked for in one address, which stays far below what HubSpot takes. */
const LISTS_AT_ONCE = 100;
/** Most that a search of lists gives at a time (HubSpot, `ListSearchRequest`). */
const FOUND_AT_ONCE = 500;

/** A list of HubSpot's, as far as segments are compared. */
export interface HeldList {
  readonly listId: string;
  readonly name: string;
  /** Whether it is a dynamic one, of contacts: what the add-on makes. */
  readonly isSegment: boolean;
  /** What its filters ask (`formOfFilter`). */
  readonly form: string;
  /** It is in HubSpot's bin. */
  readonly isDeleted: boolean;
}

const listSchema = z
  .object({
    listId: idSchema,
    name: z.string(),
    objectTypeId: z.string(),
    processingType: z.string(),
    filterBranch: z.unknown().optional(),
    deletedAt: z.string().nullish(),
  })
  .transform(({ listId, name, objectTypeId, processingType, filterBranch, deletedAt }): HeldList => {
    const isSegment = objectTypeId === CONTACTS && processingType === 'DYNAMIC';
    return { listId, name, isSegment, form: formOfFilter(filterBranch), isDeleted: (deletedAt ?? '') !== '' };
  });

const oneSchema = z.object({ list: listSchema });
const someSchema = z.object({ lists: z.array(listSchema) });
const updatedSchema = z.object({ updatedList: listSchema.optional() });
const foundSchema = z.object({
  lists: z.array(z.object({ listId: idSchema })),
  hasMore: z.boolean(),
  total: z.int().nonnegative(),
});

/**
 * Lists by id, those in the bin as far as HubSpot shows them. One that an answer leaves out is asked for on its own before it is said
 * not to be there. Throws `HubSpotError`.
 */
export async function readLists(access: Access, ids: readonly string[]): Promise<Map<string, HeldList>> {
  const { transport, paths } = access;
  const held = new Map<string, HeldList>();
  for (const some of chunk(ids, LISTS_AT_ONCE)) {
    const query = { listIds: some, includeFilters: 'true' };
    const path = paths.lists();
    const { lists } = await transport.send({ method: 'GET', path, query, answer: someSchema, effect: 'read' });
    for (const list of lists) held.set(list.listId, list);
  }
  for (const id of ids.filter((one) => !held.has(one))) {
    const list = await readOne(access, paths.list(id));
    if (list !== undefined) held.set(id, list);
  }
  return held;
}

/** The list of contacts that has a name; `undefined` when none has. Throws `HubSpotError`. */
export async function readListNamed(access: Access, name: string): Promise<HeldList | undefined> {
  return readOne(access, access.paths.listNamed(CONTACTS, name));
}

async function readOne({ transport }: Access, path: string): Promise<HeldList | undefined> {
  try {
    const query = { includeFilters: 'true' };
    return (await transport.send({ method: 'GET', path, query, answer: oneSchema, effect: 'read' })).list;
  } catch (error) {
    if (error instanceof HubSpotError && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** All segments of contacts that an account has. Throws `HubSpotError`, also when HubSpot shows fewer than it counts. */
export async function readAllSegments(access: Access): Promise<HeldList[]> {
  const { transport, paths } = access;
  const path = paths.listSearch();
  const ids = new Set<string>();
  for (;;) {
    const { lists, hasMore, total } = await transport.send({
      method: 'POST',
      path,
      body: {
        objectTypeId: CONTACTS,
        processingTypes: ['DYNAMIC'],
        listIds: [],
        additionalProperties: [],
        offset: ids.size,
        count: FOUND_AT_ONCE,
      },
      answer: foundSchema,
      effect: 'read',
    });
    const before = ids.size;
    for (const { listId } of lists) ids.add(listId);
    if (hasMore && ids.size > before) continue;
    if (hasMore || ids.size < total) throw fewerThanCounted(`POST ${path}`);
    const held = await readLists(access, [...ids]);
    return [...held.values()].filter(({ isSegment }) => isSegment);
  }
}

function fewerThanCounted(endpoint: string): HubSpotError {
  const message = `The answers to ${endpoint} hold fewer lists than HubSpot counts: the next run over everything asks again.`;
  return new HubSpotError('unexpected_answer', message, { endpoint });
}

/** Makes a segment and gives it as HubSpot holds it. Throws `HubSpotError`. */
export async function createSegment(
  { transport, paths }: Access,
  segment: Segment,
  folderId: string | undefined,
): Promise<HeldList> {
  const body = {
    name: segment.name,
    objectTypeId: CONTACTS,
    processingType: 'DYNAMIC',
    filterBranch: filterOf(segment),
    ...(folderId === undefined ? {} : { listFolderId: Number(folderId) }),
  };
  const answer = { answer: oneSchema, effect: 'write' } as const;
  return (await transport.send({ method: 'POST', path: paths.lists(), body, ...answer })).list;
}

/** Gives a list the filters of a segment, and tells how HubSpot holds it where it says so. Throws `HubSpotError`. */
export async function changeFilters(
  { transport, paths }: Access,
  listId: string,
  segment: Segment,
): Promise<HeldList | undefined> {
  const path = paths.listFilters(listId);
  const body = { filterBranch: filterOf(segment) };
  return (await transport.send({ method: 'PUT', path, body, answer: updatedSchema, effect: 'write' })).updatedList;
}

/** Brings a deleted list back, which HubSpot does for 90 days. Throws `HubSpotError`. */
export async function restoreList({ transport, paths }: Access, listId: string): Promise<void> {
  await transport.send({ method: 'PUT', path: paths.listRestore(listId), answer: z.unknown(), effect: 'write' });
}
