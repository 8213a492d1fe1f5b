import type { Readable } from 'node:stream';
import { parseJson } from '../parse-json.ts';
import { SafeError } from '../safe-error.ts';
import type { LineBlobs } from '../storage/line-blobs.ts';
import { canonicalJson } from './canonical.ts';
import { type LastSeal, type Seal, sealSchema } from './seal.ts';

/** The last seal is not one: somebody wrote to the container. Nothing is sealed on top of it. */
export class SealBrokenError extends SafeError<'seal_broken'> {
  override readonly name = 'SealBrokenError';

  constructor(message: string) {
    super('seal_broken', message);
  }
}

/** Where the seals are: the container `register-seals`, a folder for each chain. */
export class SealStore {
  readonly #blobs: LineBlobs;

  constructor(blobs: LineBlobs) {
    this.#blobs = blobs;
  }

  /** All seals of a chain, as they were found, in order. */
  async *read(chain: string): AsyncGenerator<unknown> {
    for await (const line of this.#blobs.lines(chain)) yield parseJson(line);
  }

  /** The last seal of a chain at `at` (ISO 8601 UTC); `undefined` when there is none that can be read. */
  async last(chain: string, at: string): Promise<Seal | undefined> {
    const { line } = await this.#blobs.last(chain, at.slice(0, 7));
    return line === undefined ? undefined : sealSchema.safeParse(parseJson(line)).data;
  }

  /** The blobs of a chain, in order, for an export. */
  blobsOf(chain: string): Promise<string[]> {
    return this.#blobs.names(chain);
  }

  /** A blob as it is, byte by byte. */
  contentOf(blob: string): Promise<Readable> {
    return this.#blobs.content(blob);
  }

  /** Adds the seal that `make` makes from the last one; `undefined` when there is nothing to seal. */
  async add(
    chain: string,
    at: string,
    make: (last: Seal | undefined) => Promise<Seal | undefined>,
  ): Promise<LastSeal | undefined> {
    for (;;) {
      const { line, end } = await this.#blobs.last(chain, at.slice(0, 7));
      const last = line === undefined ? undefined : sealSchema.safeParse(parseJson(line));
      if (last !== undefined && !last.success) {
        throw new SealBrokenError(
          `The last seal of ${chain} cannot be read. Verify the trail and look who wrote there.`,
        );
      }
      const seal = await make(last?.data);
      if (seal === undefined) return undefined;
      if (await this.#blobs.add(canonicalJson({ ...seal }), end)) return { number: seal.number, mac: seal.mac };
    }
  }
}
