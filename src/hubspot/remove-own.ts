import { z } from 'zod';
import { HubSpotError } from './errors.ts';
import type { Fate } from './fate.ts';
import type { Access } from './records.ts';

/** Something of the add-on's own in HubSpot, never a record. */
export type OwnThing =
  | { readonly kind: 'segment'; readonly listId: string }
  | { readonly kind: 'folder'; readonly folderId: string }
  | { readonly kind: 'property'; readonly on: 'contacts' | 'companies'; readonly name: string }
  | { readonly kind: 'group'; readonly on: 'contacts' | 'companies'; readonly name: string };

/**
 * Removes it: HubSpot keeps a property and a list for 90 days, from where they can be brought back. What is not there any more is
 * done. The only calls of the program that are a DELETE.
 */
export async function removeOwn({ transport, paths }: Access, thing: OwnThing): Promise<Fate> {
  try {
    await transport.send({ method: 'DELETE', path: pathOf(paths, thing), answer: z.unknown(), effect: 'write' });
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    if (error.code === 'not_found') return { kind: 'done' };
    return { kind: error.code === 'outcome_unknown' ? 'unsure' : 'refused', reason: error.reason };
  }
}

function pathOf(paths: Access['paths'], thing: OwnThing): string {
  if (thing.kind === 'segment') return paths.list(thing.listId);
  if (thing.kind === 'folder') return paths.listFolder(thing.folderId);
  return thing.kind === 'property' ? paths.property(thing.on, thing.name) : paths.group(thing.on, thing.name);
}
