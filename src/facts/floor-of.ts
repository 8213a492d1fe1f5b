import { type Floor, laterFloor } from '../register/floor.ts';
import { type Instant, parseInstant } from '../register/instant.ts';
import type { ListedCompany } from './facts.ts';

const PROPERTY = 'rekisteri_erased_contact_at';

/** Where the floor of a company stands, besides the rows of `RegisterErasures`. */
interface FloorPlaces {
  readonly id: string;
  /** What HubSpot shows of it; `undefined` when it was not asked. */
  readonly listed: Pick<ListedCompany, 'held' | 'mergedIds'> | undefined;
  /** Of it and of companies that were merged into it: the floor that runs before knew. */
  readonly remembered: readonly (Instant | undefined)[];
}

/**
 * The floor of a company (§7): the latest that any place knows, so that neither an emptied table, nor a value that staff clear or
 * lower, nor a merge loses it. One place that cannot be read leaves it unread.
 */
export function floorOf({ id, listed, remembered }: FloorPlaces, rows: ReadonlyMap<string, Floor>): Floor | undefined {
  const floors = [
    heldFloor(id, listed?.held[PROPERTY] ?? ''),
    ...[id, ...(listed?.mergedIds ?? [])].map((one) => rows.get(one)),
    ...remembered.map((at) => (at === undefined ? undefined : { at })),
  ];
  return floors.reduce(laterFloor, undefined);
}

function heldFloor(id: string, text: string): Floor | undefined {
  if (text === '') return undefined;
  const at = parseInstant(text);
  return at === undefined ? { unread: `${PROPERTY} of company ${id} is no date and time` } : { at };
}
