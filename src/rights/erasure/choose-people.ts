import { z } from 'zod';
import { chunk } from '../../chunk.ts';
import { RunFailedError, type SliceContext } from '../../facts/context.ts';
import { PARTS } from '../../facts/parts.ts';
import { loadSetup } from '../../facts/setup.ts';
import { SEARCH_START, searchPage } from '../../hubspot/search.ts';
import { type Cursor, cursorOf, withCursor } from '../../runs/cursor.ts';
import { compareIds } from '../../register/service-contact.ts';
import { DECIDED, decidedLeftOut } from './find-decided.ts';
import { ERASURE_PARTS, PART } from './people-parts.ts';
import type { ListPhase } from './tools.ts';

const searchSchema = z.object({
  afterId: z.string().nullable(),
  cursor: z.string().nullable(),
  emptyPages: z.int(),
  shown: z.int(),
  ends: z.int(),
});

const cursorSchema = z.object({
  /** Null when all pages are read. */
  search: searchSchema.nullable(),
  parts: z.int(),
});

const CHOOSING: Cursor<z.infer<typeof cursorSchema>> = {
  phase: 'choosing',
  schema: cursorSchema,
  start: { search: SEARCH_START, parts: 0 },
};

/** Finds the people who may be put on a list: those who were named, or all whose time has ended and whom somebody decided to erase. */
export const choosePeople: ListPhase = async (context) => {
  const given = await context.store.first(PARTS.given);
  if (given === undefined && !(await readPages(context))) return false;
  await keepPeople(context, given ?? (await everybodyFound(context)));
  return true;
};

/** `false` when the time is up before the last page. */
async function readPages(context: SliceContext): Promise<boolean> {
  const { hubspot, session, store } = context;
  const { types } = await loadSetup(store);
  if (types.rekisteri_retention_status === undefined || types.rekisteri_retention_decision === undefined)
    throw new RunFailedError(
      'anchor_missing',
      'HubSpot does not have the properties of the register yet: start a run over everything first.',
    );
  for (;;) {
    const { search, parts } = cursorOf(session.run, CHOOSING);
    if (search === null) return true;
    if (context.timeIsUp()) return false;
    const { records, next } = await searchPage(hubspot, DECIDED, search);
    await store.put(
      ERASURE_PARTS.found,
      parts,
      records.map(({ id }) => id),
    );
    await session.checkpoint((run) => withCursor(run, CHOOSING, { search: next ?? null, parts: parts + 1 }));
  }
}

async function everybodyFound(context: SliceContext): Promise<string[]> {
  const found = new Set<string>();
  for await (const { value } of context.store.all(ERASURE_PARTS.found)) for (const id of value) found.add(id);
  const { ids, unproved } = await decidedLeftOut(context, [...found]);
  if (unproved !== undefined) {
    const problem = `It could not be proved that everybody who is to be erased was found: ${unproved}. Prepare another list later.`;
    context.session.say(problem);
  }
  return [...found, ...ids];
}

async function keepPeople({ session, store }: SliceContext, ids: readonly string[]): Promise<void> {
  const people = [...new Set(ids)].sort(compareIds);
  for (const [number, part] of chunk(people, PART).entries()) await store.put(ERASURE_PARTS.people, number, part);
  await session.checkpoint((run) => ({ contacts: { ...run.contacts, total: people.length } }));
}
