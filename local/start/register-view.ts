import { type Access, listRecords } from '../../src/hubspot/records.ts';
import { parseDate } from '../../src/register/calendar.ts';

/** A contact whose retention period is still to end. No name: the terminal may be logged. */
interface Ending {
  readonly id: string;
  readonly status: string;
  /** `YYYY-MM-DD` */
  readonly ends: string;
  readonly basis: string;
}

/** What staff see in HubSpot. */
export interface RegisterView {
  /** How many contacts were looked at. */
  readonly counted: number;
  /** Whether those were all. */
  readonly complete: boolean;
  /** Contacts by `rekisteri_retention_status`; the empty text stands for none. */
  readonly byStatus: ReadonlyMap<string, number>;
  /** The next to end, soonest first. */
  readonly next: readonly Ending[];
}

const MOST_CONTACTS = 5_000;
const MOST_ENDING = 10;
const STILL_TO_END = ['active', 'ending_soon', 'on_hold'];
const PROPERTIES = ['rekisteri_retention_status', 'rekisteri_retention_ends', 'rekisteri_retention_basis'] as const;

/** Reads the flags back from HubSpot, of the first 5,000 contacts at the most. Throws `HubSpotError`. */
export async function readRegister(hubspot: Access): Promise<RegisterView> {
  const byStatus = new Map<string, number>();
  const endings: Ending[] = [];
  let counted = 0;
  let after: string | undefined;
  do {
    const page = await listRecords(hubspot, 'contacts', PROPERTIES, after);
    for (const { id, properties } of page.records) {
      const [status, ends, basis] = PROPERTIES.map((name) => properties[name] ?? '');
      if (status === undefined || ends === undefined || basis === undefined) continue;
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      const date = parseDate(ends);
      if (date !== undefined && STILL_TO_END.includes(status)) endings.push({ id, status, ends: date, basis });
    }
    counted += page.records.length;
    after = page.after;
  } while (after !== undefined && counted < MOST_CONTACTS);
  endings.sort((a, b) => compare(a.ends, b.ends) || compare(a.id.padStart(20), b.id.padStart(20)));
  return { counted, complete: after === undefined, byStatus, next: endings.slice(0, MOST_ENDING) };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
