import { decisionTime, type Phase, type SliceContext } from '../facts/context.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { Fate } from '../hubspot/fate.ts';
import { findFolder } from '../hubspot/segment-folder.ts';
import { readAllSegments, readLists } from '../hubspot/segments.ts';
import { formatInstant } from '../register/instant.ts';
import { SEGMENT_FOLDER, SEGMENT_KEYS, SEGMENTS_DIGEST } from '../register/segments.ts';
import { NO_SEGMENTS, type SegmentMemory, type SegmentNotice } from '../remembered/segments-row.ts';
import type { KeepSegment } from './effect.ts';
import { execute } from './execute.ts';
import { keepSegment } from './kinds/keep-segment.ts';
import { segmentSubject } from './kinds/segment-names.ts';
import { withSeen } from './kinds/seen-segments.ts';
import type { Seen } from './kinds/segment-changes.ts';
import { modeOf } from './mode.ts';
import { planSegments, unknownSegments } from './segment-plan.ts';

const READ_SCOPE = 'crm.lists.read';
const WRITE_SCOPE = 'crm.lists.write';

/**
 * Segments for staff: made, restored, and their filters put back. A reconcile looks at them, and a sync when this version of the
 * program has others than were looked at. The run has done its work by then, so nothing that HubSpot refuses or does not answer fails
 * it: it is kept as a notice, and health tells it.
 */
export const keepSegments: Phase = async (context) => {
  const { segments, session } = context;
  const before = (await segments.read()) ?? NO_SEGMENTS;
  if (session.run.scope !== 'all' && before.wanted === SEGMENTS_DIGEST) return true;
  const { memory, notices } = await kept(context, before);
  session.assertOurs();
  await segments.write({
    ...memory,
    wanted: SEGMENTS_DIGEST,
    lookedAt: formatInstant(decisionTime(context)),
    notices: [...notices],
  });
  return true;
};

interface Kept {
  readonly memory: SegmentMemory;
  readonly notices: readonly SegmentNotice[];
}

async function kept(context: SliceContext, before: SegmentMemory): Promise<Kept> {
  try {
    return await lookAndKeep(context, before);
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    const memory = (await context.segments.read()) ?? before;
    if (error.code === 'forbidden' && error.category === 'MISSING_SCOPES')
      return { memory, notices: [{ code: 'missing_scope', segment: null, reason: READ_SCOPE }] };
    return { memory, notices: [{ code: 'unread', segment: null, reason: error.reason }] };
  }
}

async function lookAndKeep(context: SliceContext, before: SegmentMemory): Promise<Kept> {
  const { hubspot, segments } = context;
  const ids = Object.values(before.segments).map(({ listId }) => listId);
  const held = ids.length === 0 ? new Map() : await readLists(hubspot, ids);
  const all = unknownSegments(before).length === 0 ? [] : await readAllSegments(hubspot);
  const { effects, found, notices } = planSegments(before, held, all);
  let memory: SegmentMemory = { ...before, segments: { ...before.segments, ...found } };
  const seen: Seen = new Map();
  const isToMake = effects.some(({ change }) => change.action === 'create');
  const folder = isToMake ? await folderEffect(context, before, seen) : [];
  // What was found is remembered before anything is made: a crash must not leave it to be found again.
  if (Object.keys(found).length > 0) await segments.write(memory);
  const fates = await carryOut(context, [...folder, ...effects], seen, memory);
  memory = withSeen(memory, seen);
  return { memory, notices: [...notices, ...noticesOf(fates, seen)] };
}

async function folderEffect(context: SliceContext, { folderId }: SegmentMemory, seen: Seen): Promise<KeepSegment[]> {
  const id = await findFolder(context.hubspot, SEGMENT_FOLDER, folderId ?? undefined);
  if (id === undefined) return [{ type: 'keep_segment', segment: 'folder', change: { action: 'create' } }];
  seen.set('folder', { kind: 'there', id, isOurs: false });
  return [];
}

/** The first goes ahead of the others: a token that may not make it is not asked for the rest, and the trail tells of one alone. */
async function carryOut(
  context: SliceContext,
  effects: readonly KeepSegment[],
  seen: Seen,
  memory: SegmentMemory,
): Promise<ReadonlyMap<string, Fate>> {
  const kind = keepSegment(context, seen);
  const fates = new Map<string, Fate>();
  const remember = async () => context.segments.write(withSeen(memory, seen));
  const isListed = modeOf(context) === 'list';
  for (const some of isListed ? [effects] : [effects.slice(0, 1), effects.slice(1)]) {
    if (some.length === 0 || [...seen.values()].some((one) => one.kind === 'forbidden')) continue;
    for (const [subject, fate] of await execute(context, kind, some, { part: 0, remember })) fates.set(subject, fate);
  }
  return fates;
}

function noticesOf(fates: ReadonlyMap<string, Fate>, seen: Seen): SegmentNotice[] {
  const entries = [...seen];
  if (entries.some(([, { kind }]) => kind === 'forbidden'))
    return [{ code: 'missing_scope', segment: null, reason: WRITE_SCOPE }];
  const told = entries.flatMap(([segment, one]): SegmentNotice[] => {
    if (one.kind === 'lost') return [{ code: 'deleted', segment, reason: `list ${one.id}` }];
    return one.kind === 'name_taken' ? [{ code: 'name_taken', segment, reason: '' }] : [];
  });
  const isTold = (segment: SegmentNotice['segment']) => told.some((notice) => notice.segment === segment);
  for (const segment of ['folder', ...SEGMENT_KEYS] as const) {
    const fate = fates.get(segmentSubject(segment));
    if (fate === undefined || fate.kind === 'done' || isTold(segment)) continue;
    told.push({ code: fate.kind === 'unsure' ? 'unsure' : 'refused', segment, reason: fate.reason });
  }
  return told;
}
