import { createHash } from 'node:crypto';
import { isSameText } from '../constant-time.ts';
import { type Proof, proofSchema, type RowMacs } from '../storage/row-macs.ts';
import type { Keyring } from './keyring.ts';

const MOST_NAMED = 5;

/** MACs of rows beside the trail, with its key but in a domain of their own; those of keys that were replaced still count. */
export class KeyedRowMacs implements RowMacs {
  readonly #keys: Keyring;
  #foreign = new Set<string>();

  constructor(keys: Keyring) {
    this.#keys = keys;
  }

  proofOf(row: string, content: string | Uint8Array): Proof {
    const key = this.#keys.current;
    return { keyId: key.id, mac: key.macOf('row', { row, content: digestOf(content) }) };
  }

  verifies(row: string, content: string | Uint8Array, columns: unknown): boolean {
    const proof = proofSchema.safeParse(columns).data;
    const key = proof && this.#keys.find(proof.keyId);
    const mac = key?.macOf('row', { row, content: digestOf(content) });
    return mac !== undefined && isSameText(mac, proof?.mac ?? '');
  }

  isGenuine(row: string, content: string | Uint8Array, columns: unknown): boolean {
    if (this.verifies(row, content, columns)) return true;
    this.#foreign.add(row);
    return false;
  }

  /** What to tell of rows that were not genuine, once; `undefined` when all were. */
  takeProblem(): string | undefined {
    const rows = [...this.#foreign];
    if (rows.length === 0) return undefined;
    this.#foreign = new Set();
    const more = rows.length > MOST_NAMED ? ` and ${rows.length - MOST_NAMED} more` : '';
    return `Rows that this program did not write were not believed: ${rows.slice(0, MOST_NAMED).join(', ')}${more}. Find out who can write these tables; after a change of AUDIT_KEY, name the former one in AUDIT_KEYS_PREVIOUS.`;
  }
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
