import { createHash } from 'node:crypto';
import type { Definitions } from '../../hubspot/definitions.ts';
import type { CrmRecord } from '../../hubspot/answers.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import { listBin } from '../../hubspot/list-bin.ts';
import type { Access } from '../../hubspot/records.ts';
import { SEARCH_START, type Search, type SearchPosition, searchPage } from '../../hubspot/search.ts';
import { STAFF_PROPERTIES } from '../../register/staff-properties.ts';

/** What staff have typed into the add-on's properties of one contact. */
export interface StaffValues {
  readonly contactId: string;
  readonly values: Readonly<Record<string, string>>;
  /** It lies in HubSpot's recycle bin, out of which it can be brought back for 90 days. */
  readonly archived?: true;
}

/** How many contacts have such values, how many of each property, and a digest of all, by which two readings are compared. */
export interface StaffTotals {
  readonly contacts: number;
  /** How many of them lie in the recycle bin. */
  readonly archived: number;
  readonly values: Readonly<Record<string, number>>;
  readonly digest: string;
}

/**
 * Everything that staff have typed, contact by contact in the order of ids, then of those in the recycle bin, whose values go with their
 * properties too, and then the totals. Throws `HubSpotError` when search shows fewer contacts than it counts, or one cannot be read.
 */
export async function* staffValues(
  access: Access,
  definitions: Definitions,
): AsyncGenerator<readonly StaffValues[], StaffTotals> {
  const names = STAFF_PROPERTIES.map(({ name }) => name).filter((name) =>
    definitions.properties.some((one) => one.name === name),
  );
  const hash = createHash('sha256');
  const values: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  const counts = { contacts: 0, archived: 0 };
  for await (const typed of typedIn(access, names)) {
    for (const one of typed) {
      counts.contacts += 1;
      counts.archived += one.archived === true ? 1 : 0;
      hash.update(`${JSON.stringify(one)}\n`);
      for (const name of Object.keys(one.values)) values[name] = (values[name] ?? 0) + 1;
    }
    yield typed;
  }
  return { ...counts, values, digest: hash.digest('hex') };
}

async function* typedIn(access: Access, names: readonly string[]): AsyncGenerator<readonly StaffValues[]> {
  if (names.length === 0) return;
  const groups = names.map((propertyName) => [{ propertyName, operator: 'HAS_PROPERTY' }] as const);
  for await (const records of everyPage(access, { type: 'contacts', groups, properties: names }))
    yield records.map((record) => valuesOf(record, names));
  for await (const records of listBin(access, 'contacts', names)) {
    const typed = records.map((record) => ({ ...valuesOf(record, names), archived: true as const }));
    yield typed.filter((one) => Object.keys(one.values).length > 0);
  }
}

function valuesOf({ id, properties }: CrmRecord, names: readonly string[]): StaffValues {
  const held = names.flatMap((name) => {
    const value = properties[name] ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return { contactId: id, values: Object.fromEntries(held) };
}

/** The totals alone. */
export async function staffTotals(access: Access, definitions: Definitions): Promise<StaffTotals> {
  const all = staffValues(access, definitions);
  for (;;) {
    const next = await all.next();
    if (next.done === true) return next.value;
  }
}

/** Pages of a search to its proved end. Throws `HubSpotError` when it hides something. */
export async function* everyPage(access: Access, search: Search) {
  let first: number | undefined;
  let shown = 0;
  for (let position: SearchPosition | undefined = SEARCH_START; position !== undefined; ) {
    const { records, next, total, hidesSome } = await searchPage(access, search, position);
    const odd = records.find((record) => record.odd !== undefined);
    first ??= total;
    shown += records.length;
    if (hidesSome || odd !== undefined || (next === undefined && shown < first)) {
      const endpoint = `POST ${access.paths.search(search.type)}`;
      const why =
        odd === undefined
          ? 'shows fewer contacts than it counts'
          : `shows contact ${odd.id} in another form than documented`;
      throw new HubSpotError('unexpected_answer', `HubSpot's search ${why}: try again later.`, { endpoint });
    }
    yield records;
    position = next;
  }
}
