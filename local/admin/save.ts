import { randomBytes } from 'node:crypto';
import { access, link, rm, unlink, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AdminError } from './errors.ts';

/**
 * Saves what an answer holds of a person, in a new file that only its owner can read. A file that is there already is left alone:
 * it may be somebody else's letter.
 */
export async function saveNew(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(file, content, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => notSaved(file, error));
}

/** Throws where there is such a file already: to be asked before anything is disclosed for it. */
export async function assertNew(file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) notSaved(file, { code: 'EEXIST' });
}

/** The same as `saveNew`, of what comes piece by piece: there is a file of that name only once all of it has come. */
export async function saveNewWhole(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(part, content, { flag: 'wx', mode: 0o600 });
    // Unlike a rename, a link takes no place that somebody else has taken meanwhile.
    await link(part, file).catch((error: unknown) => notSaved(file, error));
  } catch (error) {
    if (isOfFiles(error)) notSaved(file, error);
    throw error;
  } finally {
    await rm(part, { force: true });
  }
}

/** Deletes a file that this program has saved. Gives whether it is gone. */
export async function discard(file: string): Promise<boolean> {
  return unlink(file).then(
    () => true,
    (error: unknown) => failureSchema.safeParse(error).data?.code === 'ENOENT',
  );
}

const failureSchema = z.object({ code: z.string().regex(/^E[A-Z]+$/), syscall: z.string().optional() });

function isOfFiles(error: unknown): boolean {
  return failureSchema.safeParse(error).data?.syscall !== undefined;
}

function notSaved(file: string, error: unknown): never {
  const isThere = failureSchema.safeParse(error).data?.code === 'EEXIST';
  const why = isThere ? 'is there already: name another, or remove it' : 'cannot be written: is the folder right?';
  throw new AdminError('usage', `${file} ${why}.`);
}
