import { z } from 'zod';
import type { AccountData, ContactList } from '../account.ts';
import type { Answer, Call, Endpoint } from '../call.ts';
import { invalid, notFound } from '../errors.ts';
import { filterBranchSchema } from '../filter-branch.ts';
import { checkFilters } from '../list-filters.ts';
import { bodyAs } from './inputs.ts';
import { listJson } from './list-json.ts';

const DAY_MS = 86_400_000;
/** So long a deleted list comes back (HubSpot, "Restore a list"). */
const RESTORABLE_MS = 90 * DAY_MS;
/** Ids of lists that nobody has given yet begin here. */
const FIRST_ID = 100;

const CreateBody = z.object({
  name: z.string().min(1),
  objectTypeId: z.literal('0-1'),
  processingType: z.enum(['DYNAMIC', 'MANUAL', 'SNAPSHOT']),
  filterBranch: filterBranchSchema.optional(),
  listFolderId: z.int().optional(),
});

const SearchBody = z.object({
  additionalProperties: z.array(z.string()),
  listIds: z.array(z.string()),
  processingTypes: z.array(z.string()),
  offset: z.int().nonnegative(),
  count: z.int().min(1).max(500).default(20),
  query: z.string().default(''),
  objectTypeId: z.string().default('0-1'),
});

const READ = () => [['crm.lists.read']];
const CREATE = () => [['crm.lists.write', 'cms.membership.access_groups.write']];
const WRITE = () => [...READ(), ...CREATE()];

const ONE = /^\/(?<list>\d+)$/u;

/** Lists themselves: made, found, changed, deleted, restored. */
export const listDefinitionEndpoints: readonly Endpoint[] = [
  { method: 'GET', pattern: /^$/u, budget: 'burst', scopes: READ, answer: someLists },
  { method: 'POST', pattern: /^$/u, budget: 'burst', scopes: CREATE, answer: create },
  { method: 'POST', pattern: /^\/search$/u, budget: 'burst', scopes: READ, answer: search },
  {
    method: 'GET',
    pattern: /^\/object-type-id\/0-1\/name\/(?<name>[^/]+)$/u,
    budget: 'burst',
    scopes: READ,
    answer: oneByName,
  },
  { method: 'GET', pattern: ONE, budget: 'burst', scopes: READ, answer: oneList },
  { method: 'DELETE', pattern: ONE, budget: 'burst', scopes: WRITE, answer: remove },
  { method: 'PUT', pattern: /^\/(?<list>\d+)\/restore$/u, budget: 'burst', scopes: WRITE, answer: restore },
  {
    method: 'PUT',
    pattern: /^\/(?<list>\d+)\/update-list-filters$/u,
    budget: 'burst',
    scopes: WRITE,
    answer: changeFilters,
  },
  {
    method: 'PUT',
    pattern: /^\/(?<list>\d+)\/update-list-name$/u,
    budget: 'burst',
    scopes: WRITE,
    answer: changeName,
  },
];

/** The lists asked for by id; those that do not exist are left out. */
function someLists(call: Call): Answer {
  const { lists } = call.world.account;
  const asked = call.query.getAll('listIds').flatMap((id) => lists.get(id) ?? []);
  const found = asked.filter((list) => isShown(call, list));
  return { status: 200, body: { lists: found.map((list) => listJson(call, list)) } };
}

function oneList(call: Call): Answer {
  const list = listOf(call);
  if (!isShown(call, list)) throw notFound('List does not exist');
  return { status: 200, body: { list: listJson(call, list) } };
}

function oneByName(call: Call): Answer {
  const list = live(call.world.account).find(({ name }) => name === decodeURIComponent(call.param('name')));
  if (list === undefined) throw notFound('List does not exist');
  return { status: 200, body: { list: listJson(call, list) } };
}

