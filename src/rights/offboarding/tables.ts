import type { TableClient } from '@azure/data-tables';
import { digestOf } from '../../digest.ts';
import { OFFBOARDED_PARTITION } from '../../remembered/offboarded-row.ts';
import { isThere } from '../../storage/beside-tables.ts';
import { clearPartition } from '../../storage/clear-partition.ts';
import type { Engine } from '../../work/engine.ts';
import { requestsOf } from '../requests/requests-of.ts';
import { type ChainEnd, trailEnds } from './trail-ends.ts';

/** What is still in storage afterwards, and why. */
interface LeftInStorage {
  readonly name: string;
  readonly reason: 'says_that_it_has_left' | 'proves_the_trail' | 'of_all_accounts';
}

export type TablesRemoval =
  | {
      readonly kind: 'done';
      readonly removed: readonly string[];
      readonly remaining: readonly { readonly name: string; readonly reason: string }[];
      readonly left: readonly LeftInStorage[];
    }
  | { readonly kind: 'blocked'; readonly requests: readonly string[] }
  | { readonly kind: 'faulty'; readonly faultCount: number }
  | { readonly kind: 'in_use' | 'run_in_line' | 'trail_not_exported' | 'changed' };

/** What an administrator confirms: what was shown, and that the trail as it is now has been exported whole. */
export interface RemovalGiven {
  readonly confirm: string;
  readonly trail: readonly ChainEnd[];
  /** That the trail, or its export, has faults that cannot be mended. */
  readonly acceptFaults?: boolean | undefined;
}

type Storage = Engine['storage'];

/** What is there of an account in storage that can be removed, the trail last, and what repeats that it was shown. */
export async function tablesThere({
  storage,
}: Pick<Engine, 'storage'>): Promise<{ readonly names: string[]; readonly confirm: string }> {
  const names: string[] = [];
  for (const one of storage.beside.own) if (await one.isThere()) names.push(one.name);
  for (const table of [...removable(storage), storage.audit])
    if (await isThere(firstRows(table))) names.push(table.tableName);
  return { names, confirm: digestOf(['tables', names]) };
}

function firstRows(table: TableClient): Promise<unknown> {
  return table.listEntities().byPage({ maxPageSize: 1 }).next();
}

function removable({ erased, requests, erasures, index }: Storage): TableClient[] {
  return [erased, requests, erasures, index];
}

/**
 * Deletes what an account has in storage that the add-on has left: its tables, its copies and, where no other account shares it, the
 * queue. First the trail was exported whole as it is now, and it verifies or its faults are accepted. The table of runs keeps the one
 * row that says that the add-on has left, so that no timer begins anew. Seals stay. The trail goes last, so it can be repeated after any
 * interruption.
 */
export async function removeTables(engine: Engine, given: RemovalGiven): Promise<TablesRemoval> {
  const { storage, offboarded } = engine;
  await storage.prepare();
  if ((await offboarded.read())?.state !== 'left') return { kind: 'in_use' };
  if ((await engine.ledger.activate()) !== undefined) return { kind: 'run_in_line' };
  const shown = await tablesThere(engine);
  if (shown.names.length === 0) return { kind: 'done', removed: [], remaining: [], left: await leftIn(storage) };
  if (shown.confirm !== given.confirm) return { kind: 'changed' };
  const open = shown.names.includes(storage.requests.tableName) ? await requestsOf(engine).open() : [];
  if (open.length > 0) return { kind: 'blocked', requests: open.map(({ id }) => id) };
  const refused = shown.names.includes(storage.audit.tableName) ? await refusal(engine, given) : undefined;
  if (refused !== undefined) return refused;
  for (const one of storage.beside.own) await one.remove();
  for (const table of removable(storage)) await table.deleteTable();
  await clearRuns(storage.runs);
  await storage.audit.deleteTable();
  const remaining = (await tablesThere(engine)).names;
  return {
    kind: 'done',
    removed: shown.names.filter((name) => !remaining.includes(name)),
    remaining: remaining.map((name) => ({ name, reason: 'storage answered without deleting it' })),
    left: await leftIn(storage),
  };
}

/** Why tables stay: the export does not hold all that the trail holds, for something was recorded since or is lacking, or the trail has faults. */
async function refusal({ storage, auditKeys }: Engine, given: RemovalGiven): Promise<TablesRemoval | undefined> {
  const { ends, faultCount } = await trailEnds(storage.audit, auditKeys);
  const { acceptFaults = false } = given;
  const isExported = (chain: string) => {
    const [end, exported] = [ends, given.trail].map((some) => some.find((one) => one.chain === chain));
    const isSameEnd = end?.sequence === exported?.sequence && end?.hash === exported?.hash;
    // The digest of an export that lacks something is another.
    return isSameEnd && (acceptFaults || end?.digest === exported?.digest);
  };
  const chains = new Set([...ends, ...given.trail].map(({ chain }) => chain));
  if (![...chains].every(isExported)) return { kind: 'trail_not_exported' };
  return faultCount === 0 || acceptFaults ? undefined : { kind: 'faulty', faultCount };
}

async function leftIn({ beside, runs }: Storage): Promise<LeftInStorage[]> {
  const left: LeftInStorage[] = [{ name: runs.tableName, reason: 'says_that_it_has_left' }];
  if (await beside.seals.isThere()) left.push({ name: beside.seals.name, reason: 'proves_the_trail' });
  for (const one of beside.shared) if (await one.isThere()) left.push({ name: one.name, reason: 'of_all_accounts' });
  return left;
}

async function clearRuns(runs: TableClient): Promise<void> {
  const partitions = new Set<string>();
  for await (const { partitionKey = '' } of runs.listEntities({ queryOptions: { select: ['partitionKey'] } }))
    partitions.add(partitionKey);
  partitions.delete(OFFBOARDED_PARTITION);
  for (const partition of partitions) await clearPartition(runs, partition);
}
