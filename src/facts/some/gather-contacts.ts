import { mergedIds } from '../../hubspot/merged-ids.ts';
import { readManyRecords } from '../../hubspot/read-many.ts';
import { type Clock, EMPTY_CLOCK, latestOf, unreadClock } from '../../register/clock.ts';
import type { SliceContext } from '../context.ts';
import { listedContact, propertiesOf } from '../listed.ts';
import { listingRules } from '../listing-rules.ts';
import { noteReturned } from '../note-returned.ts';
import type { Setup } from '../setup.ts';
import type { GatheredContact } from './gathered.ts';
import { readClocks } from './read-clocks.ts';
import type { Touch } from './touched.ts';

const AT_ONCE = 8;

/**
 * Reads contacts as HubSpot shows them now, and works out the own clock of each; besides, the clocks of `companies` whose own
 * activities all count again.
 */
export async function gatherContacts(
  context: SliceContext,
  setup: Setup,
  touches: readonly Touch[],
  companies: readonly string[],
): Promise<{ contacts: GatheredContact[]; ofCompanies: ReadonlyMap<string, Clock> }> {
  const { policy, hubspot, state } = context;
  const ids = touches.map(({ id }) => id);
  const properties = propertiesOf('contacts', policy, setup);
  const [{ found, unread }, memories] = await Promise.all([
    readManyRecords(hubspot, 'contacts', ids, properties, AT_ONCE),
    state.contacts.getMany(ids),
  ]);
  await noteReturned(context, [...found.values()], 'record');
  const rules = listingRules(context, setup);
  const all = touches.map((touch) => {
    const record = found.get(touch.id);
    const before = memories.get(touch.id);
    const listed = record && listedContact(record, [], rules);
    const absorbed = record && listed?.merged !== (before?.merged ?? '') ? mergedIds(record.properties) : [];
    return { touch, listed, before, absorbed };
  });
  const inFull = all.filter(
    ({ touch, listed, before }) =>
      listed && (touch.full || before === undefined || !before.own.read || before.merged !== listed.merged),
  );
  const { contacts: clocks, companies: ofCompanies } = await readClocks(context, {
    contacts: inFull.map(({ touch }) => touch.id),
    companies,
  });
  const contacts = all.map(({ touch: { id, latest }, listed, before, absorbed }): GatheredContact => {
    const remembered = before === undefined ? {} : { before };
    const reason = unread.get(id);
    if (reason !== undefined) {
      return {
        id,
        gone: false,
        own: unreadClock(`contact ${id} could not be read (${reason})`),
        anew: true,
        ...remembered,
        absorbed,
      };
    }
    if (listed === undefined) return { id, gone: true, own: EMPTY_CLOCK, anew: true, ...remembered, absorbed };
    const anew = clocks.get(id);
    const known = anew ?? latestOf(before?.own ?? EMPTY_CLOCK, { read: true, latest });
    const own = listed.unread.reduce((clock, why) => latestOf(clock, unreadClock(why)), known);
    return { id, listed, gone: false, own, anew: anew !== undefined, ...remembered, absorbed };
  });
  return { contacts, ofCompanies };
}
