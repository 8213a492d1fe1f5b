import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import { isConflict, isMissing } from '../../src/storage/status.ts';

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

/** Files in a folder, which is made with the first of them. */
export function folderStore(folder: string): BackupStore {
  return {
    place: folder,
    names: async () => (await readdir(folder).catch(unlessMissing)) ?? [],
    read: (name) => readFile(join(folder, name)).catch(unlessMissing),
    async add(name, bytes) {
      await mkdir(folder, { recursive: true });
      try {
        await writeFile(join(folder, name), bytes, { flag: 'wx' });
        return true;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        return false;
      }
    },
  };
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
