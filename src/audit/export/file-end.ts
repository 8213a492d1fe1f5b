import { type FileHandle, open } from 'node:fs/promises';

const BUFFERED = 256 * 1024;

/** The end of a file that grows. A write is waited for before more is taken, so memory stays small however slow the disk is. */
export class FileEnd {
  readonly #handle: FileHandle;
  #texts: string[] = [];
  #waiting = 0;
  #written = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Opens a file anew, whatever it held. */
  static async create(file: string): Promise<FileEnd> {
    return new FileEnd(await open(file, 'w'));
  }

  async add(text: string): Promise<void> {
    this.#texts.push(text);
    this.#waiting += text.length;
    if (this.#waiting >= BUFFERED) await this.flush();
  }

  /** Writes what is waiting; gives how long the file is. */
  async flush(): Promise<number> {
    const bytes = Buffer.from(this.#texts.join(''));
    [this.#texts, this.#waiting] = [[], 0];
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.#written);
      done += bytesWritten;
      this.#written += bytesWritten;
    }
    return this.#written;
  }

  /** Drops everything behind the first `keep` bytes. */
  async cut(keep: number): Promise<void> {
    [this.#texts, this.#waiting] = [[], 0];
    await this.#handle.truncate(keep);
    this.#written = keep;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
