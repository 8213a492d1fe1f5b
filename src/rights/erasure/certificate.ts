import type { Policy } from '../../policy/schema.ts';
import { localDate } from '../../register/calendar.ts';
import type { Certificate, CertificateEvent, CertificatePerson } from './certificate-schema.ts';
import { type ErasureItem, isGone } from './item.ts';
import { saidOf } from './people-digest.ts';
import type { ErasureList } from './list.ts';

/** HubSpot purges a contact within 30 days of its deletion (HubSpot, "Restore deleted records"). */
const CONTACT_PURGE_DAYS = 30;
/** And what was archived after 90. */
const ENGAGEMENT_PURGE_DAYS = 90;

const DAY_MS = 86_400_000;

/** What a certificate rests on beside the list and the policy. */
export interface CertificateSources {
  readonly account: string | null;
  readonly portalId: number | null;
  /** The events by which people are gone, by contact id. */
  readonly events: ReadonlyMap<string, CertificateEvent>;
  readonly seals: Certificate['seals'];
}

/** Makes the certificate of a list that has been carried out. Says nothing that its list, items and the audit trail do not say. */
export function certificateOf(
  list: ErasureList,
  items: readonly ErasureItem[],
  policy: Policy,
  { account, portalId, events, seals }: CertificateSources,
): Certificate {
  const { retention } = policy;
  const people = items.map((item) => personOf(item, events.get(item.contactId), policy.timeZone));
  const totals = totalsOf(items);
  return {
    format: 'rekisteri-erasure-certificate-v1',
    erasureId: list.id,
    account,
    portalId,
    register: policy.register,
    ground: list.ground,
    requestId: list.requestId,
    rule: { years: retention.years, clock: retention.clock, withoutContact: retention.withoutContact },
    state: list.state,
    preparers: list.preparers,
    approver: list.approver,
    approvals: list.approvals,
    createdAt: list.createdAt,
    approvedAt: list.approvedAt,
    executionStartedAt: list.executionStartedAt,
    finishedAt: list.finishedAt,
    listHash: list.listHash,
    policyDigest: list.policyDigest,
    runs: list.executionRuns,
    totals,
    people,
    notCovered: notCovered(list, totals),
    seals,
    laterChecks: list.laterChecks,
  };
}

function personOf(item: ErasureItem, event: CertificateEvent | undefined, timeZone: string): CertificatePerson {
  const said = saidOf(item);
  const { outcomes, finishedAt } = said;
  const after = (days: number) =>
    isGone(said) && finishedAt !== null ? localDate(Date.parse(finishedAt) + days * DAY_MS, timeZone) : null;
  return {
    ...said,
    event: event ?? null,
    contactPurgedBy: after(CONTACT_PURGE_DAYS),
    engagementsPurgedBy: outcomes.archived + outcomes.archived_only > 0 ? after(ENGAGEMENT_PURGE_DAYS) : null,
  };
}

/** Sums of what is said of people; engagements of those who are gone only. */
export function totalsOf(
  items: readonly Pick<CertificatePerson, 'status' | 'counts' | 'outcomes'>[],
): Certificate['totals'] {
  const people = { proposed: 0, excluded: 0, protected: 0, changed: 0, done: 0, gone_already: 0, failed: 0 };
  const counts = { exclusive: 0, company: 0, shared: 0, unread: 0 };
  const outcomes = { archived: 0, kept_scrubbed: 0, archived_only: 0, left: 0, gone_already: 0, failed: 0 };
  for (const item of items) {
    people[item.status] += 1;
    if (!isGone(item)) continue;
    add(counts, item.counts);
    add(outcomes, item.outcomes);
  }
  return { people, counts, outcomes };
}

function add<Key extends string>(sums: Record<Key, number>, more: Readonly<Record<Key, number>>): void {
  for (const key in more) sums[key] += more[key];
}

/** What no erasure by this program reaches, and what this one left (docs/policy.md says why). */
function notCovered(list: ErasureList, { outcomes }: Certificate['totals']): Certificate['notCovered'] {
  const overwritten = outcomes.archived + outcomes.kept_scrubbed;
  return [
    ...(outcomes.left > 0 ? [{ what: 'shared_engagements', count: outcomes.left } as const] : []),
    ...(overwritten > 0 ? [{ what: 'property_history', count: overwritten } as const] : []),
    ...list.withoutScope.map((kind) => ({ what: `${kind}_not_asked`, count: null }) as const),
    ...(['recycle_bin', 'mailboxes', 'files', 'form_submissions', 'hubspot_logs', 'processors'] as const).map(
      (what) => ({
        what,
        count: null,
      }),
    ),
  ];
}
