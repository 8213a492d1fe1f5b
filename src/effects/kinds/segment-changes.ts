import { HubSpotError } from '../../hubspot/errors.ts';
import type { Fate } from '../../hubspot/fate.ts';
import type { Access } from '../../hubspot/records.ts';
import { createFolder, findFolder } from '../../hubspot/segment-folder.ts';
import {
  changeFilters,
  createSegment,
  type HeldList,
  readListNamed,
  readLists,
  restoreList,
} from '../../hubspot/segments.ts';
import { SEGMENT_FOLDER, type Segment, type SegmentKey } from '../../register/segments.ts';
import { formOf } from '../segment-plan.ts';

/** What was learned of segments and of their folder while they were made or looked at. */
export type Seen = Map<
  SegmentKey | 'folder',
  | {
      readonly kind: 'there';
      readonly id: string;
      /** The add-on made it, unless said otherwise. */
      readonly isOurs?: false;
      readonly printed?: { readonly asked: string; readonly held: string };
    }
  /** HubSpot does not bring it back. */
  | { readonly kind: 'lost'; readonly id: string }
  /** Another list has its name. */
  | { readonly kind: 'name_taken' }
  /** The token may not do it, and so none of the others. */
  | { readonly kind: 'forbidden' }
>;

/** A lost answer is followed by a look, and then by the same once more: that does no harm. */
const SENDS = 2;

/** Makes the folder of segments. */
export async function makeFolder(access: Access, seen: Seen): Promise<Fate> {
  const done = (id: string) => seen.set('folder', { kind: 'there', id });
  return changing('folder', seen, {
    send: async () => void done(await createFolder(access, SEGMENT_FOLDER)),
    look: async () => {
      const id = await findFolder(access, SEGMENT_FOLDER);
      if (id !== undefined) done(id);
      return id !== undefined;
    },
  });
}

/**
 * Makes a segment, in the folder where that is known. Names are unique in an account, so one that was made by a call whose answer was
 * lost is found by its name, and a refusal may mean that it is there.
 */
export async function makeSegment(
  access: Access,
  segment: Segment,
  folderId: string | undefined,
  seen: Seen,
): Promise<Fate> {
  const look = async () => {
    const held = await readListNamed(access, segment.name);
    if (held === undefined) return false;
    const isIt = held.isSegment && held.form === formOf(segment);
    seen.set(segment.key, isIt ? thereAs(segment, held) : { kind: 'name_taken' });
    return isIt;
  };
  return changing(segment.key, seen, {
    send: async () => void seen.set(segment.key, thereAs(segment, await createSegment(access, segment, folderId))),
    look,
    refused: async ({ code }) => code === 'rejected' && (await look()),
  });
}

/** Gives a segment its filters again. */
export async function putFiltersBack(access: Access, segment: Segment, listId: string, seen: Seen): Promise<Fate> {
  const asked = formOf(segment);
  return changing(segment.key, seen, {
    send: async () => {
      const held = await changeFilters(access, listId, segment);
      if (held !== undefined) seen.set(segment.key, thereAs(segment, held));
    },
    look: async () => (await readLists(access, [listId])).get(listId)?.form === asked,
  });
}

/** Brings back a segment that somebody deleted, and looks whether it is there. */
export async function restoreSegment(access: Access, segment: Segment, listId: string, seen: Seen): Promise<Fate> {
  const look = async () => (await readLists(access, [listId])).get(listId)?.isDeleted === false;
  const lost = () => void seen.set(segment.key, { kind: 'lost', id: listId });
  const fate = await changing(segment.key, seen, {
    send: () => restoreList(access, listId),
    look,
    refused: async ({ code }) => {
      if (code === 'rejected' || code === 'not_found') lost();
      return false;
    },
  });
  if (fate.kind !== 'done' || (await look())) return fate;
  lost();
  return { kind: 'refused', reason: 'HubSpot answered without restoring it' };
}

/** A list as it is remembered once it is known to be this segment. */
export function thereAs(segment: Segment, { listId, form }: HeldList) {
  return { kind: 'there', id: listId, printed: { asked: formOf(segment), held: form } } as const;
}

interface Change {
  send(): Promise<void>;
  /** Whether it is as it should be. */
  look(): Promise<boolean>;
  /** Whether it is as it should be although HubSpot refused to make it so. */
  refused?(error: HubSpotError): Promise<boolean>;
}

async function changing(key: SegmentKey | 'folder', seen: Seen, { send, look, refused }: Change): Promise<Fate> {
  if ([...seen.values()].some(({ kind }) => kind === 'forbidden')) return NOT_ALLOWED;
  for (let sent = 1; ; sent += 1) {
    try {
      await send();
      return { kind: 'done' };
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      if (error.code === 'forbidden') {
        seen.set(key, { kind: 'forbidden' });
        return NOT_ALLOWED;
      }
      if (error.code !== 'outcome_unknown')
        return (await refused?.(error)) ? { kind: 'done' } : { kind: 'refused', reason: error.reason };
      if (await look()) return { kind: 'done' };
      if (sent >= SENDS) return { kind: 'unsure', reason: error.reason };
    }
  }
}

const NOT_ALLOWED: Fate = { kind: 'refused', reason: 'the token lacks the scope' };
