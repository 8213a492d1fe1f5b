import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import { RECORD_BATCH } from '../../hubspot/records.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import type { CompanyMemory } from '../../remembered/memory.ts';
import type { SliceContext } from '../context.ts';
import type { ListedCompany } from '../facts.ts';
import { type FoundCompany, findCompanies, unreadCompany } from '../find-companies.ts';
import { type ListingRules, listedCompany, mergedIds } from '../listed.ts';
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
  /** Whether its people are to be looked at in any case. */
  readonly whole: boolean;
  /** Its own clock, when that was worked out before. */
  readonly activity?: Clock | undefined;
}

/** Looks at companies: what is remembered of each and, where that is not enough, what HubSpot shows now. */
export async function gatherCompanies(
  context: SliceContext,
  setup: Setup,
  wanted: readonly CompanyToRead[],
): Promise<GatheredCompany[]> {
  const memories = await context.state.companies.getMany(wanted.map(({ id }) => id));
  const toAsk = wanted.filter(({ id, ask }) => ask || !memories.has(id));
  const found = await findAll(
    context,
    setup,
    toAsk.map(({ id }) => id),
  );
  const rules = listingRules(context, setup);
  const looked = wanted.map((one): Looked => {
    const shown = shownBy(found.get(one.id), one.id, rules);
    return { ...one, ...shown, before: memories.get(one.id) };
  });
  const { companies: clocks } = await readClocks(context, {
    contacts: [],
    companies: looked.filter(needsAllActivities).map(({ id }) => id),
  });
  return looked.map(({ id, listed, merged = [], survivor, before, touch, activity, whole }): GatheredCompany => {
    const remembered = latestOf(before?.activity ?? EMPTY_CLOCK, { read: true, latest: touch?.latest });
    const unread = listed?.unread[0];
    return {
      id,
      ...(survivor === undefined ? {} : { survivor }),
      ...(listed === undefined ? {} : { listed }),
      activity: unread === undefined ? (clocks.get(id) ?? activity ?? remembered) : unreadClock(unread),
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

type Looked = CompanyToRead & Shown & { readonly before: CompanyMemory | undefined };

/** What HubSpot says of a company; nothing when it was not asked. */
function shownBy(found: FoundCompany | undefined, id: string, rules: ListingRules): Shown {
  if (found === undefined) return {};
  if (found.kind === 'unread') return { listed: unreadCompany(id, found.reason) };
  if (found.record.id !== id) return { survivor: found.record.id };
  const listed = { ...listedCompany(found.record, [], rules), live: found.kind === 'live' };
  return { listed, merged: mergedIds(found.record.properties) };
}

/** Whether the clock of the company's own activities cannot be had from what is known of it. */
function needsAllActivities({ listed, survivor, touch, before, activity }: Looked): boolean {
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
