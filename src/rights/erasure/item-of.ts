import type { EngagementClass } from '../../register/engagement.ts';
import type { Examined, Known } from './examine.ts';
import type { ErasureItem } from './item.ts';

const NO_FACTS: ErasureItem['facts'] = { endsOn: null, basis: null, source: '', merged: [], companyId: null };
const NO_OUTCOMES: ErasureItem['outcomes'] = {
  archived: 0,
  kept_scrubbed: 0,
  archived_only: 0,
  left: 0,
  gone_already: 0,
  failed: 0,
};

/** What a list says of a person, from what HubSpot says; nothing has been done to them. */
export function itemOf(contactId: string, examined: Examined, changes: readonly string[] = []): ErasureItem {
  const known: Partial<Known> = examined.kind === 'gone' ? {} : examined;
  const engagements = [...(known.engagements ?? [])];
  const count = (wanted: EngagementClass) => engagements.filter((one) => one.class === wanted).length;
  return {
    contactId,
    ...statusOf(examined, 'proposed'),
    changes: [...changes],
    facts: known.facts ?? NO_FACTS,
    ownClockAt: known.ownClockAt ?? null,
    counts: {
      exclusive: count('exclusive'),
      company: count('company'),
      shared: count('shared'),
      unread: count('unread'),
    },
    engagements,
    begun: false,
    outcomes: NO_OUTCOMES,
    finishedAt: null,
  };
}

/** The status of somebody as HubSpot says they are; `open` is that of whom nothing protects. */
export function statusOf(
  examined: Examined,
  open: 'proposed' | 'changed',
): Pick<ErasureItem, 'status' | 'reason' | 'until'> {
  if (examined.kind === 'open') return { status: open, reason: null };
  if (examined.kind === 'protected') return { status: 'protected', reason: examined.protection, until: examined.until };
  // Whoever lies in the recycle bin is not gone: they can be restored from there, for ninety days.
  return examined.archived ? { status: 'changed', reason: 'archived' } : { status: 'gone_already', reason: null };
}
