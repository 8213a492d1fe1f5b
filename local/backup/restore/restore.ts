import { odata, type TableClient } from '@azure/data-tables';
import { clearPartition } from '../../../src/storage/clear-partition.ts';
import { deleteRows } from '../../../src/storage/in-transactions.ts';
import type { StorageNames } from '../../../src/storage/names.ts';
import { assertSameRegister } from '../back-up.ts';
import { BackupError } from '../errors.ts';
import { readManifests, type StoredManifest } from '../manifest.ts';
import { contentOf } from '../section-files.ts';
import { SECTION_NAMES } from '../sections.ts';
import type { BackupStore } from '../store.ts';
import { cancelLists, settleHashes } from './cancel-lists.ts';
import { faultsOfTrail } from './check-trail.ts';
import { endRuns } from './end-runs.ts';
import { faultsError } from './faults-error.ts';
import { forgetSince } from './forget-since.ts';
import { Marker, type Program } from './marker.ts';
import { hashesIn } from './merge-erased.ts';
import { type AppendBlob, putSeals } from './put-seals.ts';
import { type Contents, putSections, sectionsToKeep } from './put-sections.ts';
import type { Restored } from './register.ts';

/** What is put back, into which register, and what somebody decided about it. */
export interface RestoreRequest {
  readonly register: Restored;
  readonly store: BackupStore;
  readonly names: StorageNames;
  readonly program: Program;
  readonly appendSeal: AppendBlob;
  /** Of which backup; the last unless given. */
  readonly number?: number | undefined;
  /** SHA-256 that its manifest must have. */
  readonly expected?: string | undefined;
  /** Whether parts that hold something are left as they are. */
  readonly merge: boolean;
  /** Whether the seals of the backup are written to a new account. */
  readonly withSeals: boolean;
  readonly acceptFaults: boolean;
}

/** What a restore came to. */
export interface RestoreResult extends StoredManifest {
  readonly kept: readonly string[];
  readonly runs: number;
  readonly lists: number;
  /** People whose hashes count now though it is not known that they are gone. */
  readonly counted: number;
  /** People who were erased after the backup. */
  readonly since: number;
  readonly faults: number;
}

/**
 * Puts a backup back, after all of it was read and found whole; verifies the trail; then ends what must not go on. Until then nobody else may use
 * the tables. One that is cut short goes on when it is repeated. Throws `BackupError` and `TablesClosedError`.
 */
export async function restore(request: RestoreRequest): Promise<RestoreResult> {
  const { register, store, names, merge, withSeals, acceptFaults } = request;
  const manifests = chosen(await readManifests(store, request.number), request);
  const last = lastOf(manifests, store);
  assertSameRegister(last.manifest, names);
  const contents: Contents = (name) => contentOf(store, manifests, name);
  // All of it is read once before anything is written.
  for (const name of SECTION_NAMES) await contents(name);
  const marker = new Marker(register, last, request.program);
  const { storage } = register;
  const found = await marker.found();
  const { audit, runs, index, erasures, erased, requests } = storage;
  await Promise.all([audit, runs, index, erasures, erased, requests].map((table) => table.createTable()));
  const kept = found.restoring?.kept ?? (await sectionsToKeep(register, merge));
  if (kept.length > 0 && (found.tables ?? 1) !== last.manifest.tables)
    throw new BackupError(
      'not_empty',
      'The tables that would be kept have another version than the backup: empty them.',
    );
  if (found.restoring?.stage !== 'rest') {
    await marker.write('rows', kept);
    await putSections(register, contents, kept);
    await marker.write('rest', kept);
  }
  if (withSeals) await putSeals(register.seals, request.appendSeal, contents);
  const faults = await faultsOfTrail(register, !withSeals);
  if (faults.length > 0 && !acceptFaults) throw faultsError(faults, last.manifest);
  const inBackup = hashesIn(await contents('erased'));
  const ended = {
    runs: await endRuns(register),
    lists: await cancelLists(register),
    counted: await settleHashes(register, inBackup),
    since: await forgetSince(register, inBackup),
  };
  await tell(register, last, { ...ended, faults: faults.length });
  await forgetAnchor(index);
  // What was verified last may be what is lost now; that it is was decided.
  if (withSeals || acceptFaults) await clearPartition(index, 'verification');
  await marker.end();
  return { ...last, kept, ...ended, faults: faults.length };
}

function chosen(
  manifests: readonly StoredManifest[],
  { number, expected, store }: RestoreRequest,
): readonly StoredManifest[] {
  if (number !== undefined && manifests.length < number)
    throw new BackupError('no_backup', `There is no backup ${number} in ${store.place}.`);
  if (expected !== undefined && manifests.at(-1)?.sha256 !== expected)
    throw new BackupError('backup_damaged', 'The backup is not the expected one: its manifest has another SHA-256.');
  return manifests;
}

function lastOf(manifests: readonly StoredManifest[], { place }: BackupStore): StoredManifest {
  const last = manifests.at(-1);
  if (last === undefined) throw new BackupError('no_backup', `There is no backup in ${place}.`);
  return last;
}

async function tell(
  { audit }: Restored,
  { manifest: { number, at }, sha256 }: StoredManifest,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const told = Object.entries(counts).map(([name, count]) => `${name}=${count}`);
  const cause = `backup=${number} at=${at} sha256=${sha256} ${told.join(' ')}`;
  await audit.record([{ action: 'restored', subject: 'audit:trail', cause }], { runId: '', actor: 'restore' });
}

/** The next run looks at everybody: what happened since the backup is nowhere else. */
async function forgetAnchor(index: TableClient): Promise<void> {
  const filter = odata`PartitionKey eq ${'state'} and RowKey ge ${'anchor~'} and RowKey lt ${'anchor~~'}`;
  const rowKeys: string[] = [];
  for await (const { rowKey } of index.listEntities({ queryOptions: { filter, select: ['rowKey'] } }))
    if (rowKey !== undefined) rowKeys.push(rowKey);
  await deleteRows(
    index,
    rowKeys.map((rowKey) => ({ partitionKey: 'state', rowKey })),
  );
}
