import pMap from 'p-map';
import type { CrmRecord } from '../hubspot/answers.ts';
import { concernsInputs } from '../hubspot/errors.ts';
import { oddIn, readRecord, readRecords } from '../hubspot/records.ts';
import type { ReadingContext } from './context.ts';
import type { ListedCompany } from './facts.ts';
import { propertiesOf } from './listed.ts';
import type { Setup } from './setup.ts';

/** What became of a company that somebody names: it may live under another id, be archived, or be out of reach. */
export type FoundCompany =
  | { readonly kind: 'live' | 'archived'; readonly id: string; readonly record: CrmRecord }
  | { readonly kind: 'unread'; readonly id: string; readonly reason: string };

/** Looks for up to 100 companies by id. One that cannot be found at all counts as unread. */
export async function findCompanies(
  { hubspot, policy }: ReadingContext,
  setup: Setup,
  ids: readonly string[],
): Promise<FoundCompany[]> {
  const properties = propertiesOf('companies', policy, setup);
  const { found, gone, unread } = await readRecords(hubspot, 'companies', ids, properties);
  return [
    ...[...found].map(([id, record]): FoundCompany => ({ kind: 'live', id, record })),
    ...[...unread].map(
      ([id, why]): FoundCompany => ({ kind: 'unread', id, reason: `company ${id} could not be read (${why})` }),
    ),
    ...(await pMap(gone, (id) => findGone(id).catch((error: unknown) => unreadable(id, error)), { concurrency: 4 })),
  ];

  async function findGone(id: string): Promise<FoundCompany> {
    const survivor = await readRecord(hubspot, 'companies', id, properties);
    const odd = survivor && oddIn(survivor);
    if (odd !== undefined) return { kind: 'unread', id, reason: `company ${id} could not be read (${odd})` };
    if (survivor !== undefined && survivor.archived !== true) return { kind: 'live', id, record: survivor };
    const record = survivor ?? (await readRecord(hubspot, 'companies', id, properties, 'bin'));
    if (record !== undefined) return { kind: 'archived', id, record };
    return { kind: 'unread', id, reason: `company ${id} does not exist any more` };
  }
}

function unreadable(id: string, error: unknown): FoundCompany {
  if (!concernsInputs(error)) throw error;
  return { kind: 'unread', id, reason: `company ${id} could not be read (${error.reason})` };
}

/** Stands for a company of which nothing could be read. */
export function unreadCompany(id: string, reason: string): ListedCompany {
  return { id, live: false, held: {}, unread: [reason], inputs: '', merged: '', mergedIds: [] };
}
