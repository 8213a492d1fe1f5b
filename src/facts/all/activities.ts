import { z } from 'zod';
import type { ActivityType } from '../../policy/activity-types.ts';
import { RECORD_KINDS } from '../../register/record.ts';
import { compareIds, countedTypes } from '../../register/service-contact.ts';
import { type Cursor, cursorOf, withCursor } from '../../runs/cursor.ts';
import type { Phase, SliceContext } from '../context.ts';
import type { KeptActivities } from '../facts.ts';
import { PARTS } from '../parts.ts';
import { type ReadActivities, readActivities } from '../read-activities.ts';

const positionSchema = z.object({
  /** Index into the activity types that the policy counts. */
  type: z.int(),
  /** Index of the next activity among the sorted ids of the type. */
  next: z.int(),
  parts: z.int(),
  /** Why the type was given up; `null` while it can be read. */
  givenUp: z.string().nullable(),
});

type Position = z.infer<typeof positionSchema>;

const CURSOR: Cursor<Position> = {
  phase: 'activities',
  schema: positionSchema,
  start: { type: 0, next: 0, parts: 0, givenUp: null },
};

/** Activities of one part: what a crash makes the run read again at the most. */
const PART_SIZE = 2_000;

/**
 * Reads each activity that some contact or company is associated with exactly once, type by type, in the order of
 * their ids, and keeps whether and when it counts (notice §7).
 */
export const activities: Phase = async (context) => {
  const types = countedTypes(context.policy);
  for (;;) {
    const position = cursorOf(context.session.run, CURSOR);
    const type = types[position.type];
    if (type === undefined) return true;
    if (context.timeIsUp()) return false;
    await readType(context, type, position);
  }
};

async function readType(context: SliceContext, type: ActivityType, from: Position): Promise<void> {
  const { session, store } = context;
  const { ids, links } = await associatedIds(context, type);
  // As far as the type is read, so far its associations are followed: several may lead to one activity.
  const followed = (next: number) => Math.round((links * next) / Math.max(1, ids.length));
  let position = from;
  while (position.next < ids.length && !context.timeIsUp()) {
    const part = ids.slice(position.next, position.next + PART_SIZE);
    const read = await readActivities(context, type, part, position.givenUp);
    await store.put(PARTS.activities(type), position.parts, kept(read));
    const before = position.next;
    position = { ...position, next: before + part.length, parts: position.parts + 1, givenUp: read.givenUp };
    await savePosition(session, position, followed(position.next) - followed(before));
  }
  if (position.next >= ids.length) {
    if (position.givenUp !== null) {
      const problem = `${type} could not be read (${position.givenUp}): contacts that have any are unknown.`;
      session.say(problem);
    }
    await savePosition(session, { type: position.type + 1, next: 0, parts: 0, givenUp: null });
  }
}

async function savePosition(session: SliceContext['session'], position: Position, followed = 0): Promise<void> {
  await session.checkpoint((run) => ({
    ...withCursor(run, CURSOR, position),
    links: { ...run.links, followed: run.links.followed + followed },
  }));
}

/** What the run keeps of activities that were read. */
function kept({ readings, gone, unread }: ReadActivities): KeptActivities {
  const counting: KeptActivities['counting'] = [];
  const others = [...gone];
  const unreadable = [...unread];
  for (const [id, reading] of readings) {
    if (reading.kind === 'counts') counting.push([id, reading.contact.at]);
    else if (reading.kind === 'unreadable') unreadable.push([id, 'its date cannot be read']);
    else others.push(id);
  }
  return { counting, others, unread: unreadable };
}

/**
 * Ids of all activities of a type that contacts or companies are associated with, each once, in order; and how many
 * associations lead to them.
 */
async function associatedIds({ store }: SliceContext, type: ActivityType) {
  const ids = new Set<string>();
  let links = 0;
  for (const kind of RECORD_KINDS) {
    for await (const { value } of store.all(PARTS.edges(kind, type))) {
      for (const [, edges] of value) {
        links += edges.length;
        for (const id of edges) ids.add(id);
      }
    }
  }
  return { ids: [...ids].sort(compareIds), links };
}
