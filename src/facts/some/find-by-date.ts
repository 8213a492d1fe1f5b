import { DateTime } from 'luxon';
import { HubSpotError } from '../../hubspot/errors.ts';
import { FILTER_GROUPS, FILTERS, type Filter, type SearchPosition, searchPage } from '../../hubspot/search.ts';
import type { Policy } from '../../policy/schema.ts';
import { dropSetup } from '../../remembered/loosen-anchor.ts';
import type { SliceContext } from '../context.ts';
import type { Setup } from '../setup.ts';
import type { FoundPiece } from './found.ts';

/** Searches for contacts on whom a date has come, as many filter groups to each as HubSpot takes. */
export function dateSearches(policy: Policy, setup: Setup, now: number): Filter[][][] {
  const searches: Filter[][][] = [];
  let room = 0;
  for (const group of dateGroups(policy, setup, now)) {
    // From the second page on every group has one filter more.
    const filters = group.length + 1;
    const search = searches.at(-1);
    if (search === undefined || search.length >= FILTER_GROUPS || filters > room) {
      searches.push([group]);
      room = FILTERS - filters;
    } else {
      search.push(group);
      room -= filters;
    }
  }
  return searches;
}

export async function findByDate(
  context: SliceContext,
  groups: readonly (readonly Filter[])[],
  position: SearchPosition,
): Promise<FoundPiece> {
  const search = { type: 'contacts', groups, properties: [] };
  const { records, next, hidesSome } = await searchPage(context.hubspot, search, position).catch(
    async (error: unknown) => {
      // Somebody may have deleted a property: the next run is to look, and not to rely on what was read before.
      if (error instanceof HubSpotError && error.code === 'rejected') await dropSetup(context);
      throw error;
    },
  );
  if (hidesSome) {
    const problem =
      'Search counts more contacts on whom a date has come than it shows: the next run looks for them again.';
    context.session.say(problem);
  }
  return { touched: { contacts: records.map(({ id }) => ({ id, full: false })), companies: [] }, next };
}

/**
 * Contacts whose flags are not those of today any more: the end of retention has come near or has passed, a hold has passed
 * (notice §7), or the purpose of data held on consent has (§6). HubSpot keeps dates as midnight UTC.
 */
function dateGroups(policy: Policy, setup: Setup, now: number): Filter[][] {
  const local = DateTime.fromMillis(now, { zone: policy.timeZone });
  const today = local.setZone('utc', { keepLocalTime: true }).startOf('day');
  const soon = today.plus({ days: policy.retention.endingSoonDays });
  const status = (value: string): Filter => ({ propertyName: 'rekisteri_retention_status', operator: 'EQ', value });
  const ended: Filter = before('rekisteri_retention_ends', today.toMillis());
  // Of a hold or purpose that ends at a time of day, and not on a date, the local day counts.
  const passed = (property: string) => {
    const begun = setup.types[property] === 'datetime' ? local.startOf('day') : today;
    return before(property, begun.toMillis());
  };
  return [
    [status('active'), { ...ended, operator: 'LTE', value: String(soon.toMillis()) }],
    [status('ending_soon'), ended],
    // Staff may have made the hold a text, which is read as it is but cannot be searched by date.
    isDate(setup, 'rekisteri_hold_until') || setup.types.rekisteri_hold_until === undefined
      ? [status('on_hold'), passed('rekisteri_hold_until')]
      : [status('on_hold')],
    ...policy.consentBased
      .filter(({ property, consent, purposeEnds }) => {
        return setup.types[property] && setup.types[consent] && isDate(setup, purposeEnds);
      })
      .map(({ property, consent, purposeEnds }): Filter[] => [
        { propertyName: property, operator: 'HAS_PROPERTY' },
        { propertyName: consent, operator: 'EQ', value: 'true' },
        passed(purposeEnds),
        { propertyName: 'rekisteri_consent_data_review', operator: 'EQ', value: 'false' },
      ]),
  ];
}

function isDate({ types }: Setup, property: string): boolean {
  return ['date', 'datetime'].includes(types[property] ?? '');
}

function before(propertyName: string, ms: number): Filter {
  return { propertyName, operator: 'LT', value: String(ms) };
}
