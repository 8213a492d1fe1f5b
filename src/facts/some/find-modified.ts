import type { CrmRecord } from '../../hubspot/answers.ts';
import { oddIn } from '../../hubspot/records.ts';
import {
  type Filter,
  fitsSearch,
  SEARCH_START,
  type Search,
  type SearchPage,
  type SearchPosition,
  searchPage,
} from '../../hubspot/search.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import { editedProperties } from '../../register/hand-edits.ts';
import type { Instant } from '../../register/instant.ts';
import type { RecordKind } from '../../register/record.ts';
import {
  readServiceContact,
  type ServiceContactReading,
  serviceContactProperties,
} from '../../register/service-contact.ts';
import type { Backlog } from '../../remembered/anchor.ts';
import type { CompanyMemory, ContactMemory } from '../../remembered/memory.ts';
import { decisionTime, type SliceContext } from '../context.ts';
import type { ListedCompany, ListedContact } from '../facts.ts';
import { listedCompany, listedContact, propertiesOf } from '../listed.ts';
import { listingRules } from '../listing-rules.ts';
import { noteReturned } from '../note-returned.ts';
import { noteAhead } from '../read-activities.ts';
import type { Setup } from '../setup.ts';
import type { ChangedActivity } from './effect.ts';
import { readDue } from './find-due.ts';
import { findHidden } from './find-hidden.ts';
import { followUp } from './follow-up.ts';
import type { FoundPiece } from './found.ts';
import type { Touch, Touched } from './touched.ts';

/**
 * Search shows a change only after a while ("a few moments", integrators say up to minutes). So much of what was searched
 * before is searched again; whatever is found twice is seen to be the same.
 */
export const OVERLAP_MS = 600_000;
/** Records of one piece: as many as one association read takes. */
const PIECE = 1_000;

/** A time in which records were modified, by HubSpot's clock (ms), both ends included. */
interface Window {
  readonly from: number;
  readonly to?: number;
}

/** The times that a sync which begins at `from` looks at; what a backlog holds is looked at apart. */
export function windowsSince(from: number, backlog: Backlog | null): Window[] {
  const start = from - OVERLAP_MS;
  if (backlog === null) return [{ from: start }];
  const after = { from: Math.max(start, backlog.to + 1) };
  return start < backlog.from ? [{ from: start, to: backlog.from - 1 }, after] : [after];
}

/** Contacts or companies that are not as they are remembered. What only the add-on itself wrote is no change. */
export async function findModifiedRecords(
  context: SliceContext,
  setup: Setup,
  kind: RecordKind,
  windows: readonly Window[],
  position: SearchPosition,
  most = PIECE,
): Promise<FoundPiece> {
  const { policy, state } = context;
  const whole = { ...modifiedWithin(kind, windows), properties: propertiesOf(kind, policy, setup) };
  const showsAll = fitsSearch(whole);
  const { records, next } = await search(context, showsAll ? whole : { ...whole, properties: [] }, position, most);
  const ids = records.map(({ id }) => id);
  const memories = kind === 'contacts' ? await state.contacts.getMany(ids) : await state.companies.getMany(ids);
  // Where search does not show them, whoever was found is read, and compared, by id.
  if (kind === 'contacts' && showsAll) await noteReturned(context, records, 'search');
  const rules = listingRules(context, setup);
  const touches = records.flatMap((record): Touch[] => {
    const { id } = record;
    const memory: ContactMemory | CompanyMemory | undefined = memories.get(id);
    // One that cannot be relied on is read anew, and then found to be unreadable.
    if (memory === undefined || record.odd !== undefined) return [{ id, full: true }];
    // An account with very many purposes: the records themselves are read, and then compared.
    if (!showsAll) return [{ id, full: false }];
    const listed = kind === 'contacts' ? listedContact(record, [], rules) : listedCompany(record, [], rules);
    if (listed.merged !== memory.merged) return [{ id, full: true }];
    return isAsRemembered(listed, memory, setup, kind) ? [] : [{ id, full: false }];
  });
  const none: Touched = { contacts: [], companies: [] };
  return { touched: { ...none, [kind]: touches }, next };
}

/** Records whose clocks are moved by activities that were made or changed, or whose time has come. */
export async function findModifiedActivities(
  context: SliceContext,
  type: ActivityType,
  windows: readonly Window[],
  position: SearchPosition,
): Promise<FoundPiece> {
  const { records, next } = await search(context, activitiesWithin(context, type, windows), position, PIECE);
  const modified = records.map((record) => changedActivity(context, type, record, decisionTime(context)));
  await noteAhead(context, type, modified);
  const due = position.afterId === null && position.cursor === null ? await readDue(context, type) : [];
  return { touched: await followUp(context, type, [...modified, ...due]), next };
}

/** All activities of a type that were made or changed from an instant on (ms, HubSpot's clock), with what they say now. */
export async function readModifiedActivities(
  context: SliceContext,
  type: ActivityType,
  from: number,
): Promise<ChangedActivity[]> {
  const all = Number.POSITIVE_INFINITY;
  const { records } = await search(context, activitiesWithin(context, type, [{ from }]), SEARCH_START, all);
  return records.map((record) => changedActivity(context, type, record, context.now()));
}

function activitiesWithin({ policy }: SliceContext, type: ActivityType, windows: readonly Window[]): Search {
  return { ...modifiedWithin(type, windows), properties: serviceContactProperties(type, policy) };
}

function changedActivity(
  { policy }: SliceContext,
  type: ActivityType,
  record: CrmRecord,
  now: Instant,
): ChangedActivity {
  const { id, properties } = record;
  const why = oddIn(record);
  const reading: ServiceContactReading =
    why === undefined
      ? readServiceContact({ type, id, properties }, policy, now)
      : { kind: 'unreadable', reason: `${type}:${id} could not be read (${why})` };
  return { type, id, reading };
}

function isAsRemembered(
  listed: ListedContact | ListedCompany,
  memory: ContactMemory | CompanyMemory,
  setup: Setup,
  kind: RecordKind,
): boolean {
  if (listed.inputs !== memory.inputs) return false;
  return editedProperties(memory.held, listed.held, setup.properties[kind]).length === 0;
}

function modifiedWithin(type: string, windows: readonly Window[]): Pick<Search, 'type' | 'groups'> {
  const propertyName = type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
  const groups = windows.map(({ from, to }): Filter[] => [
    { propertyName, operator: 'GTE', value: String(from) },
    ...(to === undefined ? [] : [{ propertyName, operator: 'LTE' as const, value: String(to) }]),
  ]);
  return { type, groups };
}

/** Some pages of a search: until there are `most` records, or all. */
async function search(context: SliceContext, query: Search, from: SearchPosition, most: number) {
  const records: CrmRecord[] = [];
  let next: SearchPosition | undefined = from;
  do {
    const page: SearchPage = await searchPage(context.hubspot, query, next);
    records.push(...page.records.filter(({ archived }) => archived !== true));
    if (page.hidesSome) records.push(...(await findHidden(context, query, records, next.afterId)));
    next = page.next;
  } while (next !== undefined && records.length < most);
  return { records, next };
}
