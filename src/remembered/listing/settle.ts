import { formatInstant } from '../../register/instant.ts';
import type { Run } from '../../runs/run.ts';
import { buildRows, checkRows } from './building.ts';
import type { ContactListing } from './contact-listing.ts';
import { countContacts } from './remembered-rows.ts';

/** A run that has done all of its work and is about to end, and what it takes to see to the rows. */
export interface Ending {
  readonly run: Pick<Run, 'runId' | 'scope'>;
  /** Epoch ms. */
  readonly now: number;
  /** Throws when somebody else goes on with the run. */
  readonly assertOurs: () => void;
}

/** Runs that look at the register; the others are about one list, or one person. */
const OF_REGISTER: ReadonlySet<Run['scope']> = new Set(['all', 'changed', 'clock', 'contacts']);

/**
 * Sees at the end of a run that changes things that contacts are listed as they are remembered, and counts them where any has
 * changed. Where a crash came in between, and with each reconcile, all rows are held against what is remembered, and built anew
 * if they differ. Only a reconcile begins to list: before it not everybody is remembered. Safe to repeat.
 */
export async function settleListing(listing: ContactListing, { run, now, assertOurs }: Ending): Promise<void> {
  const { summary, changing } = listing;
  const [before, mark] = [await summary.read(), await changing.read()];
  const isOurs = mark.runId === run.runId;
  const isWhole = run.scope === 'all';
  const suspect = mark.suspect || (mark.runId !== '' && !isOurs) || isWhole;
  const checked = suspect ? await checkRows(listing) : undefined;
  if (checked?.areRight === false) {
    assertOurs();
    await buildRows(listing);
  }
  if (before !== undefined || isWhole) {
    const unchanged = mark.runId === '' ? before?.counts : undefined;
    const counts = checked?.counts ?? unchanged ?? (await countContacts(listing));
    const asOf = before === undefined || OF_REGISTER.has(run.scope) ? formatInstant(now) : before.asOf;
    assertOurs();
    await summary.write({ asOf, counts });
  }
  if (mark.runId !== '' || mark.suspect) await changing.end();
}
