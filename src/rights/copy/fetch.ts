import type { Engine } from '../../work/engine.ts';
import type { RequestRefusal } from '../requests/acting.ts';
import { refuseRequest } from '../requests/actions/record.ts';
import { requestsOf } from '../requests/requests-of.ts';
import { endOf } from '../erasure/settle.ts';
import { disclose, noCopy } from './disclose.ts';
import { dropPrepared } from './prepared/drop.ts';
import { type GoneReason, isExpired, isReady, type Prepared, type Ready } from './prepared/prepared.ts';
import type { StoredPrepared } from './prepared/prepared-copies.ts';
import { CopyAlteredError, opened } from './prepared/sealed.ts';
import { whyNoCopy } from './refusal.ts';
import { preparedOf } from './prepared/prepared-copies.ts';

/** What comes of fetching a copy that was prepared. */
export type Fetched =
  | {
      readonly kind: 'copy';
      readonly prepared: Ready;
      /** Its bytes; a piece is there until the next is asked for. Throws where they are not those that were written. */
      readonly content: AsyncIterable<Uint8Array>;
      /** To be called when every byte was taken: deletes it. */
      readonly taken: () => Promise<void>;
    }
  /** The run is not done with it. */
  | { readonly kind: 'preparing'; readonly prepared: Prepared }
  | { readonly kind: 'no_such_copy' }
  | { readonly kind: 'gone'; readonly why: GoneReason | 'failed'; readonly detail: string }
  /** Somebody changed or removed its blob. */
  | { readonly kind: 'altered'; readonly detail: string }
  | RequestRefusal;

/** Gives a copy that was prepared, recorded as disclosed before a byte of it leaves. */
export async function fetchCopy(engine: Engine, requestId: string, copyId: string, actor: string): Promise<Fetched> {
  await engine.storage.prepare();
  const request = (await requestsOf(engine).find(requestId))?.request;
  if (request === undefined) return refuseRequest(engine, 'copy', { kind: 'unknown_request' }, actor);
  const why = whyNoCopy(request);
  if (why !== undefined) return refuseRequest(engine, 'copy', noCopy(why), actor, requestId);
  const stored = (await preparedOf(engine).all(requestId)).find(({ prepared }) => prepared.copyId === copyId);
  if (stored === undefined) return { kind: 'no_such_copy' };
  const { prepared } = stored;
  if (prepared.state === 'gone') return { kind: 'gone', why: prepared.goneWhy ?? 'expired', detail: '' };
  if (!isReady(prepared)) return waitingFor(engine, prepared);
  const author = { runId: copyId, actor };
  if (isExpired(prepared, engine.now())) {
    await dropPrepared(engine, stored, 'expired', author);
    return { kind: 'gone', why: 'expired', detail: '' };
  }
  // It may lack what was granted since, and hold what was refused.
  if (prepared.decidedAt !== (request.decision?.at ?? null)) {
    await dropPrepared(engine, stored, 'superseded', author);
    return { kind: 'gone', why: 'superseded', detail: '' };
  }
  return give(engine, { stored, prepared }, actor);
}

async function waitingFor(engine: Engine, prepared: Prepared): Promise<Fetched> {
  const ended = await endOf(engine, prepared.copyId);
  if (ended === undefined) return { kind: 'preparing', prepared };
  return { kind: 'gone', why: 'failed', detail: ended.why };
}

async function give(
  engine: Engine,
  { stored, prepared }: { readonly stored: StoredPrepared; readonly prepared: Ready },
  actor: string,
): Promise<Fetched> {
  try {
    const blob = await engine.storage.copies.read(prepared.blob);
    if (blob === undefined) throw new CopyAlteredError();
    // What somebody put in its place is found out before anything is answered.
    const content = await begun(opened(blob, prepared.key, prepared.bytes));
    const refusal = await disclose(engine, prepared.requestId, prepared, actor);
    if (refusal !== undefined) return refuseRequest(engine, 'copy', refusal, actor, prepared.requestId);
    const author = { runId: prepared.copyId, actor };
    const taken = () => dropPrepared(engine, stored, 'downloaded', author);
    return { kind: 'copy', prepared, content, taken };
  } catch (error) {
    if (!(error instanceof CopyAlteredError)) throw error;
    return { kind: 'altered', detail: error.message };
  }
}

/** The same chunks, the first of which has been made already. */
async function begun(chunks: AsyncGenerator<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const first = await chunks.next();
  return (async function* () {
    try {
      if (first.done !== true) yield first.value;
      yield* chunks;
    } finally {
      await chunks.return(undefined);
    }
  })();
}
