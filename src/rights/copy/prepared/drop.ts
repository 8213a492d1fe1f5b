import { formatInstant } from '../../../register/instant.ts';
import type { Engine } from '../../../work/engine.ts';
import { preparedOf } from './prepared-copies.ts';
import type { GoneReason, Prepared } from './prepared.ts';
import type { StoredPrepared } from './prepared-copies.ts';

/** On whose behalf something is done, and by which run. */
export interface Author {
  readonly runId: string;
  readonly actor: string;
}

/**
 * Deletes a copy that was prepared, its key with it, and says so in the trail. The blob goes first: as long as it may be there, the row
 * names it. Does nothing where somebody else was first; safe to repeat.
 */
export async function dropPrepared(
  engine: Engine,
  stored: StoredPrepared,
  why: GoneReason,
  author: Author,
): Promise<void> {
  const { prepared } = stored;
  if (prepared.state === 'gone') return;
  if (prepared.blob !== null) await engine.storage.copies.delete(prepared.blob);
  const saved = await preparedOf(engine).save(stored, goneWith(prepared, why, engine.now()));
  if (saved === undefined || prepared.blob === null) return;
  const { requestId, copyId, format } = prepared;
  const cause = `request=${requestId} copy=${copyId} format=${format} reason=${why}`;
  await engine.audit.record([{ action: 'copy_deleted', subject: `request:${requestId}`, cause }], author);
}

function goneWith(prepared: Prepared, goneWhy: GoneReason, now: number): Prepared {
  return { ...prepared, state: 'gone', blob: null, key: null, goneAt: formatInstant(now), goneWhy };
}
