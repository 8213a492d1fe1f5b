import type { TableClient } from '@azure/data-tables';
import { readHead } from '../../audit/head.ts';
import { CHAIN_NAMES } from '../../audit/rows.ts';
import { digestOf } from '../../digest.ts';
import { OFFBOARDED_PARTITION } from '../../remembered/offboarded-row.ts';
import { clearPartition } from '../../storage/clear-partition.ts';
import { isConflict, isMissing } from '../../storage/status.ts';
import type { Engine } from '../../work/engine.ts';
import { requestsOf } from '../requests/requests-of.ts';

/** Where a chain of the trail ends, as an export of it says. */
export interface ChainEnd {
  readonly chain: string;
  readonly sequence: number;
  readonly hash: string;
}

export type TablesRemoval =
  | {
      readonly kind: 'done';
      readonly removed: readonly string[];
      readonly remaining: readonly { readonly name: string; readonly reason: string }[];
    }
  | { readonly kind: 'blocked'; readonly requests: readonly string[] }
  | { readonly kind: 'in_use' | 'run_in_line' | 'trail_not_exported' | 'changed' };

/** Tables of an account that are there, the trail last, and what repeats that they were shown. */
export async function tablesThere({
  storage,
}: Engine): Promise<{ readonly names: string[]; readonly confirm: string }> {
  const names: string[] = [];
  for (const table of [...removable(storage), storage.audit]) if (await isThere(table)) names.push(table.tableName);
  return { names, confirm: digestOf(['tables', names]) };
}

function removable({ erased, requests, erasures, index }: Engine['storage']): TableClient[] {
  return [erased, requests, erasures, index];
}

/**
 * Deletes the tables of an account that the add-on has left, once the trail was exported as it is now: `trail` says where that export
 * ends. The table of runs keeps the one row that says that the add-on has left, so that no timer begins anew. Seals stay. The trail goes
 * last, so it can be repeated after any interruption.
 */
export async function removeTables(
  engine: Engine,
  { confirm, trail }: { readonly confirm: string; readonly trail: readonly ChainEnd[] },
): Promise<TablesRemoval> {
  const { storage, offboarded } = engine;
  await storage.prepare();
  if ((await offboarded.read())?.state !== 'left') return { kind: 'in_use' };
  if ((await engine.ledger.activate()) !== undefined) return { kind: 'run_in_line' };
  const shown = await tablesThere(engine);
  if (shown.names.length === 0) return { kind: 'done', removed: [], remaining: [] };
  if (shown.confirm !== confirm) return { kind: 'changed' };
  const open = shown.names.includes(storage.requests.tableName) ? await requestsOf(engine).open() : [];
  if (open.length > 0) return { kind: 'blocked', requests: open.map(({ id }) => id) };
  if (shown.names.includes(storage.audit.tableName) && !(await isExported(storage.audit, trail)))
    return { kind: 'trail_not_exported' };
  for (const table of removable(storage)) await table.deleteTable();
  await clearRuns(storage.runs);
  await storage.audit.deleteTable();
  const left = (await tablesThere(engine)).names;
  return {
    kind: 'done',
    removed: shown.names.filter((name) => !left.includes(name)),
    remaining: left.map((name) => ({ name, reason: 'storage answered without deleting it' })),
  };
}

/** Whether an export ends where each chain does now: nothing was recorded since. */
async function isExported(audit: TableClient, trail: readonly ChainEnd[]): Promise<boolean> {
  for (const chain of CHAIN_NAMES) {
    const head = (await readHead(audit, chain))?.head;
    const exported = trail.find((end) => end.chain === chain);
    if (head?.sequence !== exported?.sequence || head?.hash !== exported?.hash) return false;
  }
  return true;
}

async function clearRuns(runs: TableClient): Promise<void> {
  const partitions = new Set<string>();
  for await (const { partitionKey = '' } of runs.listEntities({ queryOptions: { select: ['partitionKey'] } }))
    partitions.add(partitionKey);
  partitions.delete(OFFBOARDED_PARTITION);
  for (const partition of partitions) await clearPartition(runs, partition);
}

/** One that is being deleted says so with a conflict. */
async function isThere(table: TableClient): Promise<boolean> {
  try {
    for await (const _ of table.listEntities().byPage({ maxPageSize: 1 })) break;
    return true;
  } catch (error) {
    if (isMissing(error) || isConflict(error)) return false;
    throw error;
  }
}
