import { type FileHandle, open } from 'node:fs/promises';

const BUFFERED = 256 * 1024;

/** The end of a file that grows. A write is waited for before more is taken, so memory stays small however slow the disk is. */
export class FileEnd {
  readonly #handle: FileHandle;
  #texts: string[] = [];
  #waiting = 0;
  #written: number;

  private constructor(handle: FileHandle, written: number) {
    this.#handle = handle;
    this.#written = written;
  }

  /** Opens a file and drops what is behind its first `keep` bytes. */
  static async at(file: string, keep: number): Promise<FileEnd> {
    const handle = await open(file, keep === 0 ? 'w' : 'r+');
    await handle.truncate(keep);
    return new FileEnd(handle, keep);
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
