import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../src/parse-json.ts';
import { BackupError } from './errors.ts';
import { SECTION_NAMES } from './sections.ts';
import type { BackupStore } from './store.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const sectionSchema = z.object({
  /** What has come, changed and gone since the backup before, in this order; none where nothing has. */
  files: z.array(z.object({ name: z.string(), sha256 })),
  /** What the section holds with all that came before: how much, and the digest of it. */
  rows: z.int().min(0),
  digest: sha256,
});

const manifestSchema = z.object({
  format: z.literal('rekisteri-backup-v1'),
  number: z.int().min(1),
  /** SHA-256 of the manifest before; `null` of the first. */
  previous: sha256.nullable(),
  /** When it was begun, ISO 8601 UTC. */
  at: z.string(),
  /** The program that made it, and the version of the tables. */
  app: z.string(),
  tables: z.int().min(1),
  /** The tables that it is of: rows are proved under their names. */
  names: z.record(z.string(), z.string()),
  sections: z.record(z.string(), sectionSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type KeptSection = z.infer<typeof sectionSchema>;

/** A manifest with its own digest, by which the next one names it. */
export interface StoredManifest {
  readonly manifest: Manifest;
  readonly sha256: string;
}

const NAME = /^manifest-(\d{6})\.json$/;

export const manifestName = (number: number): string => `manifest-${String(number).padStart(6, '0')}.json`;

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * All manifests of a store, or those up to a number, each of which names the one before it. Throws `BackupError` when one of them is lacking
 * or damaged; those after the number are not looked at.
 */
export async function readManifests(store: BackupStore, until = Number.POSITIVE_INFINITY): Promise<StoredManifest[]> {
  const numbers = (await store.names()).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
  const last = Math.min(until, Math.max(0, ...numbers));
  const read: StoredManifest[] = [];
  for (let number = 1; number <= last; number += 1) {
    const stored = await readManifest(store, number);
    if (stored.manifest.previous !== (read.at(-1)?.sha256 ?? null))
      throw damaged(`${manifestName(number)} does not continue the backup before it`);
    read.push(stored);
  }
  return read;
}

async function readManifest(store: BackupStore, number: number): Promise<StoredManifest> {
  const bytes = await store.read(manifestName(number));
  if (bytes === undefined) throw damaged(`${manifestName(number)} is gone`);
  const manifest = manifestSchema.safeParse(parseJson(bytes.toString('utf8'))).data;
  const isWhole = manifest?.number === number && SECTION_NAMES.every((name) => manifest.sections[name] !== undefined);
  if (manifest === undefined || !isWhole) throw damaged(`${manifestName(number)} cannot be read`);
  return { manifest, sha256: sha256Of(bytes) };
}

/** Why nothing of a backup is believed. */
export function damaged(what: string): BackupError {
  return new BackupError(
    'backup_damaged',
    `${what}: the backup is damaged, or of another version of the program. Take one from elsewhere, or an earlier one with --number.`,
  );
}
