import type { Intent } from '../../audit/trail.ts';
import type { SliceContext } from '../../facts/context.ts';
import type { Fate } from '../../hubspot/fate.ts';
import type { Access } from '../../hubspot/records.ts';
import { SEGMENT_FOLDER, SEGMENTS } from '../../register/segments.ts';
import type { ListedDefinition } from '../../runs/change-list.ts';
import type { EffectKind, KeepSegment } from '../effect.ts';
import { NO_SEGMENTS } from '../../remembered/segments-row.ts';
import { formOf } from '../segment-plan.ts';
import { observeSegment } from './observe-segments.ts';
import { segmentKeyOf, segmentOf, segmentSubject } from './segment-names.ts';
import { withSeen } from './seen-segments.ts';
import { makeFolder, makeSegment, putFiltersBack, restoreSegment, type Seen } from './segment-changes.ts';

/**
 * Segments of contacts for staff, and their folder. What is learned of their ids is told to `seen`, for whoever remembers it. After a
 * crash they are found by name and filters, so that none is made twice.
 */
export function keepSegment(context: SliceContext, seen: Seen = new Map()): EffectKind<KeepSegment> {
  const { hubspot, session, changes, segments } = context;
  return {
    type: 'keep_segment',
    isHidden: true,
    // One after the other: where one is refused for want of a scope, the others are not tried.
    batch: SEGMENTS.length + 1,
    owns: ({ subject }) => segmentKeyOf(subject) !== undefined,
    intents: (effect) => [intentOf(effect)],

    async list(effects) {
      await changes.putSegments(session.run.runId, effects.map(lineOf));
    },

    async carryOut(effects, tell) {
      for (const effect of effects) tell(segmentSubject(effect.segment), await change(hubspot, effect, seen));
    },

    async observe(intents) {
      const memory = await segments.read();
      const fates: (Fate | undefined)[] = [];
      for (const { subject, events } of intents) {
        const segment = segmentOf(segmentKeyOf(subject) ?? '');
        fates.push(events[0] && (await observeSegment(hubspot, segment, events[0], memory, seen)));
      }
      return fates;
    },

    async remember() {
      await segments.write(withSeen((await segments.read()) ?? NO_SEGMENTS, seen));
    },
  };
}

async function change(access: Access, { segment: key, change }: KeepSegment, seen: Seen): Promise<Fate> {
  const segment = segmentOf(key);
  if (segment === undefined) return makeFolder(access, seen);
  if (change.action === 'restore') return restoreSegment(access, segment, change.listId, seen);
  if (change.action === 'filter') return putFiltersBack(access, segment, change.listId, seen);
  const folder = seen.get('folder');
  return makeSegment(access, segment, folder?.kind === 'there' ? folder.id : undefined, seen);
}

function intentOf({ segment: key, change }: KeepSegment): Intent {
  const segment = segmentOf(key);
  const one = (property: string, before: string, after: string, cause: string): Intent => {
    return { subject: segmentSubject(key), cause, changes: [{ property, before, after }] };
  };
  if (segment === undefined) return one('folder', '', 'folder', 'created');
  if (change.action === 'create') return one('list', '', 'dynamic', 'created');
  if (change.action === 'restore')
    return one('list', 'deleted', 'dynamic', `restored: somebody had deleted list ${change.listId}`);
  return one('filters', change.held, formOf(segment), `put back: somebody had changed list ${change.listId}`);
}

function lineOf({ segment: key, change }: KeepSegment): ListedDefinition {
  const segment = segmentOf(key);
  if (segment === undefined) return { on: 'contacts', what: 'folder', name: SEGMENT_FOLDER, action: 'create' };
  const action = change.action === 'filter' ? 'repair' : change.action;
  return { on: 'contacts', what: 'segment', name: segment.name, action };
}
