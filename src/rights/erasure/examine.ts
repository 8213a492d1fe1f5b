import type { SliceContext } from '../../facts/context.ts';
import type { Engagement } from '../../register/engagement.ts';
import type { ScopedKind } from './enumerate.ts';
import type { ErasureItem, Protection } from './item.ts';
import type { ErasureList } from './list.ts';
import type { OpenRequests } from './open-requests.ts';

/** For what people are examined. */
export interface Examination {
  readonly ground: ErasureList['ground'];
  readonly requestId: string | null;
  /** Kinds of record whose missing scope does not keep anybody from being erased (policy `erasure.withoutScope`). */
  readonly withoutScope: readonly ScopedKind[];
  readonly openRequests: OpenRequests;
  /** Ids that were merged into each contact when it was put on the list; absent while the list is prepared. */
  readonly mergedBefore?: ReadonlyMap<string, readonly string[]>;
}

/** What is known of somebody all of whose data could be read. */
export interface Known {
  readonly facts: ErasureItem['facts'];
  /** The person's own clock, epoch ms; null when it is empty. */
  readonly ownClockAt: number | null;
  readonly engagements: readonly Engagement[];
  /** Kinds of record that the engagements could not be asked about, as the policy allows. */
  readonly withoutScope: readonly ScopedKind[];
}

/** What HubSpot says of somebody who may be erased. */
export type Examined =
  /** Under this id there is nobody; `archived`: they lie in the recycle bin, and can be restored from there. */
  | { readonly kind: 'gone'; readonly archived: boolean }
  | ({ readonly kind: 'protected'; readonly protection: Protection } & Partial<Known>)
  /** Nothing protects them. Their addresses are in memory only. */
  | ({ readonly kind: 'open'; readonly addresses: readonly string[] } & Known);

/** Reads everything about some people anew from HubSpot, believing nothing that is remembered, and asks what protects them. */
export type Examine = (
  context: SliceContext,
  examination: Examination,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, Examined>>;
