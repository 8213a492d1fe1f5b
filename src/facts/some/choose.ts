import { z } from 'zod';
import { readManyRecords } from '../../hubspot/read-many.ts';
import { SEARCH_START, type SearchPosition } from '../../hubspot/search.ts';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import { countedTypes } from '../../register/service-contact.ts';
import type { Anchor } from '../../remembered/anchor.ts';
import { recordOfRetry } from '../../remembered/retry-key.ts';
import { type Cursor, cursorOf, withCursor } from '../../runs/cursor.ts';
import { decisionTime, type Phase, RunFailedError, type SliceContext } from '../context.ts';
import { PARTS } from '../parts.ts';
import { owedRequests } from '../open-requests.ts';
import { loadSetup, type Setup } from '../setup.ts';
import { dateSearches, findByDate } from './find-by-date.ts';
import { findDue } from './find-due.ts';
import { findFloors } from './find-floors.ts';
import { findInBacklog } from './find-in-backlog.ts';
import { findModifiedActivities, findModifiedRecords, windowsSince } from './find-modified.ts';
import type { FoundPiece } from './found.ts';
import { givenIds, survivorsOf } from './given.ts';
import { saveTouched } from './touched.ts';

const cursorSchema = z.object({
  /** Which way of finding. */
  way: z.int(),
  /** How far its search has come. */
  search: z.object({
    afterId: z.string().nullable(),
    cursor: z.string().nullable(),
    emptyPages: z.int(),
    shown: z.int(),
    ends: z.int(),
  }),
  parts: z.int(),
});

const CURSOR: Cursor<z.infer<typeof cursorSchema>> = {
  phase: 'choosing',
  schema: cursorSchema,
  start: { way: 0, search: SEARCH_START, parts: 0 },
};

const AT_ONCE = 4;

/** One way of finding records, a piece at a time. */
type Way = (position: SearchPosition) => Promise<FoundPiece>;

/** Finds the records that a run over some of them has to look at. Nothing is decided yet. */
export const choose: Phase = async (context) => {
  const { session, store } = context;
  const ways = await waysOf(context, await loadSetup(store));
  for (;;) {
    const { way, search, parts } = cursorOf(session.run, CURSOR);
    const find = ways[way];
    if (find === undefined) return true;
    if (context.timeIsUp()) return false;
    const { touched, next } = await find(search);
    await saveTouched(store, parts, touched);
    const moved = { way: next === undefined ? way + 1 : way, search: next ?? SEARCH_START, parts: parts + 1 };
    await session.checkpoint((run) => withCursor(run, CURSOR, moved));
  }
};

async function waysOf(context: SliceContext, setup: Setup): Promise<Way[]> {
  const { policy, session } = context;
  switch (session.run.scope) {
    case 'changed': {
      const { from, backlog } = await anchorOf(context);
      const modified = RECORD_KINDS.map((kind): Way => {
        const windows = windowsSince(from, backlog[kind]);
        return (position) => findModifiedRecords(context, setup, kind, windows, position);
      });
      const activities = countedTypes(policy).map((type): Way => {
        return (position) => findModifiedActivities(context, type, windowsSince(from, null), position);
      });
      const backlogs = RECORD_KINDS.map(
        (kind): Way =>
          () =>
            findInBacklog(context, setup, kind, backlog[kind]),
      );
      return [...modified, ...activities, ...backlogs, () => findFloors(context), () => findOwed(context)];
    }
    case 'clock': {
      const searches = dateSearches(policy, setup, decisionTime(context));
      const dates = searches.map(
        (groups): Way =>
          (position) =>
            findByDate(context, groups, position),
      );
      return [...dates, () => findDue(context), () => findRetries(context), () => findOwed(context)];
    }
    case 'contacts':
      return [() => findGiven(context), ...(session.run.forRequests ? [() => findOwed(context, true)] : [])];
    case 'all':
    case 'erasure':
    case 'copy':
      return [];
  }
}

async function anchorOf({ state }: SliceContext): Promise<Anchor> {
  const anchor = await state.anchor.read();
  if (anchor === undefined)
    throw new RunFailedError('anchor_missing', 'What earlier runs remember is gone: start a run over everything.');
  return anchor;
}

/** Records that earlier runs could not decide or write. */
async function findRetries({ state }: SliceContext): Promise<FoundPiece> {
  const records = (await state.retry.list('', '~')).map(recordOfRetry);
  // What is remembered as not read is computed from everything there is, whoever meets it.
  const touched = (kind: RecordKind) =>
    records.flatMap((record) => (record?.kind === kind ? [{ id: record.id, full: false }] : []));
  return { touched: { contacts: touched('contacts'), companies: touched('companies') }, next: undefined };
}

/** Contacts that somebody named. */
async function findGiven(context: SliceContext): Promise<FoundPiece> {
  return byIds(context, await givenIds(context.store), true);
}

/** Contacts of requests that were filed, extended or ended, and that no run has looked at since. */
async function findOwed(context: SliceContext, full = false): Promise<FoundPiece> {
  const owed = await owedRequests(context);
  await context.store.put(PARTS.owed, 0, owed);
  const ids = owed.flatMap(({ contactIds }) => contactIds);
  return byIds(context, [...new Set(ids)], full);
}

/** Contacts by their ids; of those that were merged into others, the ones that survive them. */
async function byIds({ hubspot }: SliceContext, ids: readonly string[], full: boolean): Promise<FoundPiece> {
  const { gone } = await readManyRecords(hubspot, 'contacts', ids, [], AT_ONCE);
  const survivors = await survivorsOf(hubspot, [...gone]);
  const contacts = [...new Set([...ids, ...survivors.values()])].map((id) => ({ id, full }));
  return { touched: { contacts, companies: [] }, next: undefined };
}
