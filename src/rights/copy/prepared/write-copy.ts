import { randomBytes } from 'node:crypto';
import type { Phase, SliceContext } from '../../../facts/context.ts';
import { formatInstant } from '../../../register/instant.ts';
import { SafeError } from '../../../safe-error.ts';
import type { PersonRequest } from '../../requests/request.ts';
import { requestsOf } from '../../requests/requests-of.ts';
import { type NoCopy, whyNoCopy } from '../refusal.ts';
import { Tally } from '../tally.ts';
import type { CopyTools } from '../tools.ts';
import { preparedOf } from './prepared-copies.ts';
import { HOUR_MS, type Prepared } from './prepared.ts';
import type { StoredPrepared } from './prepared-copies.ts';
import { newKey, sealed } from './sealed.ts';

/** Nobody may be given the copy any more that a run was to write. */
class CopyNotWantedError extends SafeError<'copy_not_wanted'> {
  override readonly name = 'CopyNotWantedError';
  override readonly isFinal = true;

  constructor(why: NoCopy | 'unknown_request') {
    super('copy_not_wanted', `The request does not stand as it did when the copy was asked for (${why}).`);
  }
}

/**
 * Writes the copy of a request into a blob, in one go: what is held of a person is read at one time. An attempt that is cut short is
 * begun anew, with a blob and a key of its own, once that of the one before is deleted.
 */
export function writeCopy(tools: CopyTools): Phase {
  return async (context) => {
    const { engine } = tools;
    const { runId, copy } = context.session.run;
    const stored = copy === null ? undefined : await preparedOf(engine).find(copy);
    // It was asked for anew since.
    if (stored?.prepared.copyId !== runId) return true;
    if (stored.prepared.state !== 'preparing') return deleteLater(context);
    const request = (await requestsOf(engine).find(stored.prepared.requestId))?.request;
    const why = request === undefined ? 'unknown_request' : whyNoCopy(request);
    if (request === undefined || why !== undefined) throw new CopyNotWantedError(why ?? 'unknown_request');
    const begun = await beginAttempt(tools, context, stored, request);
    try {
      const tally = new Tally();
      const { format, blob, key } = begun.prepared;
      const text = tally.written(tools.write[format](tally.parts(tools.partsOf(request))));
      const isWhole = await writeInto(tools, context, blob ?? '', sealed(text, key ?? ''));
      if (!isWhole) return false;
      await tellReady(tools, context, begun, tally);
    } finally {
      await deleteUnlessReady(tools, begun.prepared);
    }
    return deleteLater(context);
  };

  /** One message comes when the hour is over, whoever is up then. */
  async function deleteLater({ session: { run } }: SliceContext): Promise<true> {
    await tools.engine.storage.slices.send({ runId: run.runId, slice: run.slice }, HOUR_MS);
    return true;
  }
}

/** Names the blob and its key before there is one, so that none is ever left over. */
async function beginAttempt(
  { engine }: CopyTools,
  { session }: SliceContext,
  stored: StoredPrepared,
  { decision }: PersonRequest,
): Promise<StoredPrepared> {
  if (stored.prepared.blob !== null) await engine.storage.copies.delete(stored.prepared.blob);
  const { copyId, format } = stored.prepared;
  const blob = `${copyId}-${randomBytes(4).toString('hex')}.${format}`;
  const attempt = { ...stored.prepared, blob, key: newKey(), decidedAt: decision?.at ?? null };
  session.assertOurs();
  const begun = await preparedOf(engine).save(stored, attempt);
  if (begun === undefined) throw new AttemptOvertakenError();
  return begun;
}

/** Somebody else changed what is kept of the copy at the same moment: the slice is tried again. */
class AttemptOvertakenError extends SafeError<'attempt_overtaken'> {
  override readonly name = 'AttemptOvertakenError';

  constructor() {
    super('attempt_overtaken', 'Something else changed the copy that is prepared at the same moment.');
  }
}

/** `false` when the run is to stop. */
async function writeInto(
  { engine: { storage } }: CopyTools,
  { session }: SliceContext,
  blob: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  session.assertOurs();
  await storage.copies.create(blob);
  let position = 0;
  for await (const piece of pieces) {
    if (session.cancelRequested) return false;
    session.assertOurs();
    await storage.copies.append(blob, piece, position);
    position += piece.byteLength;
  }
  return true;
}

async function tellReady(
  { engine }: CopyTools,
  { session, audit }: SliceContext,
  begun: StoredPrepared,
  tally: Tally,
): Promise<void> {
  const { runId, actor } = session.run;
  const { requestId, format } = begun.prepared;
  const { bytes, sha256, places } = tally.told();
  const cause = `request=${requestId} format=${format} sha256=${sha256} bytes=${bytes} places=${places}`;
  session.assertOurs();
  await audit.record([{ action: 'copy_prepared', subject: `request:${requestId}`, cause }], { runId, actor });
  const madeAt = formatInstant(engine.now());
  const ready: Prepared = { ...begun.prepared, state: 'ready', madeAt, bytes, sha256, places };
  if ((await preparedOf(engine).save(begun, ready)) === undefined) throw new AttemptOvertakenError();
}

/** An attempt that came to nothing leaves nothing; where even that fails, the sweep finds it by its row. */
async function deleteUnlessReady({ engine }: CopyTools, attempt: Prepared): Promise<void> {
  try {
    const now = (await preparedOf(engine).find(attempt))?.prepared;
    if (now?.blob === attempt.blob && now.state === 'ready') return;
    if (attempt.blob !== null) await engine.storage.copies.delete(attempt.blob);
  } catch {
    // What went wrong before is what has to be told.
  }
}
