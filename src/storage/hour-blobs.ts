import type { AppendBlobClient, ContainerClient } from '@azure/storage-blob';
import { inContainer } from './in-container.ts';
import { answerInTime, DEFAULT_PATIENCE } from './patience.ts';
import { ignoreMissing, isMissing } from './status.ts';

/** A blob that is there, and when storage got it (ms). */
interface HourBlob {
  readonly name: string;
  readonly createdAt: number;
}

/**
 * Blobs that are written once, a piece at a time, and stay for an hour at the most: whoever writes one sees to it. Append blobs, for
 * one that was never finished can be listed and deleted like any other.
 */
export class HourBlobs {
  readonly #container: () => Promise<ContainerClient>;
  readonly #callMs: number;

  /** `container` may reject where the connection is wrong. A call is given up when it has no answer for `callMs`. */
  constructor(container: () => Promise<ContainerClient>, callMs: number = DEFAULT_PATIENCE.tryMs) {
    this.#container = container;
    this.#callMs = callMs;
  }

  /** Begins a blob. The container is created, for its owner alone, when it is missing. */
  async create(name: string): Promise<void> {
    const client = await this.#client(name);
    await inContainer(await this.#container(), this.#callMs, (abortSignal) => client.create({ abortSignal }));
  }

  /** Adds a piece behind the `position` bytes that are there; rejects when there are more or fewer. */
  async append(name: string, piece: Uint8Array, position: number): Promise<void> {
    const client = await this.#client(name);
    await answerInTime(this.#callMs, (abortSignal) =>
      client.appendBlock(piece, piece.byteLength, { conditions: { appendPosition: position }, abortSignal }),
    ).catch(async (error: unknown) => {
      // The SDK sends again what got no answer, and then finds its own piece.
      if ((await this.#lengthOf(client)) !== position + piece.byteLength) throw error;
    });
  }

  /** The bytes of a blob as they come; `undefined` when there is none. */
  async read(name: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    try {
      const { readableStreamBody } = await (await this.#client(name)).download();
      return bytesOf(readableStreamBody ?? []);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Deletes a blob; safe to repeat. */
  async delete(name: string): Promise<void> {
    const client = await this.#client(name);
    await answerInTime(this.#callMs, (abortSignal) => client.delete({ abortSignal })).catch(ignoreMissing);
  }

  /** All that are there. */
  async list(): Promise<HourBlob[]> {
    const found: HourBlob[] = [];
    try {
      for await (const { name, properties } of (await this.#container()).listBlobsFlat())
        found.push({ name, createdAt: (properties.createdOn ?? properties.lastModified).getTime() });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return found;
  }

  async #client(name: string): Promise<AppendBlobClient> {
    return (await this.#container()).getAppendBlobClient(name);
  }

  async #lengthOf(client: AppendBlobClient): Promise<number | undefined> {
    const { contentLength } = await answerInTime(this.#callMs, (abortSignal) => client.getProperties({ abortSignal }));
    return contentLength;
  }
}

async function* bytesOf(stream: Iterable<never> | AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('A blob comes in bytes.');
    yield piece;
  }
}
