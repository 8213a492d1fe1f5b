import { z } from 'zod';
import { chunk } from '../chunk.ts';
import { idSchema, instantSchema, pagingSchema, wholeList } from './answers.ts';
import { HubSpotError } from './errors.ts';
import { type MissingScope, orMissingScope } from './missing-scope.ts';
import type { Access } from './records.ts';

const SCOPE = 'crm.lists.read';
/** HubSpot's type id of contacts. */
const CONTACTS = '0-1';
/** Lists asked for in one address, which stays far below what HubSpot takes. */
const LISTS_AT_ONCE = 100;

/** That a contact is on a list (segment). Who left a list is told by no call. */
interface Membership {
  readonly listId: string;
  /** `undefined` when HubSpot has no such list any more. */
  readonly name: string | undefined;
  /** Epoch ms. */
  readonly firstAddedAt: number;
  /** Epoch ms. */
  readonly lastAddedAt: number;
}

/** All lists that a contact is on. */
export interface Memberships {
  readonly kind: 'read';
  readonly memberships: readonly Membership[];
}

const membershipSchema = z.object({
  listId: idSchema,
  firstAddedTimestamp: instantSchema,
  lastAddedTimestamp: instantSchema,
});

const membershipsSchema = z.object({
  results: z.array(membershipSchema),
  total: z.int().nonnegative().optional(),
  paging: pagingSchema,
});

const batchSchema = wholeList(z.object({ recordId: idSchema, recordListMemberships: z.array(membershipSchema) }));

const listSchema = z.object({ listId: idSchema, name: z.string() });
const listsSchema = z.object({ lists: z.array(listSchema) });
const oneListSchema = z.object({ list: listSchema });

type Found = z.infer<typeof membershipSchema>;

/**
 * The lists that a live contact is on, with their names. HubSpot names a next page of them without saying how to ask for it, so
 * unless an answer holds as many as it counts, the batch call is asked as well, which has no pages. Throws `HubSpotError` when they
 * still are fewer.
 */
export async function readMemberships(access: Access, contactId: string): Promise<Memberships | MissingScope> {
  return orMissingScope(readAll(access, contactId), SCOPE);
}

async function readAll(access: Access, contactId: string): Promise<Memberships> {
  const { transport, paths } = access;
  const path = paths.memberships(CONTACTS, contactId);
  const answer = await transport.send({ method: 'GET', path, answer: membershipsSchema, effect: 'read' });
  const found = new Map(answer.results.map((one) => [one.listId, one]));
  if (answer.paging?.next !== undefined || answer.total !== found.size) {
    for (const one of await readByBatch(access, contactId)) found.set(one.listId, one);
    if (found.size < (answer.total ?? 0)) throw leftOut(`GET ${path}`);
  }
  const names = await readNames(access, [...found.keys()]);
  const memberships = [...found.values()].map(({ listId, firstAddedTimestamp, lastAddedTimestamp }) => {
    return { listId, name: names.get(listId), firstAddedAt: firstAddedTimestamp, lastAddedAt: lastAddedTimestamp };
  });
  return { kind: 'read', memberships };
}

async function readByBatch({ transport, paths }: Access, contactId: string): Promise<readonly Found[]> {
  const path = paths.membershipsBatchRead();
  const body = { inputs: [{ objectTypeId: CONTACTS, recordId: contactId }] };
  const { results } = await transport.send({ method: 'POST', path, body, answer: batchSchema, effect: 'read' });
  const mine = results.find(({ recordId }) => recordId === contactId);
  if (mine === undefined) throw leftOut(`POST ${path}`);
  return mine.recordListMemberships;
}

/** Names by id. A list that an answer leaves out is asked for on its own before it is said to be gone. */
async function readNames(access: Access, ids: readonly string[]): Promise<Map<string, string>> {
  const { transport, paths } = access;
  const names = new Map<string, string>();
  for (const some of chunk(ids, LISTS_AT_ONCE)) {
    const { lists } = await transport.send({
      method: 'GET',
      path: paths.lists(),
      query: { listIds: some },
      answer: listsSchema,
      effect: 'read',
    });
    for (const { listId, name } of lists) names.set(listId, name);
  }
  for (const id of ids.filter((one) => !names.has(one))) {
    const name = await readName(access, id);
    if (name !== undefined) names.set(id, name);
  }
  return names;
}

async function readName({ transport, paths }: Access, id: string): Promise<string | undefined> {
  try {
    const path = paths.list(id);
    return (await transport.send({ method: 'GET', path, answer: oneListSchema, effect: 'read' })).list.name;
  } catch (error) {
    if (error instanceof HubSpotError && error.code === 'not_found') return undefined;
    throw error;
  }
}

function leftOut(endpoint: string): HubSpotError {
  const message = `The answer to ${endpoint} holds fewer lists than HubSpot counts: ask again.`;
  return new HubSpotError('unexpected_answer', message, { endpoint });
}
