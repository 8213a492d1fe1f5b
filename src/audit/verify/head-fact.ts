import { type Head, macOfHead } from '../head.ts';
import type { Keyring } from '../keyring.ts';
import type { Faults } from './fault.ts';

/** A head as it was found: as such, as something else, or not at all. */
export type FoundHead = Head | 'unreadable' | 'missing';

/** What is known of a head. Of a key that somebody said is lost, what it says is taken as it is. */
export type HeadFact =
  | { readonly kind: 'genuine' | 'altered' | 'unknown_key' | 'lost_key'; readonly head: Head }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'missing' };

/** Checks the MAC of a head. */
export function factOf(head: FoundHead, keys: Keyring): HeadFact {
  if (head === 'unreadable' || head === 'missing') return { kind: head };
  const key = keys.find(head.keyId);
  if (key === undefined) return { kind: keys.mayFollow(head.keyId) ? 'lost_key' : 'unknown_key', head };
  return { kind: macOfHead(head, key) === head.mac ? 'genuine' : 'altered', head };
}

/** The head, where what it says is believed. */
export function believed(fact: HeadFact): Head | undefined {
  return fact.kind === 'genuine' || fact.kind === 'lost_key' ? fact.head : undefined;
}

/** What of a chain the head is compared with. */
interface End {
  /** The last number that something genuine holds, and the hash of that entry. */
  readonly last: number;
  readonly hash: string | undefined;
  /** The last number that agrees with a seal, and the last that was ever seen. */
  readonly sealedUntil: number;
  readonly seenUntil: number;
}

/** Names what is wrong with a head, given the end of its chain. */
export function tellHead(fact: HeadFact, { last, hash, sealedUntil, seenUntil }: End, faults: Faults): void {
  if (fact.kind === 'missing') faults.row('deleted', 'head', 'what says where the chain ends is gone');
  else if (fact.kind === 'unreadable') faults.row('edited', 'head', 'it cannot be read as the end of a chain');
  else if (fact.kind === 'unknown_key')
    faults.row('wrong_key', 'head', `it was made with key ${fact.head.keyId}, which is not given`);
  else if (fact.kind === 'altered') faults.row('edited', 'head', 'it is not what was written');
  else if (Math.min(last, Math.max(sealedUntil, seenUntil)) > fact.head.sequence) {
    // Who made the seal, or verified before, saw a later head.
    faults.row('edited', 'head', 'it is an older one: what comes after it is known to be of the chain');
  } else if (last > fact.head.sequence) {
    faults.events('inserted', fact.head.sequence + 1, last, 'stands beyond the end of the chain');
  } else if (last === fact.head.sequence && hash !== fact.head.hash) {
    faults.events('suffix_rewritten', sealedUntil + 1, last, 'the head of the chain names another last event');
  }
}
