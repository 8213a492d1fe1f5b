import { digestOf } from '../digest.ts';
import type { RecordRef } from '../register/record.ts';

/** A record of which a customer consists, and a hash of the ids that were merged into it. */
export type PartOfCustomer = RecordRef & { readonly merged: string };

/**
 * Fingerprints of customers: of a company and its people, and of what was merged into each of them. One that is another by now says
 * that somebody came, left or was merged. An archived company, to which nobody can be added, has the empty one.
 */
export class PeoplePrints {
  readonly #sums = new Map<string, bigint>();

  /** In any order, each record once. */
  add(companyId: string, { kind, id, merged }: PartOfCustomer): void {
    const digest = Buffer.from(digestOf([kind, id, merged]), 'base64url').readBigUInt64BE();
    this.#sums.set(companyId, BigInt.asUintN(64, (this.#sums.get(companyId) ?? 0n) + digest));
  }

  of(companyId: string): string {
    return (this.#sums.get(companyId) ?? 0n).toString(36);
  }
}

/** The fingerprint of an archived company. */
export const ARCHIVED_PRINT = '';
