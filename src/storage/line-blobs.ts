import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ContainerClient } from '@azure/storage-blob';
import { z } from 'zod';
import { inContainer } from './in-container.ts';
import { answerInTime, DEFAULT_PATIENCE } from './patience.ts';
import { isMissing } from './status.ts';

const TAIL_BYTES = 4_096;

const failureSchema = z.object({ statusCode: z.number() });

/** A place at the end of a blob: a line is added only if nobody else has added one since. */
export interface BlobEnd {
  readonly series: string;
  readonly blob: string;
  readonly bytes: number;
  /** Whether the blob is still to be created. */
  readonly isNew: boolean;
}

/**
 * Lines in append blobs of one container, a folder for each series and in it a blob for each month. Lines are only ever added,
 * so the identity needs no right to delete or to overwrite, and an immutability policy may allow protected appends only.
 */
export class LineBlobs {
  readonly #container: () => Promise<ContainerClient>;
  readonly #callMs: number;

  /** `container` may reject where the connection is wrong. A call is given up when it has no answer for `callMs`. */
  constructor(container: () => Promise<ContainerClient>, callMs: number = DEFAULT_PATIENCE.tryMs) {
    this.#container = container;
    this.#callMs = callMs;
  }

  /** All lines of a series, in order. */
  async *lines(series: string): AsyncGenerator<string> {
    for (const name of await this.names(series)) yield* this.#linesOf(name);
  }

  /** The last line of a series, and where the next one goes; `month` is `2026-11`. */
  async last(series: string, month: string): Promise<{ readonly line: string | undefined; readonly end: BlobEnd }> {
    const wanted = `${series}/${month}.jsonl`;
    const names = await this.names(series);
    // A clock that went back does not write before what is there already.
    const blob = [...names, wanted].sort().at(-1) ?? wanted;
    let end = { series, blob, bytes: 0, isNew: !names.includes(blob) };
    for (const name of names.reverse()) {
      const { line, bytes } = await this.#lastOf(name);
      if (name === blob) end = { ...end, bytes };
      if (line !== undefined) return { line, end };
    }
    return { line: undefined, end };
  }

  /** Adds a line; `false` when somebody else was first, or a new blob was begun: then it is to be looked at again. */
  async add(line: string, { series, blob, bytes, isNew }: BlobEnd): Promise<boolean> {
    if (!isNew) return this.#append(blob, `${line}\n`, bytes);
    const container = await this.#container();
    const client = container.getAppendBlobClient(blob);
    await inContainer(container, this.#callMs, (abortSignal) => client.createIfNotExists({ abortSignal }));
    await this.#endBefore(series, blob);
    return false;
  }

  /**
   * Ends the blob before a new one, by an empty line: whoever found its end before the new one was there, as an instance whose
   * clock is in another month, cannot add to it any more without looking again.
   */
  async #endBefore(series: string, blob: string): Promise<void> {
    const before = (await this.names(series)).filter((name) => name < blob).at(-1);
    if (before === undefined) return;
    let isDone = false;
    while (!isDone) isDone = await this.#append(before, '\n', (await this.#lastOf(before)).bytes);
  }

  async #append(blob: string, text: string, bytes: number): Promise<boolean> {
    const client = (await this.#container()).getAppendBlobClient(blob);
    try {
      await answerInTime(this.#callMs, (abortSignal) =>
        client.appendBlock(text, Buffer.byteLength(text), { conditions: { appendPosition: bytes }, abortSignal }),
      );
      return true;
    } catch (error) {
      // Any other refusal, as of a blob that somebody replaced, would be the same the next time.
      if (failureSchema.safeParse(error).data?.statusCode === 412) return false;
      throw error;
    }
  }

  /** Names of the blobs of a series, in order. */
  async names(series: string): Promise<string[]> {
    const names: string[] = [];
    try {
      const container = await this.#container();
      for await (const { name } of container.listBlobsFlat({ prefix: `${series}/` })) names.push(name);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return names.sort();
  }

  /** A blob as it is, byte by byte. */
  async content(name: string): Promise<Readable> {
    const { readableStreamBody } = await (await this.#container()).getBlobClient(name).download();
    return Readable.from(readableStreamBody ?? []);
  }

  async *#linesOf(name: string): AsyncGenerator<string> {
    const input = await this.content(name);
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== '') yield line;
    }
  }

  /** Only the end is read: a line is far shorter than that. */
  async #lastOf(name: string): Promise<{ readonly line: string | undefined; readonly bytes: number }> {
    const client = (await this.#container()).getBlobClient(name);
    const { contentLength: bytes = 0 } = await answerInTime(this.#callMs, (abortSignal) =>
      client.getProperties({ abortSignal }),
    );
    if (bytes === 0) return { line: undefined, bytes };
    const tail = await client.downloadToBuffer(Math.max(0, bytes - TAIL_BYTES));
    const lines = tail.toString('utf8').split('\n');
    return { line: lines.filter((line) => line !== '').at(-1), bytes };
  }
}
