import type { ChainedEvent } from '../../audit/event.ts';
import type { Fate } from '../../hubspot/fate.ts';
import type { Access } from '../../hubspot/records.ts';
import { findFolder, readFolder } from '../../hubspot/segment-folder.ts';
import { readAllSegments, readListNamed, readLists } from '../../hubspot/segments.ts';
import { SEGMENT_FOLDER, type Segment } from '../../register/segments.ts';
import type { SegmentMemory } from '../../remembered/segments-row.ts';
import { OBSERVED } from '../effect.ts';
import { formOf } from '../segment-plan.ts';
import { type Seen, thereAs } from './segment-changes.ts';

const NOT_DONE: Fate = { kind: 'refused', reason: OBSERVED };

/** What has become of a change that a crash left open; what is found of the segment is told to `seen`. */
export async function observeSegment(
  access: Access,
  segment: Segment | undefined,
  { property, before, after }: Pick<ChainedEvent, 'property' | 'before' | 'after'>,
  memory: SegmentMemory | undefined,
  seen: Seen,
): Promise<Fate> {
  if (after === '') return observeRemoved(access, segment, property, memory);
  if (property === 'folder') return observeFolder(access, seen);
  if (segment === undefined) return { kind: 'overtaken', reason: 'this version has no such segment', gone: true };
  if (property === 'list' && before === '') return observeMade(access, segment, seen);
  const listId = memory?.segments[segment.key]?.listId;
  const held = listId === undefined ? undefined : (await readLists(access, [listId])).get(listId);
  const isThere = held !== undefined && !held.isDeleted;
  if (property === 'list') return isThere ? { kind: 'done' } : NOT_DONE;
  if (!isThere) return { kind: 'overtaken', reason: 'the list is gone', gone: true };
  if (held.form === after) return { kind: 'done' };
  return held.form === before ? NOT_DONE : { kind: 'overtaken', reason: OBSERVED, gone: false };
}

async function observeRemoved(
  access: Access,
  segment: Segment | undefined,
  property: string,
  memory: SegmentMemory | undefined,
): Promise<Fate> {
  const id = property === 'folder' ? memory?.folderId : segment && memory?.segments[segment.key]?.listId;
  if (id === undefined || id === null) return { kind: 'done' };
  if (property === 'folder') return (await readFolder(access, id)) === undefined ? { kind: 'done' } : NOT_DONE;
  const held = (await readLists(access, [id])).get(id);
  return held === undefined || held.isDeleted ? { kind: 'done' } : NOT_DONE;
}

async function observeFolder(access: Access, seen: Seen): Promise<Fate> {
  const id = await findFolder(access, SEGMENT_FOLDER);
  if (id === undefined) return NOT_DONE;
  seen.set('folder', { kind: 'there', id });
  return { kind: 'done' };
}

/** By its name at once, for search lags; by what it asks where staff have renamed it since. */
async function observeMade(access: Access, segment: Segment, seen: Seen): Promise<Fate> {
  const isIt = ({ isSegment, form }: { isSegment: boolean; form: string }) => isSegment && form === formOf(segment);
  const named = await readListNamed(access, segment.name);
  const held = named !== undefined && isIt(named) ? named : (await readAllSegments(access)).find(isIt);
  if (held === undefined) return NOT_DONE;
  seen.set(segment.key, thereAs(segment, held));
  return { kind: 'done' };
}
