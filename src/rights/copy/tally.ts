import { createHash } from 'node:crypto';
import type { CopyPart, CopyParts } from './parts.ts';

/** What is said of a copy where nothing of it may be kept. */
export interface Told {
  readonly bytes: number;
  /** Of all its bytes, in hexadecimal. */
  readonly sha256: string;
  /** How many places are in which state: `covered:12,empty:3`. */
  readonly places: string;
}

/** Watches a copy while it is made. */
export class Tally {
  readonly #hash = createHash('sha256');
  readonly #places = new Map<string, number>();
  #engagements = 0;
  #bytes = 0;

  get engagements(): number {
    return this.#engagements;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The parts as they come. */
  async *parts(parts: CopyParts): AsyncGenerator<CopyPart> {
    for await (const part of parts) {
      if (part.part === 'engagement') this.#engagements += 1;
      if (part.part === 'places')
        for (const { state } of part.places) this.#places.set(state, (this.#places.get(state) ?? 0) + 1);
      yield part;
    }
  }

  /** What was written, as it comes. */
  async *written(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#hash.update(chunk);
      this.#bytes += chunk.byteLength;
      yield chunk;
    }
  }

  /** What there is to tell, once everything was written. */
  told(): Told {
    const places = [...this.#places].map(([state, count]) => `${state}:${count}`).join(',');
    return { bytes: this.#bytes, sha256: this.#hash.copy().digest('hex'), places };
  }
}
