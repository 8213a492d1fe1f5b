import { createHash } from 'node:crypto';
import { type Canonical, canonicalJson } from '../../audit/canonical.ts';
import type { Engagement } from '../../register/engagement.ts';
import { compareIds } from '../../register/service-contact.ts';
import type { ErasureItem } from './item.ts';
import type { ErasureList } from './list.ts';

/** Names what is hashed, and how (`docs/erasure-list.md`). */
const FORMAT = 'rekisteri-erasure-list-v1';

/** What everybody on a list has in common, and an approval is for. */
type Common = Pick<ErasureList, 'ground' | 'requestId' | 'policyDigest' | 'withoutScope'>;

/** What an approval is for, of one person. */
type Proposed = Pick<ErasureItem, 'contactId' | 'status' | 'facts' | 'ownClockAt' | 'engagements'>;

/** What a pass over everybody on a list gives. */
export interface SummedUp {
  /** SHA-256 of the canonical form, in hexadecimal digits. */
  readonly listHash: string;
  readonly counts: ErasureList['counts'];
}

/**
 * Hashes whom a list proposes to erase, and why: one person after the other, so that a long list takes no more memory than a short
 * one. The items come in the order of their ids. An approval is for this hash and nothing else.
 */
export async function sumUp<Item extends Proposed>(
  { ground, requestId, policyDigest, withoutScope }: Common,
  items: AsyncIterable<Item>,
  isProposed: (item: Item) => boolean = ({ status }) => status === 'proposed',
): Promise<SummedUp> {
  const hash = createHash('sha256');
  const counts: ErasureList['counts'] = {};
  hash.update('{"contacts":[');
  let separator = '';
  for await (const item of items) {
    counts[item.status] = (counts[item.status] ?? 0) + 1;
    if (!isProposed(item)) continue;
    hash.update(`${separator}${canonicalJson(canonicalPerson(item))}`);
    separator = ',';
  }
  const rest = { format: FORMAT, ground, policyDigest, requestId: requestId ?? '' };
  const common = canonicalJson({ ...rest, withoutScope: [...withoutScope].sort() });
  hash.update(`],${common.slice(1)}`);
  return { listHash: hash.digest('hex'), counts };
}

/** What is not there is the empty text. */
function canonicalPerson({ contactId, facts, ownClockAt, engagements }: Proposed): Canonical {
  const { endsOn, basis, source, merged, companyId } = facts;
  return {
    contactId,
    source,
    endsOn: endsOn ?? '',
    basis: basis ?? '',
    companyId: companyId ?? '',
    ownClockAt: ownClockAt ?? '',
    merged: [...merged].sort(compareIds),
    engagements: inOrder(engagements).map(({ type, id, class: klass, modifiedAt }) => ({
      type,
      id,
      class: klass,
      modifiedAt,
    })),
  };
}

/** In the order of the names of their types, and of their ids as numbers. */
function inOrder(engagements: readonly Engagement[]): Engagement[] {
  return [...engagements].sort((a, b) => (a.type === b.type ? compareIds(a.id, b.id) : a.type < b.type ? -1 : 1));
}
