import { SEGMENT_KEYS, type SegmentKey } from '../../register/segments.ts';
import type { KeptSegment, SegmentMemory } from '../../remembered/segments-row.ts';
import type { Seen } from './segment-changes.ts';

/** What is remembered of segments once something was learned of them. */
export function withSeen(memory: SegmentMemory, seen: Seen): SegmentMemory {
  const segments: Partial<Record<SegmentKey, KeptSegment>> = { ...memory.segments };
  for (const key of SEGMENT_KEYS) {
    const one = seen.get(key);
    const before = segments[key];
    if (one?.kind === 'there') {
      const isOurs = before?.listId === one.id ? before.isOurs : (one.isOurs ?? true);
      segments[key] = { listId: one.id, isOurs, printed: one.printed ?? null, isLost: false };
    }
    if (one?.kind === 'lost' && before !== undefined) segments[key] = { ...before, isLost: true };
  }
  const folder = seen.get('folder');
  if (folder?.kind !== 'there') return { ...memory, segments };
  const isFolderOurs = memory.folderId === folder.id ? memory.isFolderOurs : (folder.isOurs ?? true);
  return { ...memory, segments, folderId: folder.id, isFolderOurs };
}
