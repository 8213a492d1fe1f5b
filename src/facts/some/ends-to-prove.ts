import type { Policy } from '../../policy/schema.ts';
import type { Instant } from '../../register/instant.ts';
import { decideRetention } from '../../register/retention.ts';
import type { ContactFacts } from '../facts.ts';
import { hasEnded } from '../has-ended.ts';
import type { Gathered } from './gathered.ts';

/** What has to be read anew before anything is decided. */
export interface ToProve {
  readonly contacts: ReadonlySet<string>;
  /** With all their people. */
  readonly companies: ReadonlySet<string>;
}

export const NOTHING_TO_PROVE: ToProve = { contacts: new Set(), companies: new Set() };

/**
 * Contacts that would newly become `ended` on clocks that are remembered, and their companies (notice §7). What is remembered may
 * be out of date, for associations change without a trace, and may have been changed by whoever can write tables: on less than
 * what HubSpot itself says now nobody is flagged for removal.
 */
export function endsToProve(
  { contacts, companies }: Gathered,
  facts: readonly ContactFacts[],
  policy: Policy,
  now: Instant,
): ToProve {
  const ending = facts.filter(({ contact, own, customer, before }) => {
    const { createdAt, holdUntil } = contact;
    if (hasEnded({ contact, before })) return false;
    return decideRetention({ createdAt, holdUntil, own, customer }, policy, now).status === 'ended';
  });
  const counted =
    policy.retention.clock === 'customer' ? ending.flatMap(({ customer }) => customer?.companyId ?? []) : [];
  const isProved = (id: string) => companies.get(id)?.whole === true && companies.get(id)?.anew === true;
  return {
    contacts: new Set(ending.flatMap(({ contact: { id } }) => (contacts.get(id)?.anew ? [] : [id]))),
    companies: new Set(counted.filter((id) => !isProved(id))),
  };
}
