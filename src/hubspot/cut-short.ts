import { concernsInputs } from './errors.ts';
import { findLeftOut } from './left-out.ts';
import type { Access } from './records.ts';
import { countFound, type Filter } from './search.ts';

/** How pages of associations ended. */
export interface LastPages {
  /** How many associations the last page of each record held, by id. */
  readonly last: Map<string, number>;
  /** How many associations pages with a successor held. */
  readonly full: Set<number>;
}

interface Read {
  readonly from: string;
  readonly to: string;
  readonly found: Map<string, Set<string>>;
  readonly unread: Map<string, string>;
  readonly pages: LastPages;
}

/** Pages hold 100, 250, 500 or 1,000 associations, as HubSpot sees fit; none has fewer than this and a successor. */
const PAGES_OF = 50;

/** How the filter `associations.TYPE` of a search names a type (HubSpot search guide); others as addresses do. */
const NAMES: Readonly<Record<string, string>> = { contacts: 'contact', companies: 'company' };

/**
 * Associations that end where a page is full, without a cursor: the rest may be lost. What search counts beyond them is added;
 * a record of which search counts more than it shows, or that it cannot be asked about, becomes unread.
 */
export async function readCutShort(access: Access, { from, to, found, unread, pages }: Read): Promise<void> {
  for (const [id, ids] of found) {
    const last = pages.last.get(id) ?? 0;
    const isFull = last >= PAGES_OF && (last % PAGES_OF === 0 || pages.full.has(last));
    if (!isFull || unread.has(id)) continue;
    const filter: Filter = { propertyName: `associations.${NAMES[from] ?? from}`, operator: 'EQ', value: id };
    const query = { type: to, groups: [[filter]] };
    try {
      if ((await countFound(access, query)) <= ids.size) continue;
      const { shown, counted, unproved } = await findLeftOut(access, query, ids);
      for (const one of shown) ids.add(one);
      const why = unproved ?? (counted.length > 0 ? 'search counts more than it shows' : undefined);
      if (why !== undefined) unread.set(id, `the list ends at a full page, and ${why}`);
    } catch (error) {
      if (!concernsInputs(error)) throw error;
      unread.set(id, `the list ends at a full page, and search could not be asked: ${error.reason}`);
    }
  }
}
