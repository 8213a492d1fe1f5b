import fc from 'fast-check';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { changesOf, type Surroundings } from './change.ts';
import { liveIds, pick } from './pick.ts';

const two = fc.record({ nth: fc.nat(100), other: fc.nat(100) });

/** Two contacts become one, which is stamped as modified. */
export const mergedContacts = changesOf('merged contacts', two, mergeTwo('contacts'));

/** Two companies become one, which is stamped as modified, and so are the contacts that now name the survivor. */
export const mergedCompanies = changesOf('merged companies', two, mergeTwo('companies'));

function mergeTwo(type: 'contacts' | 'companies') {
  return (
    { account, mergeKeepsPrimaryId }: Surroundings,
    { nth, other }: { readonly nth: number; readonly other: number },
    at: number,
  ): void => {
    const live = liveIds(account, type);
    const primaryId = pick(live, nth);
    const others = live.filter((id) => id !== primaryId);
    const otherId = pick(others, other);
    if (primaryId === undefined || otherId === undefined) return;
    mergeRecords(account, type, primaryId, otherId, at, mergeKeepsPrimaryId);
  };
}
