import type { Engine } from '../../../work/engine.ts';
import { endOf } from '../../erasure/settle.ts';
import { preparedOf } from './prepared-copies.ts';
import { type Author, dropPrepared } from './drop.ts';
import { DAY_MS, HOUR_MS, isExpired, isReady } from './prepared.ts';
import type { StoredPrepared } from './prepared-copies.ts';

/**
 * Deletes every copy that has lain for its hour, what runs that ended left half written, and, a day later, what was kept of those that
 * are gone. Blobs that no row names any more are deleted too: an instance that had lost its run may have begun one. Safe to repeat.
 */
export async function sweepCopies(engine: Engine, author: Author): Promise<void> {
  const stored = await preparedOf(engine).all();
  // Where none has been prepared for a day there is no blob.
  if (stored.length === 0) return;
  for (const one of stored) await dropIfDue(engine, one, author);
  const named = new Set(stored.map(({ prepared }) => prepared.blob));
  for (const { name, createdAt } of await engine.storage.copies.list())
    if (!named.has(name) && engine.systemNow() - createdAt > HOUR_MS) await engine.storage.copies.delete(name);
  for (const one of stored) {
    const { goneAt } = one.prepared;
    if (goneAt !== null && engine.now() - Date.parse(goneAt) > DAY_MS) await preparedOf(engine).remove(one);
  }
}

/** The same of one copy, as far as its blob is concerned. */
export async function dropIfDue(engine: Engine, stored: StoredPrepared, author: Author): Promise<void> {
  const { prepared } = stored;
  if (isReady(prepared) && isExpired(prepared, engine.now())) await dropPrepared(engine, stored, 'expired', author);
  if (prepared.state === 'preparing' && (await endOf(engine, prepared.copyId)) !== undefined)
    await dropPrepared(engine, stored, 'abandoned', author);
}
