import type { OpenRequest } from '../register/wanted-requests.ts';
import { SafeError } from '../safe-error.ts';
import { unavailableStatus } from '../storage/status.ts';
import type { SliceContext } from './context.ts';
import type { ListedContact } from './facts.ts';
import type { OpenByContact, OwedRequest, RequestsOfPeople } from './requests-of-people.ts';
import { PARTS } from './parts.ts';

/** What contacts have open at one moment; `undefined` where nobody knows of requests at all. */
export type OpenNow = OpenByContact | 'unread' | undefined;

/**
 * What contacts have open now, for flags that are written next. Where it cannot be read the run has a problem: flags of requests are
 * left as they were then, and nothing else suffers.
 */
export async function openRequestsNow(context: SliceContext): Promise<OpenNow> {
  const open = await readable(context, (requests) => requests.open());
  // What is owed stays owed.
  if (open === 'unread') await context.store.put(PARTS.owed, 0, []);
  return open;
}

/** Requests whose contacts have to be looked at; none where they cannot be read, which the run reports. */
export async function owedRequests(context: SliceContext): Promise<readonly OwedRequest[]> {
  const owed = await readable(context, (requests) => requests.owed());
  return owed === undefined || owed === 'unread' ? [] : owed;
}

/** What a contact has open, under the ids of those who were merged into it too. */
export function openOfContact(
  { id, mergedIds = [] }: Pick<ListedContact, 'id' | 'mergedIds'>,
  open: OpenNow,
): readonly OpenRequest[] | 'unread' | undefined {
  if (open === undefined || open === 'unread') return open;
  return [id, ...mergedIds].flatMap((one) => open.get(one) ?? []);
}

async function readable<Read>(
  { requests, session }: SliceContext,
  read: (requests: RequestsOfPeople) => Promise<Read>,
): Promise<Read | 'unread' | undefined> {
  if (requests === undefined) return undefined;
  try {
    return await read(requests);
  } catch (error) {
    if (!(error instanceof SafeError) && unavailableStatus(error) === undefined) throw error;
    const why = error instanceof SafeError ? error.message : 'The table of requests could not be read.';
    session.say(`${why} What contacts have requested was left as it was in HubSpot.`);
    return 'unread';
  }
}
