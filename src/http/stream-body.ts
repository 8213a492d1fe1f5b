import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { ReadableStream } from 'node:stream/web';

/** The caller has gone before everything was taken. */
class CallerGoneError extends Error {}

/**
 * A body that is made while it leaves, no faster than the Functions host takes it. Each piece of `source` need only be there until the
 * next is asked for. `answer` is where it goes; without it nobody can tell whether it was taken. Before the body ends, `taken` is called if the host has taken every byte of it; never otherwise. A
 * source that fails breaks the caller's connection: what came can never look complete.
 */
export function streamBody(
  source: AsyncIterable<Uint8Array>,
  answer: ServerResponse | undefined,
  taken: () => Promise<void>,
): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  let hasBegun = false;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          if (hasBegun && answer !== undefined) await allTaken(answer);
          const next = await chunks.next();
          hasBegun = true;
          // Without `answer` it may still lie here when the source is asked for the next.
          if (next.done !== true)
            return controller.enqueue(answer === undefined ? new Uint8Array(next.value) : next.value);
          if (answer !== undefined) await taken();
          controller.close();
        } catch (error) {
          await chunks.return?.();
          answer?.destroy();
          controller.error(error);
        }
      },
      cancel: async () => {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Waits until the host has taken all that was written. Writing nothing tells when everything before it is gone. */
async function allTaken(answer: ServerResponse): Promise<void> {
  const waiting = new AbortController();
  const gone = once(answer, 'close', { signal: waiting.signal }).then(() => {
    throw new CallerGoneError('The caller has gone.');
  });
  const isTaken = new Promise<void>((resolve, reject) => {
    answer.write(new Uint8Array(), (error) => (error ? reject(error) : resolve()));
  });
  try {
    await Promise.race([isTaken, gone]);
  } finally {
    waiting.abort();
    await gone.catch(() => undefined);
  }
}
