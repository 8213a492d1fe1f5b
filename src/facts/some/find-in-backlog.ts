import { SEARCH_START } from '../../hubspot/search.ts';
import type { RecordKind } from '../../register/record.ts';
import type { Backlog } from '../../remembered/anchor.ts';
import type { RunStore } from '../../runs/run-store.ts';
import type { SliceContext } from '../context.ts';
import { PARTS } from '../parts.ts';
import type { Setup } from '../setup.ts';
import { findModifiedRecords, OVERLAP_MS } from './find-modified.ts';
import type { FoundPiece } from './found.ts';
import { loadTouched } from './touched.ts';

/** Records of a backlog that one sync looks at: one page of search or, when it has found nothing else to do, ten. */
const PIECE = { busy: 200, idle: 2_000 };

/** Looks through a piece of a backlog, once search is sure to show all of it. Comes after all else that a sync looks for. */
export async function findInBacklog(
  context: SliceContext,
  setup: Setup,
  kind: RecordKind,
  backlog: Backlog | null,
): Promise<FoundPiece> {
  const { session, store } = context;
  const nothing = { touched: { contacts: [], companies: [] }, next: undefined };
  if (backlog === null) return nothing;
  if (session.run.seenUntil < backlog.to + OVERLAP_MS) {
    await saveBacklog(store, kind, backlog);
    return nothing;
  }
  const start = { ...SEARCH_START, afterId: backlog.afterId };
  const found = await loadTouched(store);
  const piece = found.contacts.size + found.companies.size > 0 ? PIECE.busy : PIECE.idle;
  const { touched, next } = await findModifiedRecords(context, setup, kind, [backlog], start, piece);
  await saveBacklog(store, kind, next === undefined ? null : { ...backlog, afterId: next.afterId });
  return { touched, next: undefined };
}

async function saveBacklog(store: RunStore, kind: RecordKind, backlog: Backlog | null): Promise<void> {
  await store.put(PARTS.backlog(kind), 0, backlog);
}

/** What is left of a backlog after this sync. */
export async function backlogLeft(store: RunStore, kind: RecordKind): Promise<Backlog | null> {
  return (await store.first(PARTS.backlog(kind))) ?? null;
}
