import { createHash, type Hash } from 'node:crypto';
import type { ChainedEntry } from './entry.ts';

/**
 * SHA-256, chain by chain, of the hashes of all entries in their order, a line for each. Whoever can tell it has every entry's hash, and
 * not the last alone: by it an export is known to hold what the table holds.
 */
export class ChainDigests {
  readonly #hashes = new Map<string, Hash>();

  take({ chain, hash }: Pick<ChainedEntry, 'chain' | 'hash'>): void {
    const digest = this.#hashes.get(chain) ?? createHash('sha256');
    this.#hashes.set(chain, digest.update(`${hash}\n`));
  }

  /** In hexadecimal; of a chain without entries that of nothing. */
  of(chain: string): string {
    return (this.#hashes.get(chain)?.copy() ?? createHash('sha256')).digest('hex');
  }
}
