import type { HeldList } from '../hubspot/segments.ts';
import { filterOf, formOfFilter } from '../hubspot/segment-filter.ts';
import { SEGMENTS, type Segment, type SegmentKey } from '../register/segments.ts';
import type { KeptSegment, SegmentMemory, SegmentNotice } from '../remembered/segments-row.ts';
import type { KeepSegment } from './effect.ts';

/** What has to be done so that HubSpot has the segments. */
export interface SegmentPlan {
  readonly effects: readonly KeepSegment[];
  /** What is to be remembered of lists that were found. */
  readonly found: SegmentMemory['segments'];
  readonly notices: readonly SegmentNotice[];
}

/** Segments of which nothing is remembered that can be gone by: they are looked for among all of the account's. */
export function unknownSegments({ segments }: Pick<SegmentMemory, 'segments'>): Segment[] {
  return SEGMENTS.filter(({ key }) => segments[key] === undefined || segments[key].isLost);
}

/** What the filters of a segment ask. */
export function formOf(segment: Segment): string {
  return formOfFilter(filterOf(segment));
}

/**
 * Compares the segments that there should be with what is remembered, with what HubSpot holds under the remembered ids, and, of those
 * that are not known, with `all` segments of the account. A name that staff have changed is left alone.
 */
export function planSegments(
  memory: Pick<SegmentMemory, 'segments'>,
  held: ReadonlyMap<string, HeldList>,
  all: readonly HeldList[],
): SegmentPlan {
  const effects: KeepSegment[] = [];
  const notices: SegmentNotice[] = [];
  const found: Partial<Record<SegmentKey, KeptSegment>> = {};
  const used = new Set(Object.values(memory.segments).map(({ listId }) => listId));
  for (const segment of SEGMENTS) {
    const kept = memory.segments[segment.key];
    const effect = (change: KeepSegment['change']) =>
      effects.push({ type: 'keep_segment', segment: segment.key, change });
    if (kept !== undefined && !kept.isLost) {
      const list = held.get(kept.listId);
      if (list === undefined || list.isDeleted) effect({ action: 'restore', listId: kept.listId });
      else if (!asksTheSame(segment, kept, list)) effect({ action: 'filter', listId: kept.listId, held: list.form });
      continue;
    }
    const free = all.filter(({ listId }) => !used.has(listId));
    const adopted = adoptable(segment, free);
    if (adopted !== undefined) found[segment.key] = adopted;
    else if (free.some(({ name }) => name === segment.name))
      notices.push({ code: 'name_taken', segment: segment.key, reason: '' });
    else if (kept?.isLost) notices.push({ code: 'deleted', segment: segment.key, reason: `list ${kept.listId}` });
    else effect({ action: 'create' });
  }
  return { effects, found, notices };
}

/** One of our name that asks the same is ours; one of another name may be one that staff made. */
function adoptable(segment: Segment, free: readonly HeldList[]): KeptSegment | undefined {
  const same = free.filter(({ form }) => form === formOf(segment));
  const ours = same.find(({ name }) => name === segment.name);
  const list = ours ?? same[0];
  return list && { listId: list.listId, isOurs: ours !== undefined, printed: null, isLost: false };
}

function asksTheSame(segment: Segment, { printed }: KeptSegment, { form, isSegment }: HeldList): boolean {
  if (!isSegment) return false;
  const wanted = formOf(segment);
  return form === wanted || (printed?.asked === wanted && printed.held === form);
}
