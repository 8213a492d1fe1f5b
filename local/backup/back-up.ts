import { randomBytes } from 'node:crypto';
import type { StorageNames } from '../../src/storage/names.ts';
import { BackupError } from './errors.ts';
import {
  type KeptSection,
  type Manifest,
  manifestName,
  readManifests,
  type StoredManifest,
  sha256Of,
} from './manifest.ts';
import { readChain, readStill, type RegisterParts } from './read-section.ts';
import { changesBetween, type Content, contentOf, digestOfContent } from './section-files.ts';
import { SECTIONS, sealsOf } from './sections.ts';
import type { BackupStore } from './store.ts';

/** What is backed up, and by whom. */
export interface BackupRequest {
  readonly parts: RegisterParts;
  readonly store: BackupStore;
  readonly names: StorageNames;
  /** ISO 8601 UTC. */
  readonly now: () => string;
  readonly app: string;
  /** The version of the tables. */
  readonly tables: number;
}

/** What a backup came to. */
export interface BackedUp extends StoredManifest {
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Adds to a store what has come, changed and gone since its last backup, which is put together again and held against what was there:
 * a backup that is damaged is not continued. Throws `BackupError`.
 */
export async function backUp(request: BackupRequest): Promise<BackedUp> {
  const { parts, store, names, now, app, tables } = request;
  const before = await readManifests(store);
  assertSameRegister(before.at(-1)?.manifest, names);
  const at = now();
  const number = before.length + 1;
  const series = `${String(number).padStart(6, '0')}-${randomBytes(4).toString('hex')}`;
  const sections: Record<string, KeptSection> = {};
  let bytes = 0;
  const keep = async (name: string, content: Content) => {
    const files: KeptSection['files'] = [];
    for await (const changes of changesBetween(await contentOf(store, before, name), content)) {
      const file = { name: `${series}-${name}-${files.length}.jsonl.gz`, sha256: sha256Of(changes) };
      await addOnce(store, file.name, changes);
      files.push(file);
      bytes += changes.length;
    }
    sections[name] = { files, rows: content.size, digest: digestOfContent(content) };
  };
  for (const section of SECTIONS) {
    if (section.chain === undefined) await keep(section.name, await readStill(parts, section));
    else {
      const { rows, seals } = await readChain(parts, section);
      await keep(section.name, rows);
      await keep(sealsOf(section.chain), seals);
    }
  }
  if (SECTIONS.every(({ name }) => sections[name]?.rows === 0))
    throw new BackupError(
      'no_register',
      `There is nothing in the tables (${names.audit} and the others): name the account and the storage of a register. No backup was added.`,
    );
  const previous = before.at(-1)?.sha256 ?? null;
  const manifest: Manifest = {
    format: 'rekisteri-backup-v1',
    number,
    previous,
    at,
    app,
    tables,
    names: tableNames(names),
    sections,
  };
  const text = Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`);
  await addOnce(store, manifestName(number), text);
  const rows = Object.values(sections).reduce((sum, section) => sum + section.rows, 0);
  return { manifest, sha256: sha256Of(text), rows, bytes: bytes + text.length };
}

async function addOnce(store: BackupStore, name: string, bytes: Uint8Array): Promise<void> {
  if (await store.add(name, bytes)) return;
  throw new BackupError('backup_changed', `Somebody else backed up to ${store.place} at the same time: run it again.`);
}

/** Rows are proved under the names of their tables. Throws `BackupError` when a backup is of others. */
export function assertSameRegister(manifest: Manifest | undefined, names: StorageNames): void {
  const own = tableNames(names);
  const other = Object.entries(manifest?.names ?? own).find(([part, name]) => own[part] !== name);
  if (other === undefined) return;
  const [, name] = other;
  throw new BackupError(
    'other_register',
    `The backup is of ${name}, which is no table of this register: name its --account.`,
  );
}

function tableNames({ audit, runs, index, erasures, erased, requests }: StorageNames): Record<string, string> {
  return { audit, runs, index, erasures, erased, requests };
}
