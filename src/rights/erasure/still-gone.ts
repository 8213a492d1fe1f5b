import { HubSpotError } from '../../hubspot/errors.ts';
import { findPresences, type Presence } from '../../hubspot/presence.ts';
import type { Access, Place } from '../../hubspot/records.ts';

/** Ids of those who should be gone and are not, and of those of whom nobody can tell; the others are gone. */
export interface Seen {
  readonly found: readonly string[];
  readonly untold: readonly string[];
}

/** Looks whether contacts are gone, live and from the recycle bin. One who answers under another id is somebody's: nobody can tell. */
export async function contactsStillGone(access: Access, ids: readonly string[]): Promise<Seen> {
  const live = await presences(access, 'contacts', ids, 'live');
  const absent = ids.filter((id) => live.get(id)?.kind === 'absent');
  const bin = await presences(access, 'contacts', absent, 'bin');
  return seen(ids, (id) => (live.get(id)?.kind === 'absent' ? bin.get(id) : live.get(id)));
}

/** Looks whether engagements of one type are gone from a place. */
export async function engagementsStillGone(
  access: Access,
  type: string,
  ids: readonly string[],
  place: Place,
): Promise<Seen> {
  const found = await presences(access, type, ids, place);
  return seen(ids, (id) => found.get(id));
}

function seen(ids: readonly string[], of: (id: string) => Presence | undefined): Seen {
  const isFound = (id: string) => of(id)?.kind === 'there';
  const isGone = (id: string) => of(id)?.kind === 'absent';
  return { found: ids.filter(isFound), untold: ids.filter((id) => !isFound(id) && !isGone(id)) };
}

/** What the token may not read, nobody can tell: that must not end a run that has done its own work. */
async function presences(
  access: Access,
  type: string,
  ids: readonly string[],
  place: Place,
): Promise<ReadonlyMap<string, Presence>> {
  try {
    return await findPresences(access, type, ids, { place });
  } catch (error) {
    if (error instanceof HubSpotError && error.code === 'forbidden') return new Map();
    throw error;
  }
}
