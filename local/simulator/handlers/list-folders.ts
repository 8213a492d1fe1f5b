import { z } from 'zod';
import type { AccountData, ListFolder } from '../account.ts';
import type { Answer, Call, Endpoint } from '../call.ts';
import { invalid, notFound } from '../errors.ts';
import { bodyAs } from './inputs.ts';

const ROOT: ListFolder = { id: '0', name: '', parentFolderId: '0' };

const READ = () => [['crm.lists.read']];
const WRITE = () => [['crm.lists.read'], ['crm.lists.write', 'cms.membership.access_groups.write']];

const ALL = /^\/folders$/u;

/** Folders of lists. */
export const listFolderEndpoints: readonly Endpoint[] = [
  { method: 'GET', pattern: ALL, budget: 'burst', scopes: READ, answer: read },
  { method: 'POST', pattern: ALL, budget: 'burst', scopes: WRITE, answer: create },
  { method: 'DELETE', pattern: /^\/folders\/(?<folder>\d+)$/u, budget: 'burst', scopes: WRITE, answer: remove },
];

function read(call: Call): Answer {
  const { account } = call.world;
  return { status: 200, body: { folder: folderJson(account, folderOf(account, call.query.get('folderId') ?? '0')) } };
}

function create(call: Call): Answer {
  const { account } = call.world;
  const { name, parentFolderId } = bodyAs(
    call,
    z.object({ name: z.string().min(1), parentFolderId: z.string().default('0') }),
  );
  folderOf(account, parentFolderId);
  const folders = foldersOf(account);
  if ([...folders.values()].some((one) => one.name === name && one.parentFolderId === parentFolderId))
    throw invalid('A folder with this name already exists');
  const id = String(Math.max(10, ...[...folders.keys()].map(Number)) + 1);
  const folder = { id, name, parentFolderId };
  folders.set(id, folder);
  return { status: 200, body: { folder: folderJson(account, folder) } };
}

function remove(call: Call): Answer {
  const { account } = call.world;
  const { id } = folderOf(account, call.param('folder'));
  if (id === ROOT.id || listsIn(account, id).length > 0 || childrenOf(account, id).length > 0)
    throw invalid('The folder is not empty');
  foldersOf(account).delete(id);
  return { status: 204 };
}

function foldersOf(account: AccountData): Map<string, ListFolder> {
  account.listFolders ??= new Map();
  return account.listFolders;
}

function folderOf(account: AccountData, id: string): ListFolder {
  const folder = id === ROOT.id ? ROOT : foldersOf(account).get(id);
  if (folder === undefined) throw notFound('Folder does not exist');
  return folder;
}

function childrenOf(account: AccountData, id: string): ListFolder[] {
  return [...foldersOf(account).values()].filter(({ parentFolderId }) => parentFolderId === id);
}

function listsIn({ lists }: AccountData, id: string): number[] {
  const inside = [...lists.values()].filter(
    ({ folderId = ROOT.id, deletedAt }) => folderId === id && deletedAt === undefined,
  );
  return inside.map((list) => Number(list.id));
}

function folderJson(account: AccountData, { id, name, parentFolderId }: ListFolder): Record<string, unknown> {
  return {
    id,
    ...(name === '' ? {} : { name }),
    parentFolderId,
    childLists: listsIn(account, id),
    childNodes: childrenOf(account, id).map((child) => folderJson(account, child)),
  };
}
