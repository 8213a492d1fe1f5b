import type { ContactFacts } from '../facts/facts.ts';
import type { Grounds } from '../facts/listed.ts';
import type { Policy } from '../policy/schema.ts';
import { latestOf } from '../register/clock.ts';
import type { Instant } from '../register/instant.ts';

/** What a contact's end rests on, and what may change while a run is at work. */
export interface EndGrounds {
  readonly contact: Grounds;
  /** Its company and the people of it, where their service contacts count; `people` is their fingerprint. */
  readonly customer: { readonly id: string; readonly people: string | undefined } | undefined;
  /** The latest service contact that counts. */
  readonly latest: Instant | undefined;
}

/** What the end of a contact with these facts would rest on (notice §7). */
export function endGroundsOf({ contact, own, customer }: ContactFacts, policy: Policy): EndGrounds {
  const { holdUntil, companyId, merged } = contact;
  const counted = policy.retention.clock === 'customer' ? customer : undefined;
  const clock = counted === undefined ? own : latestOf(own, counted.clock);
  return {
    contact: { holdUntil, companyId, merged },
    customer: counted && { id: counted.companyId, people: counted.people },
    latest: clock.read ? clock.latest?.at : undefined,
  };
}
