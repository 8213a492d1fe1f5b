import type { Keyring } from '../keyring.ts';
import { macOfSealedRow, type SealedRow } from '../seal.ts';
import type { Faults } from './fault.ts';
import type { ChainSource } from './verify-chain.ts';
import type { Witness } from './witness.ts';

/** A crash may leave a chain's first seal without a row that remembers it, but no later one. */
const ALWAYS_REMEMBERED = 2;

/** Compares the seals with what is remembered of the last one. */
export async function checkLastSeal(
  source: ChainSource,
  remembered: SealedRow | 'unreadable' | undefined,
  { last }: Witness,
  keys: Keyring,
  faults: Faults,
): Promise<void> {
  const there = last?.number ?? 0;
  const seen = source.seen?.lastSeal ?? 0;
  const atLeast = typeof remembered === 'object' ? remembered.number : 0;
  if (source.seals !== undefined && seen > Math.max(there, atLeast)) tellMissing(there, seen, faults);
  if (remembered === undefined) {
    const isEmptied = faults.list.some(({ kind }) => kind === 'emptied');
    // Looked at again, for the chain may have been sealed twice meanwhile.
    if (there >= ALWAYS_REMEMBERED && !isEmptied && (await source.lastSeal()) === undefined) {
      faults.row('deleted', 'sealed', 'what is remembered of the last seal is gone');
    }
    return;
  }
  if (remembered === 'unreadable') return faults.row('edited', 'sealed', 'it cannot be read');
  const { number, mac, keyId, rowMac } = remembered;
  const key = keys.find(keyId);
  // Of a key that is known to be lost nothing can be verified, and its numbers are believed.
  if (key === undefined && !keys.mayFollow(keyId)) {
    return faults.row('wrong_key', 'sealed', `it was made with key ${keyId}, which is not given`);
  }
  if (key !== undefined && macOfSealedRow(source.chain, remembered, key) !== rowMac) {
    return faults.row('edited', 'sealed', 'it is not what was written');
  }
  if (source.seals === undefined) return;
  if (number > there) tellMissing(there, Math.max(number, seen), faults);
  else if (number === there && last?.mac !== mac) {
    faults.row('forked', `seal ${number}`, 'another seal was seen under this number before');
  }
}

function tellMissing(there: number, until: number, faults: Faults): void {
  const missing = until === there + 1 ? `seal ${until}` : `seals ${there + 1} to ${until}`;
  faults.row('deleted', missing, 'seen before, and not there any more');
}