function search(call: Call): Answer {
  const { listIds, processingTypes, offset, count, query, objectTypeId } = bodyAs(call, SearchBody);
  const found = live(call.world.account).filter(
    ({ id, name, processingType }) =>
      objectTypeId === '0-1' &&
      (listIds.length === 0 || listIds.includes(id)) &&
      (processingTypes.length === 0 || processingTypes.includes(processingType)) &&
      name.toLowerCase().includes(query.toLowerCase()),
  );
  const lists = found.slice(offset, offset + count).map((list) => {
    const { filterBranch: _filters, size, ...shown } = listJson(call, list);
    return { ...shown, additionalProperties: { hs_list_size: String(size) } };
  });
  const next = offset + lists.length;
  return { status: 200, body: { lists, hasMore: next < found.length, offset: next, total: found.length } };
}

function create(call: Call): Answer {
  const { account, behaviour } = call.world;
  const { name, processingType, filterBranch, listFolderId } = bodyAs(call, CreateBody);
  if ((processingType === 'DYNAMIC') !== (filterBranch !== undefined))
    throw invalid('A dynamic list has filters, and no other has');
  if (live(account).length >= behaviour.mostLists) throw invalid('The account has reached its limit of lists');
  refuseTaken(account, name);
  if (filterBranch !== undefined) checkFilters(account, filterBranch);
  const folderId = String(listFolderId ?? 0);
  if (folderId !== '0' && !account.listFolders?.has(folderId)) throw notFound('Folder does not exist');
  const id = String(Math.max(FIRST_ID, ...[...account.lists.keys()].map(Number)) + 1);
  const list: ContactList = {
    id,
    name,
    processingType,
    createdAt: new Date(call.at).toISOString(),
    members: new Map(),
    folderId,
    ...(filterBranch === undefined ? {} : { filterBranch }),
  };
  account.lists.set(id, list);
  return { status: 200, body: { list: listJson(call, list, true) } };
}

function changeFilters(call: Call): Answer {
  const list = liveOne(call);
  const { filterBranch } = bodyAs(call, z.object({ filterBranch: filterBranchSchema }));
  if (list.processingType !== 'DYNAMIC') throw invalid('Only a dynamic list has filters');
  checkFilters(call.world.account, filterBranch);
  list.filterBranch = filterBranch;
  return { status: 200, body: { updatedList: listJson(call, list, true) } };
}

function changeName(call: Call): Answer {
  const list = liveOne(call);
  const name = call.query.get('listName') ?? '';
  if (name === '') throw invalid('A list has a name');
  if (name !== list.name) refuseTaken(call.world.account, name);
  list.name = name;
  return { status: 200, body: { updatedList: listJson(call, list) } };
}

function remove(call: Call): Answer {
  liveOne(call).deletedAt = new Date(call.at).toISOString();
  return { status: 204 };
}

function restore(call: Call): Answer {
  const list = listOf(call);
  if (list.deletedAt === undefined) return { status: 204 };
  if (call.at - Date.parse(list.deletedAt) > RESTORABLE_MS) throw notFound('List does not exist');
  refuseTaken(call.world.account, list.name);
  delete list.deletedAt;
  return { status: 204 };
}

function refuseTaken(account: AccountData, name: string): void {
  if (live(account).some((list) => list.name === name)) throw invalid('A list with this name already exists');
}

function live({ lists }: AccountData): ContactList[] {
  return [...lists.values()].filter(({ deletedAt }) => deletedAt === undefined);
}

function listOf(call: Call): ContactList {
  const list = call.world.account.lists.get(call.param('list'));
  if (list === undefined) throw notFound('List does not exist');
  return list;
}

function liveOne(call: Call): ContactList {
  const list = listOf(call);
  if (list.deletedAt !== undefined) throw notFound('List does not exist');
  return list;
}

function isShown(call: Call, { deletedAt }: ContactList): boolean {
  return deletedAt === undefined || call.world.behaviour.deletedLists === 'shown';
}
