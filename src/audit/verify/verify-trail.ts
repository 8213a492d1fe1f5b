import { odata, type TableClient } from '@azure/data-tables';
import pMap from 'p-map';
import { isMissing } from '../../storage/status.ts';
import { CHAIN_NAMES } from '../rows.ts';
import type { Against, ChainResult } from './chain-check.ts';
import { ChainTable } from './chain-table.ts';
import { type Fault, Faults } from './fault.ts';
import { verifyChain } from './verify-chain.ts';

/** What was found of the whole trail. */
export interface TrailResult {
  readonly status: 'ok' | 'failed';
  readonly events: number;
  readonly faultCount: number;
  readonly chains: readonly ChainResult[];
  /** Rows that belong to no chain. */
  readonly strays: readonly Fault[];
}

/** Chains verified side by side. */
const AT_ONCE = 4;
const MOST_STRAYS = 100;

/** Verifies all chains of the table against themselves, their seals, and what was seen before. */
export async function verifyTrail(table: TableClient, against: Against): Promise<TrailResult> {
  const verify = (chain: string) => verifyChain(new ChainTable(table, chain), against);
  const chains = await pMap(CHAIN_NAMES, verify, { concurrency: AT_ONCE });
  const strays = await straysIn(table).catch((error: unknown) => {
    // A table that is gone is told of by what is known of its chains; where nothing is known, nothing can be said.
    if (isMissing(error) && chains.some(({ faultCount }) => faultCount > 0)) return [];
    throw error;
  });
  return trailResult(chains, strays);
}

export function trailResult(chains: readonly ChainResult[], strays: readonly Fault[]): TrailResult {
  const faultCount = chains.reduce((sum, chain) => sum + chain.faultCount, strays.length);
  const events = chains.reduce((sum, chain) => sum + chain.events, 0);
  return { status: faultCount === 0 ? 'ok' : 'failed', events, faultCount, chains, strays };
}

/** Rows in partitions that are no chains. */
export async function straysIn(table: TableClient): Promise<Fault[]> {
  const found: Fault[] = [];
  const bounds = ['', ...[...CHAIN_NAMES].sort()];
  for (const [index, after] of bounds.entries()) {
    const before = bounds[index + 1];
    const above = after === '' ? odata`PartitionKey ge ''` : odata`PartitionKey gt ${after}`;
    const filter = before === undefined ? above : `${above} and ${odata`PartitionKey lt ${before}`}`;
    const queryOptions = { filter, select: ['partitionKey', 'rowKey'] };
    for await (const { partitionKey, rowKey } of table.listEntities({ queryOptions })) {
      if (found.length >= MOST_STRAYS) return found;
      const faults = new Faults(String(partitionKey));
      faults.row('inserted', String(rowKey), 'no chain has this name');
      found.push(...faults.list);
    }
  }
  return found;
}
