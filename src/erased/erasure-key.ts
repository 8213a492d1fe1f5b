import { createHmac } from 'node:crypto';
import { accountSecret } from '../audit/account-secret.ts';
import { normalAddress, weakForm } from '../register/address.ts';
import type { Account } from '../settings/accounts.ts';
import type { ErasureKeySettings } from '../settings/erasure-keys.ts';

/** What a hash was made of: the address as it is, or its weak form, by which it is only a hint. */
type Strength = 'strong' | 'weak';

/** What stands for an address of somebody who was erased. */
export interface KeyedHash {
  readonly strength: Strength;
  /** 64 hexadecimal digits. */
  readonly hash: string;
  /** Names the key that it was made with, without revealing it. */
  readonly keyId: string;
}

/** Separate these hashes from every other use of the key, and one form of an address from the other. */
const DOMAINS = {
  strong: 'rekisteri/erased/email/v1',
  weak: 'rekisteri/erased/email-weak/v1',
  keyId: 'rekisteri/erased/key-id/v1',
  account: 'rekisteri/erased/account/v1',
};

const ID_OF_LOST_KEY = /^id:([0-9a-f]{16})$/;

/** One secret, as it keys hashes. */
class ErasureKey {
  readonly id: string;
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
    this.id = this.#hmac(DOMAINS.keyId, '').slice(0, 16);
  }

  hash(strength: Strength, form: string): KeyedHash {
    return { strength, hash: this.#hmac(DOMAINS[strength], form), keyId: this.id };
  }

  #hmac(domain: string, text: string): string {
    return createHmac('sha256', this.#secret).update(domain).update('\0').update(text).digest('hex');
  }
}

/**
 * The keys of one register's hashes (settings `ERASURE_KEY`, `ERASURE_KEYS_PREVIOUS`): the current one makes them, all of them
 * look up. The addresses are gone, so a hash is never made anew with another key.
 */
export class ErasureKeys {
  readonly #current: ErasureKey;
  readonly #all: ReadonlyMap<string, ErasureKey>;
  /** Ids of keys that somebody said are lost. */
  readonly lost: ReadonlySet<string>;

  constructor(current: string, previous: readonly string[] = []) {
    this.#current = new ErasureKey(current);
    const former = previous.filter((entry) => !ID_OF_LOST_KEY.test(entry)).map((secret) => new ErasureKey(secret));
    this.#all = new Map([this.#current, ...former].map((key) => [key.id, key]));
    this.lost = new Set(previous.flatMap((entry) => ID_OF_LOST_KEY.exec(entry)?.[1] ?? []));
  }

  get currentId(): string {
    return this.#current.id;
  }

  /** Whether hashes made with the key of this id can be compared. */
  knows(keyId: string): boolean {
    return this.#all.has(keyId);
  }

  /** The hashes to keep of an address; none of a text that is no address. */
  hashesOf(address: string): KeyedHash[] {
    return hashesWith(this.#current, address);
  }

  /** The hashes by which an address would be found, whichever key they were made with. */
  lookUpsOf(address: string): KeyedHash[] {
    return [...this.#all.values()].flatMap((key) => hashesWith(key, address));
  }
}

function hashesWith(key: ErasureKey, address: string): KeyedHash[] {
  const normal = normalAddress(address);
  if (normal === undefined) return [];
  return [key.hash('strong', normal), key.hash('weak', weakForm(normal))];
}

/** The keys of one account's hashes: who was erased from one register must not be recognised in another. */
export function erasureKeysOf(
  { erasureKey, erasureKeysPrevious }: ErasureKeySettings,
  account: Account | undefined,
): ErasureKeys | undefined {
  if (erasureKey === undefined) return undefined;
  const own = (secret: string) => accountSecret(secret, account, DOMAINS.account);
  return new ErasureKeys(own(erasureKey), erasureKeysPrevious.map(own));
}
