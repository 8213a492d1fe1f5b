import { createHash } from 'node:crypto';
import { canonicalJson } from '../../audit/canonical.ts';
import type { CertificatePerson } from './certificate-schema.ts';
import { isGone, type StoredItem } from './item.ts';

/** What a certificate says of a person, but for what follows from the policy and where the trail says it. */
export type PersonSaid = Omit<CertificatePerson, 'event' | 'contactPurgedBy' | 'engagementsPurgedBy'>;

type Named = Omit<StoredItem, 'engagementsKey'>;

/** Engagements of somebody who is gone that nobody touched: those that are others' too. They are named for a human. */
export function leftOf(item: Named): Named['engagements'] {
  if (!isGone(item)) return [];
  const { outcomes, engagements } = item;
  const shared = engagements.filter((one) => one.class === 'shared');
  // Of somebody whom others erased everything was left, whatever it was: nothing led to it any more.
  return outcomes.left > shared.length ? engagements : shared;
}

/** What is to be said of somebody on a list that was carried out. */
export function saidOf(item: Named): PersonSaid {
  const { contactId, status, reason, facts, counts, outcomes, finishedAt } = item;
  const { endsOn, basis, source } = facts;
  const left = leftOf(item).map(({ type, id }) => `${type}:${id}`);
  return { contactId, status, reason, endsOn, basis, source, counts, outcomes, left, finishedAt };
}

/**
 * Sums up what became of people, one after the other in the order of their ids: the trail keeps it (`erasure_ended`), so that no word of a
 * certificate can be changed afterwards. SHA-256 in hexadecimal digits.
 */
export class PeopleDigest {
  readonly #hash = createHash('sha256');

  add({ contactId, status, reason, endsOn, basis, source, counts, outcomes, left, finishedAt }: PersonSaid): void {
    const texts = { reason: reason ?? '', endsOn: endsOn ?? '', basis: basis ?? '', finishedAt: finishedAt ?? '' };
    const person = {
      contactId,
      status,
      source,
      counts: { ...counts },
      outcomes: { ...outcomes },
      left: [...left].sort(),
    };
    this.#hash.update(`${canonicalJson({ ...person, ...texts })}\n`);
  }

  get hex(): string {
    return this.#hash.copy().digest('hex');
  }
}
