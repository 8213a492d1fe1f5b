import type { CompanyFacts } from '../facts/facts.ts';
import type { Setup } from '../facts/setup.ts';
import type { Policy } from '../policy/schema.ts';
import { latestOfCustomer } from '../register/customer.ts';
import type { Instant } from '../register/instant.ts';
import { implausibleNotices } from '../register/notices.ts';
import { sourceOf } from '../register/retention.ts';
import { wantedOfCompany } from '../register/wanted.ts';
import { causeOf } from './cause.ts';
import type { Decided } from './decided.ts';
import { editsOf } from './edits.ts';

/** Decides about one company at the time of the run (notice §7). */
export function decideCompany(
  { company, customer, before }: CompanyFacts,
  policy: Policy,
  now: Instant,
  setup: Setup,
): Decided {
  const { clock } = customer;
  const latest = latestOfCustomer(customer);
  const edits = editsOf(company, before, setup.properties.companies, now);
  return {
    kind: 'companies',
    id: company.id,
    live: company.live,
    wanted: wantedOfCompany(customer, policy),
    held: company.held,
    properties: setup.properties.companies,
    cause: causeOf('§7', clock.read ? 'customer' : 'unknown', latest && (sourceOf(latest.contact) || 'former_contact')),
    causes: { rekisteri_erased_contact_at: '§7 former_contact', ...edits.causes },
    unknown: !clock.read,
    unreadable: clock.read ? [] : clock.reasons,
    again: false,
    notices: [...implausibleNotices(customer.companyActivity, policy), ...edits.notices],
    edited: edits.edited,
    keptBeingEdited: edits.keptBeingEdited,
    putBack: edits.putBack,
  };
}
