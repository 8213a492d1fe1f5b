import { writeFile } from 'node:fs/promises';
import { AdminError } from './errors.ts';

/**
 * Saves what an answer holds of a person, in a new file that only its owner can read. A file that is there already is left alone:
 * it may be somebody else's letter.
 */
export async function saveNew(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = isThere ? 'is there already: name another, or remove it' : 'cannot be written: is the folder right?';
    throw new AdminError('usage', `${file} ${why}.`);
  }
}
