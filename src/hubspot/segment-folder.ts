import { z } from 'zod';
import { idSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';

/** HubSpot's folder that holds all others. */
const ROOT = '0';

const folderSchema = z.object({
  folder: z.object({
    id: idSchema,
    childLists: z.array(z.number()),
    childNodes: z.array(z.object({ id: idSchema, name: z.string().optional() })),
  }),
});

/** The id of a folder of lists: the one that is remembered, wherever staff have moved it, else the one of that name in the root. */
export async function findFolder(access: Access, name: string, remembered?: string): Promise<string | undefined> {
  if (remembered !== undefined && (await readFolder(access, remembered)) !== undefined) return remembered;
  const root = await readFolder(access, ROOT);
  return root?.childNodes.find((child) => child.name === name)?.id;
}

/** Whether a folder of this id is there, and what is in it. Throws `HubSpotError`. */
export async function readFolder({ transport, paths }: Access, folderId: string) {
  try {
    const request = { method: 'GET', path: paths.listFolders(), query: { folderId } } as const;
    return (await transport.send({ ...request, answer: folderSchema, effect: 'read' })).folder;
  } catch (error) {
    if (error instanceof HubSpotError && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** Makes a folder in the root and gives its id. Throws `HubSpotError`. */
export async function createFolder({ transport, paths }: Access, name: string): Promise<string> {
  const request = { method: 'POST', path: paths.listFolders(), body: { name, parentFolderId: ROOT } } as const;
  return (await transport.send({ ...request, answer: folderSchema, effect: 'write' })).folder.id;
}
