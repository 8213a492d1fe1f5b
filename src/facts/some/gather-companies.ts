import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import { mergedIds } from '../../hubspot/merged-ids.ts';
import { RECORD_BATCH } from '../../hubspot/records.ts';
import { EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import type { CompanyMemory } from '../../remembered/memory.ts';
import type { SliceContext } from '../context.ts';
import type { ListedCompany } from '../facts.ts';
import { type FoundCompany, findCompanies, unreadCompany } from '../find-companies.ts';
import { floorOf } from '../floor-of.ts';
import { type ListingRules, listedCompany } from '../listed.ts';
import { listingRules } from '../listing-rules.ts';
import type { Setup } from '../setup.ts';
import type { GatheredCompany } from './gathered.ts';
import { readClocks } from './read-clocks.ts';
import type { Touch } from './touched.ts';

const AT_ONCE = 4;

/** A company to look at. */
export interface CompanyToRead {
  readonly id: string;
  /** Why, when it is itself what a change touches. */
  readonly touch?: Touch | undefined;
  /** Whether HubSpot has to be asked even when the company is remembered. */
  readonly ask: boolean;
  /** Whether all its people are to be read anew. */
  readonly whole: boolean;
  /** The clock of its own activities, when that was worked out before in this run, and whether from all of them. */
  readonly activity?: Pick<GatheredCompany, 'activity' | 'anew'> | undefined;
}

/** Looks at companies: what is remembered of each and, where that is not enough, what HubSpot shows now. */
export async function gatherCompanies(
  context: SliceContext,
  setup: Setup,
  toRead: readonly CompanyToRead[],
): Promise<GatheredCompany[]> {
  const memories = await context.state.companies.getMany(toRead.map(({ id }) => id));
  const floors = await context.floors.read();
  const asked = toRead.filter(({ id, ask }) => ask || !memories.has(id));
  const found = await findAll(
    context,
    setup,
    asked.map(({ id }) => id),
  );
  const rules = listingRules(context, setup);
  const shown = toRead.map((one): ShownCompany => {
    return { ...one, ...shownBy(found.get(one.id), one.id, rules), before: memories.get(one.id) };
  });
  const { companies: clocks } = await readClocks(context, {
    contacts: [],
    companies: shown.filter(needsAllActivities).map(({ id }) => id),
  });
  return shown.map(({ id, listed, merged = [], survivor, before, touch, activity, whole }): GatheredCompany => {
    const remembered = latestOf(before?.activity ?? EMPTY_CLOCK, { read: true, latest: touch?.latest });
    const unread = listed?.unread[0];
    const floor = floorOf({ id, listed, remembered: [before?.floor] }, floors);
    const all = clocks.get(id);
    const known =
      all === undefined ? (activity ?? { activity: remembered, anew: false }) : { activity: all, anew: true };
    return {
      id,
      ...(survivor === undefined ? {} : { survivor }),
      ...(listed === undefined ? {} : { listed }),
      ...(unread === undefined ? known : { activity: unreadClock(unread), anew: true }),
      ...(floor === undefined ? {} : { floor }),
      ...(before === undefined ? {} : { before }),
      whole,
      absorbed: listed && listed.merged !== (before?.merged ?? '') ? [...merged] : [],
    };
  });
}

interface Shown {
  readonly listed?: ListedCompany;
  readonly merged?: readonly string[];
  readonly survivor?: string;
}

type ShownCompany = CompanyToRead & Shown & { readonly before: CompanyMemory | undefined };

/** What HubSpot says of a company; nothing when it was not asked. */
function shownBy(found: FoundCompany | undefined, id: string, rules: ListingRules): Shown {
  if (found === undefined) return {};
  if (found.kind === 'unread') return { listed: unreadCompany(id, found.reason) };
  if (found.record.id !== id) return { survivor: found.record.id };
  const listed = { ...listedCompany(found.record, [], rules), live: found.kind === 'live' };
  return { listed, merged: mergedIds(found.record.properties) };
}

/** Whether the clock of the company's own activities cannot be had from what is known of it. */
function needsAllActivities({ listed, survivor, touch, before, activity }: ShownCompany): boolean {
  if (survivor !== undefined || (listed && listed.unread.length > 0)) return false;
  if (listed && before && (before.merged !== listed.merged || before.live !== listed.live)) return true;
  return activity === undefined && (touch?.full === true || before === undefined || !before.activity.read);
}

async function findAll(
  context: SliceContext,
  setup: Setup,
  ids: readonly string[],
): Promise<Map<string, FoundCompany>> {
  const batches = await pMap(chunk(ids, RECORD_BATCH), (batch) => findCompanies(context, setup, batch), {
    concurrency: AT_ONCE,
  });
  return new Map(batches.flat().map((one) => [one.id, one]));
}
