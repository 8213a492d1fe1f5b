import fc from 'fast-check';
import {
  archivedActivity,
  editedActivity,
  newActivity,
  reassociatedActivity,
  restoredActivity,
} from './random-day/activities.ts';
import type { Change, Surroundings } from './random-day/change.ts';
import { archivedCompany, editedCompany, newCompany, restoredCompany } from './random-day/companies.ts';
import {
  archivedContact,
  changedConsents,
  changedHold,
  editedContact,
  movedContact,
  newContact,
  purgedContact,
  restoredContact,
} from './random-day/contacts.ts';
import { companyTypedOver, contactTypedOver, floorTypedOver } from './random-day/hand-edits.ts';
import { mergedCompanies, mergedContacts } from './random-day/merges.ts';
import { snapshotOf } from './random-day/snapshot.ts';
import type { Tainted } from './random-day/tainted.ts';
import { unseenSince } from './random-day/unseen.ts';

/** A part of the day, from 0 to 1, or minutes before its end: a run follows that may come too early for search to know. */
type When = { readonly share: number } | { readonly minutesLeft: number };

/** What people in HubSpot do between two runs. */
export interface Day {
  /** From one run to the next. */
  readonly hours: number;
  readonly changes: readonly { readonly when: When; readonly change: Change }[];
  /** Whether a reconcile follows. */
  readonly reconciled: boolean;
}

/** Changes that stamp a modified date on whatever they concern. */
const seen = fc.oneof(
  { weight: 6, arbitrary: newActivity },
  { weight: 6, arbitrary: editedActivity },
  { weight: 1, arbitrary: restoredActivity },
  { weight: 3, arbitrary: newContact },
  { weight: 3, arbitrary: changedConsents },
  { weight: 2, arbitrary: editedContact },
  { weight: 3, arbitrary: changedHold },
  { weight: 3, arbitrary: movedContact },
  { weight: 1, arbitrary: restoredContact },
  { weight: 1, arbitrary: newCompany },
  { weight: 2, arbitrary: editedCompany },
  { weight: 1, arbitrary: archivedCompany },
  { weight: 2, arbitrary: restoredCompany },
  { weight: 1, arbitrary: mergedCompanies },
  { weight: 3, arbitrary: contactTypedOver },
  { weight: 2, arbitrary: companyTypedOver },
  { weight: 5, arbitrary: floorTypedOver },
);

/** Changes of which at least a part stamps nothing. */
const unseen = fc.oneof(
  { weight: 2, arbitrary: archivedActivity },
  { weight: 3, arbitrary: reassociatedActivity },
  { weight: 2, arbitrary: archivedContact },
  { weight: 1, arbitrary: purgedContact },
  { weight: 2, arbitrary: mergedContacts },
);

const when: fc.Arbitrary<When> = fc.oneof(
  fc.record({ share: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })) }),
  fc.record({ minutesLeft: fc.integer({ min: 1, max: 9 }) }),
);

/** Days in a row; of half of the series a sync can see everything. */
export const days: fc.Arbitrary<readonly Day[]> = fc.boolean().chain((allSeen) => {
  const change = allSeen ? seen : fc.oneof({ weight: 6, arbitrary: seen }, { weight: 1, arbitrary: unseen });
  const day = fc.record({
    hours: fc.constantFrom(1, 5, 24, 24, 24, 72, 24 * 8, 24 * 40),
    changes: fc.array(fc.record({ when, change }), { maxLength: 10 }),
    reconciled: fc.constantFrom(false, false, false, true),
  });
  return fc.array(day, { minLength: 3, maxLength: 5 });
});

/** Lets a day's changes happen between two runs (epoch ms), and notes what only a reconcile can put right. */
export function liveThrough(
  { changes }: Day,
  surroundings: Surroundings,
  [from, until]: readonly [number, number],
  tainted: Tainted,
): void {
  const { account } = surroundings;
  const before = snapshotOf(account);
  const timed = changes.map((one) => ({ change: one.change, at: instantOf(one.when, from, until) }));
  for (const { change, at } of timed.sort((a, b) => a.at - b.at)) change.apply(surroundings, at);
  tainted.add(account, unseenSince(before, account));
}

function instantOf(when: When, from: number, until: number): number {
  if ('share' in when) return Math.round(from + when.share * (until - from));
  return Math.max(from, until - when.minutesLeft * 60_000);
}
