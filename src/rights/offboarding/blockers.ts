import { DateTime } from 'luxon';
import type { Definitions } from '../../hubspot/definitions.ts';
import type { Filter } from '../../hubspot/search.ts';
import type { Engine } from '../../work/engine.ts';
import { ErasureLists } from '../erasure/lists.ts';
import { requestsOf } from '../requests/requests-of.ts';
import { everyPage } from './staff-values.ts';

/** What keeps the add-on in an account, by ids. */
export interface Blockers {
  /** Contacts whose data is held (§7). */
  readonly holds: readonly string[];
  /** Contacts whose processing is restricted (Art. 18). */
  readonly restrictions: readonly string[];
  /** Requests of people that are not over (Art. 15 to 21). */
  readonly requests: readonly string[];
  /** Lists of people to erase that are approved and unfinished. */
  readonly erasures: readonly string[];
}

/** Reads what has to be over first. Throws `HubSpotError`. */
export async function blockersOf(engine: Engine, { properties }: Definitions): Promise<Blockers> {
  const { hubspot, policy, now, storage, rowMacs } = engine;
  const today = DateTime.fromMillis(now(), { zone: policy.timeZone })
    .setZone('utc', { keepLocalTime: true })
    .startOf('day');
  const found = async (filter: Filter): Promise<string[]> => {
    if (properties.every(({ name }) => name !== filter.propertyName)) return [];
    const ids: string[] = [];
    const search = { type: 'contacts', groups: [[filter]], properties: [] };
    for await (const records of everyPage(hubspot, search)) ids.push(...records.map(({ id }) => id));
    return ids;
  };
  const lists = await new ErasureLists(storage.erasures, rowMacs).inStates(['checking', 'approved', 'executing']);
  return {
    holds: await found({ propertyName: 'rekisteri_hold_until', operator: 'GTE', value: String(today.toMillis()) }),
    restrictions: await found({ propertyName: 'rekisteri_processing_restricted', operator: 'EQ', value: 'true' }),
    requests: (await requestsOf(engine).open()).map(({ id }) => id),
    erasures: lists.map(({ id }) => id),
  };
}

export function isBlocked({ holds, restrictions, requests, erasures }: Blockers): boolean {
  return [holds, restrictions, requests, erasures].some((ids) => ids.length > 0);
}
