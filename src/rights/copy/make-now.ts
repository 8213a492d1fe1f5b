import { elapsed } from '../../clock.ts';
import type { CopyPart, CopyParts } from './parts.ts';
import { Tally, type Told } from './tally.ts';

/** How much of a copy is made within one call over HTTP, which the platform ends after 230 s (docs/performance.md). */
export interface CallLimits {
  readonly engagements: number;
  readonly bytes: number;
  readonly ms: number;
}

/** A copy that was made within a call. */
export interface MadeCopy extends Told {
  readonly content: Uint8Array;
}

/** Makes a copy whole, or gives `undefined` as soon as there is more of it than a call can make. */
export async function madeNow(
  parts: CopyParts,
  write: (parts: CopyParts) => AsyncIterable<Uint8Array>,
  limits: CallLimits,
): Promise<MadeCopy | undefined> {
  const until = elapsed() + limits.ms;
  const tally = new Tally();
  async function* within(): AsyncGenerator<CopyPart> {
    for await (const part of tally.parts(parts)) {
      if (tally.engagements > limits.engagements || elapsed() > until) throw new TooMuchError();
      yield part;
    }
  }
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of tally.written(write(within()))) {
      if (tally.bytes > limits.bytes) return undefined;
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof TooMuchError) return undefined;
    throw error;
  }
  return { content: Buffer.concat(chunks), ...tally.told() };
}

/** There is more of a copy than a call can make. */
class TooMuchError extends Error {}
