import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import { isConflict, isMissing } from '../../src/storage/status.ts';
import { BackupError } from './errors.ts';

/** Where backups are kept: files that are added and never changed, so that it may be storage that forbids anything else. */
export interface BackupStore {
  /** How people are told where it is. */
  readonly place: string;
  names(): Promise<string[]>;
  /** `undefined` when there is no such file. */
  read(name: string): Promise<Buffer | undefined>;
  /** `false` when there is one already; it stays as it is. */
  add(name: string, bytes: Uint8Array): Promise<boolean>;
}

/** Files in a folder, which is made with the first of them. Rejects with `BackupError` (`folder`) where it cannot be used. */
export function folderStore(folder: string): BackupStore {
  const used = <T>(work: Promise<T>) => work.catch((error: unknown) => cannotUse(folder, error));
  return {
    place: folder,
    names: async () => (await used(readdir(folder).catch(unlessMissing))) ?? [],
    read: (name) => used(readFile(join(folder, name)).catch(unlessMissing)),
    add: (name, bytes) => used(addWhole(folder, name, bytes)),
  };
}

/** A file has its name once all of it is written: what is cut short by a full disk or a crash is no file of the backup. */
async function addWhole(folder: string, name: string, bytes: Uint8Array): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `${name}.${randomBytes(4).toString('hex')}.unfinished`);
  try {
    await writeFile(unfinished, bytes, { flag: 'wx', flush: true });
    await link(unfinished, join(folder, name)).catch(async (error: unknown) => {
      if (codeOf(error) === 'EEXIST') throw error;
      // A share without links: Azure Files is one.
      await writeFile(join(folder, name), bytes, { flag: 'wx', flush: true });
    });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(unfinished, { force: true });
  }
}

function cannotUse(folder: string, error: unknown): never {
  const code = codeOf(error);
  if (typeof code !== 'string') throw error;
  throw new BackupError('folder', `${folder} cannot be used (${code}): name a folder that you may read and write.`);
}

/** Blobs of a container, which is made with the first of them where the identity may. */
export function blobStore(connect: () => Promise<ContainerClient>): BackupStore {
  return {
    place: 'the container of backups',
    async names() {
      const names: string[] = [];
      try {
        for await (const { name } of (await connect()).listBlobsFlat()) names.push(name);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      return names;
    },
    async read(name) {
      try {
        return await (await connect()).getBlobClient(name).downloadToBuffer();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async add(name, bytes) {
      const container = await connect();
      const upload = async () => {
        const blob = container.getBlockBlobClient(name);
        await blob.uploadData(bytes, { conditions: { ifNoneMatch: '*' } });
      };
      try {
        await upload().catch(async (error: unknown) => {
          if (!isMissing(error)) throw error;
          await container.createIfNotExists();
          await upload();
        });
        return true;
      } catch (error) {
        if (!isConflict(error)) throw error;
        return false;
      }
    },
  };
}

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
  return undefined;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
