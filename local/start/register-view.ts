import { listRecords } from '../../src/hubspot/list-records.ts';
import type { Access } from '../../src/hubspot/records.ts';
import { parseDate } from '../../src/register/calendar.ts';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';

/** What HubSpot holds in the properties of the register, as text; absent or `null` when empty. */
export type RegisterValues = Readonly<Record<string, string | null | undefined>>;

/** A contact whose retention period is still to end. No name: the terminal may be logged. */
interface Ending {
  readonly id: string;
  readonly status: string;
  /** `YYYY-MM-DD` */
  readonly ends: string;
  readonly basis: string;
  readonly values: RegisterValues;
}

/** A contact of which a request is open. */
interface Requested {
  readonly id: string;
  /** Kinds, as HubSpot holds them. */
  readonly open: string;
  /** `YYYY-MM-DD` */
  readonly due: string;
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
  /** Contacts of which a request is open, the first to be answered first. */
  readonly requests: readonly Requested[];
  /** The one that shows most: the next to end that has a consent and is ending soon, if there is one. */
  readonly example: Ending | undefined;
}

const MOST_CONTACTS = 5_000;
const MOST_ENDING = 10;
const STILL_TO_END = ['active', 'ending_soon', 'on_hold'];
const PROPERTIES = CONTACT_PROPERTIES.map(({ name }) => name);

/** Reads the flags back from HubSpot, of the first 5,000 contacts at the most. Throws `HubSpotError`. */
export async function readRegister(hubspot: Access): Promise<RegisterView> {
  const byStatus = new Map<string, number>();
  const endings: Ending[] = [];
  const requests: Requested[] = [];
  // Somebody who is changed while HubSpot lists may be on two pages.
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const page = await listRecords(hubspot, 'contacts', PROPERTIES, after);
    for (const { id, properties: values } of page.records) {
      if (seen.has(id)) continue;
      seen.add(id);
      const status = values.rekisteri_retention_status ?? '';
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      const { rekisteri_request_open: open, rekisteri_request_due: due } = values;
      if (open) requests.push({ id, open, due: due ?? '' });
      const ends = parseDate(values.rekisteri_retention_ends ?? '');
      if (ends === undefined || !STILL_TO_END.includes(status)) continue;
      endings.push({ id, status, ends, basis: values.rekisteri_retention_basis ?? '', values });
    }
    after = page.after;
  } while (after !== undefined && seen.size < MOST_CONTACTS);
  endings.sort((a, b) => compare(a.ends, b.ends) || compare(a.id.padStart(20), b.id.padStart(20)));
  const next = endings.slice(0, MOST_ENDING);
  requests.sort((a, b) => compare(a.due, b.due) || compare(a.id.padStart(20), b.id.padStart(20)));
  return { counted: seen.size, complete: after === undefined, byStatus, next, requests, example: exampleOf(endings) };
}

function exampleOf(endings: readonly Ending[]): Ending | undefined {
  const soon = endings.filter(({ status }) => status === 'ending_soon');
  const consented = soon.find(({ values }) => values.rekisteri_consent_channels);
  return consented ?? soon[0] ?? endings[0];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
