import { membersOf } from './difference.ts';
import type { RequestProperty } from './properties.ts';
import type { RequestKind } from './request-kinds.ts';
import type { InOrder } from './wanted-consents.ts';
import type { Wanted } from './wanted.ts';

/** A request of a person that has not been answered yet (§11 to §13). */
export interface OpenRequest {
  readonly kind: RequestKind;
  /** The strict end of its term, `YYYY-MM-DD`. */
  readonly dueOn: string;
}

/**
 * What the properties about requests of a contact should say: the kinds that are open, and the earliest end of a term; nothing when
 * nothing is open. What is open and could not be read (`undefined`) is left as it was.
 */
export function wantedOfRequests(open: readonly OpenRequest[] | undefined, inOrder: InOrder): Wanted<RequestProperty> {
  if (open === undefined) return {};
  const kinds = membersOf(open.map(({ kind }) => kind).join(';'));
  const [earliest = ''] = open.map(({ dueOn }) => dueOn).sort();
  return { rekisteri_request_open: inOrder('rekisteri_request_open', kinds), rekisteri_request_due: earliest };
}
