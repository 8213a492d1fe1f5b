import type { TableClient } from '@azure/data-tables';
import { ChainDigests } from '../../audit/chain-digests.ts';
import type { Keyring } from '../../audit/keyring.ts';
import { CHAIN_NAMES } from '../../audit/rows.ts';
import { ChainTable } from '../../audit/verify/chain-table.ts';
import type { FoundRow } from '../../audit/verify/found.ts';
import { verifyChain } from '../../audit/verify/verify-chain.ts';
import { straysIn } from '../../audit/verify/verify-trail.ts';

/** Where a chain of the trail ends, and what it holds, as an export of it says. */
export interface ChainEnd {
  readonly chain: string;
  readonly sequence: number;
  readonly hash: string;
  /** Of the hashes of all its entries (`ChainDigests`). */
  readonly digest: string;
}

interface TrailEnds {
  readonly ends: readonly ChainEnd[];
  /** What is wrong with the trail as it lies in the table. */
  readonly faultCount: number;
}

/** Verifies the trail as it is now, without its seals, and tells where it ends. Throws `ChainBusyError`. */
export async function trailEnds(table: TableClient, keys: Keyring): Promise<TrailEnds> {
  const ends: ChainEnd[] = [];
  let faultCount = (await straysIn(table)).length;
  for (const chain of CHAIN_NAMES) {
    const read = new ChainTable(table, chain);
    let digests = new ChainDigests();
    const noted = {
      chain,
      head: () => read.head(),
      beside: () => read.beside(),
      marks: () => read.marks(),
      marksAndHead: () => read.marksAndHead(),
      // A chain that is pruned while it is read is read again.
      entries: () => {
        digests = new ChainDigests();
        return noting(read.entries(), digests);
      },
    };
    const result = await verifyChain(noted, { keys });
    faultCount += result.faultCount;
    const { sequence, hash } = result;
    if (hash !== null) ends.push({ chain, sequence, hash, digest: digests.of(chain) });
  }
  return { ends, faultCount };
}

async function* noting(rows: AsyncGenerator<FoundRow>, digests: ChainDigests): AsyncGenerator<FoundRow> {
  for await (const row of rows) {
    if (row.kind === 'entry') digests.take(row.entry);
    yield row;
  }
}
