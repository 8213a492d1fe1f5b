import { newRun, type Run } from '../runs/run.ts';
import { RunStore } from '../runs/run-store.ts';
import type { Engine } from './engine.ts';
import { resolveContacts } from './named-contacts.ts';
import { keepGiven, wakeIfPossible } from './request-run.ts';

/** So many wishes that changed nothing are recorded of each actor in an hour, by each process. */
const MOST_JOINED = 60;

/** What somebody asks for over HTTP. */
export interface Wish extends Pick<Run, 'actor' | 'dryRun'> {
  readonly scope: 'all' | 'changed' | 'contacts';
  /** For the scope `contacts`: ids and e-mail addresses. */
  readonly contactIds?: readonly string[];
  readonly emails?: readonly string[];
  /** That requests of these contacts were saved before, as owed: one run that waits serves all who ask so. */
  readonly forRequests?: boolean;
}

/** The run that answers the wish; or the line is full and nothing was asked for. */
export type Asked = { readonly kind: 'run'; readonly runId: string } | { readonly kind: 'full' };

/**
 * Puts a run with this id into the line, because somebody asked for it; safe to repeat. A run that waits already and will
 * do the same takes its place. Addresses are resolved at once and not kept. Throws `HubSpotError` when they cannot be.
 *
 * The audit event comes first, and when it cannot be written nothing happens: there is no run without one. A crash in
 * between leaves an event of a run that never was, which is what happened: it was asked for.
 */
export async function askForRun(engine: Engine, runId: string, wish: Wish): Promise<Asked> {
  await engine.storage.prepare();
  const place = await engine.line.placeFor(wish);
  if (place.kind === 'full') return { kind: 'full' };
  if (place.kind === 'covered') return joinOther(engine, place.runId, wish);
  const { scope, dryRun, actor, contactIds = [], emails = [], forRequests = false } = wish;
  const named = scope === 'contacts' ? await resolveContacts(engine.hubspot, contactIds, emails) : undefined;
  await recordWish(engine, runId, wish);
  const asked = { runId, scope, trigger: 'http', actor, dryRun, forRequests } as const;
  const said = { notes: [...(named?.notes ?? [])], problems: [...(named?.problems ?? [])] };
  const run = { ...newRun(asked, engine.now(), engine.systemNow()), ...said };
  if (named !== undefined) await keepGiven(engine, runId, named.given);
  const joined = await engine.line.join(run);
  if (joined.kind === 'joined') {
    await wakeIfPossible(engine);
    return { kind: 'run', runId };
  }
  await new RunStore(engine.storage.index, runId, engine.rowMacs).clear();
  return joined.kind === 'covered' ? joinOther(engine, joined.runId, wish) : joined;
}

async function joinOther(engine: Engine, runId: string, wish: Wish): Promise<Asked> {
  // It starts nothing: a caller who repeats it without end must not fill the trail.
  if (engine.recordingQuota.admits(wish.actor, MOST_JOINED)) await recordWish(engine, runId, wish, ' in_line=true');
  // Its message may be lost.
  await wakeIfPossible(engine);
  return { kind: 'run', runId };
}

async function recordWish(engine: Engine, runId: string, { scope, dryRun, actor }: Wish, more = ''): Promise<void> {
  const cause = `scope=${scope} dryRun=${dryRun}${more}`;
  await engine.audit.record([{ action: 'run_requested', subject: `run:${runId}`, cause }], { runId, actor });
}
