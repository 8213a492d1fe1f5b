import type { AuditFilter } from '../../audit/query/filter.ts';
import { listEvents, type Position } from '../../audit/query/list-events.ts';
import type { Policy } from '../../policy/schema.ts';
import type { Engine } from '../../work/engine.ts';
import { DISCLOSING, type Disclosure, disclosureOf } from './disclosure.ts';

/** A page of disclosures, newest first, and where the next begins; `undefined` where there are no more. */
export interface DisclosurePage {
  readonly disclosures: readonly Disclosure[];
  readonly next: Position | undefined;
}

/** The trail, and the policy by which processors have names. */
interface Where {
  readonly storage: Pick<Engine['storage'], 'audit' | 'prepare'>;
  readonly policy: Pick<Policy, 'processors'>;
}

/** The filter that finds disclosures in the trail, from one instant to another (ms), both included. */
export function disclosureFilter(from: number | undefined, to: number | undefined): AuditFilter {
  return { from, to, what: DISCLOSING };
}

/** Lists disclosures from the trail. Throws `QueryTooLargeError` when it takes too much work. */
export async function listDisclosures(
  { storage, policy }: Where,
  filter: AuditFilter,
  limit: number,
  position: Position | undefined,
): Promise<DisclosurePage> {
  await storage.prepare();
  const { events, next } = await listEvents(storage.audit, filter, limit, { position });
  return { disclosures: events.flatMap((event) => disclosureOf(event, policy) ?? []), next };
}
