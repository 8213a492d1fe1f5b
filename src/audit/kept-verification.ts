import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { readPacked, writePacked } from '../storage/packed-rows.ts';
import { unavailableStatus } from '../storage/status.ts';
import type { AuditKey } from './key.ts';
import type { Keyring } from './keyring.ts';
import { type Verification, verificationSchema } from './verification.ts';

const PARTITION = 'verification';
const KEY = 'last';

const keptSchema = z.strictObject({ text: z.string(), keyId: z.string(), mac: z.string() });

/** The last verification's result in a table. Nobody without the key can make one up. */
export class KeptVerification {
  readonly #table: TableClient;
  readonly #keys: Keyring;

  constructor(table: TableClient, keys: Keyring) {
    this.#table = table;
    this.#keys = keys;
  }

  /** The result; `undefined` when there is none, or when somebody altered it. */
  async read(): Promise<Verification | undefined> {
    try {
      const { data } = keptSchema.safeParse(await readPacked(this.#table, PARTITION, KEY));
      const key = data && this.#keys.find(data.keyId);
      if (data === undefined || key === undefined || macOf(data.text, key) !== data.mac) return undefined;
      return verificationSchema.safeParse(parseJson(data.text)).data;
    } catch (error) {
      if (unavailableStatus(error) !== undefined) throw error;
      // Whatever somebody made of it: it is written anew by the next verification, which must not fail for it.
      return undefined;
    }
  }

  async write(verification: Verification): Promise<void> {
    const key = this.#keys.current;
    const text = JSON.stringify(verification);
    await writePacked(this.#table, PARTITION, KEY, { text, keyId: key.id, mac: macOf(text, key) });
  }
}

function macOf(text: string, key: AuditKey): string {
  return key.macOf('verification', { keyId: key.id, text });
}
