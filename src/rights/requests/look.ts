import type { Policy } from '../../policy/schema.ts';
import { dueOn, extendableUntil } from '../../register/deadline.ts';
import type { Engine } from '../../work/engine.ts';
import { openDuties } from './duties.ts';
import { mayRectify } from './rectified.ts';
import { isOpen, type PersonRequest, type RequestKind } from './request.ts';
import { requestsOf } from './requests-of.ts';
import { allows, REQUEST_ACTIONS, type RequestAction } from './transitions.ts';

/** A request by its id; `undefined` when there is none. */
export async function requestById(engine: Engine, id: string): Promise<PersonRequest | undefined> {
  await engine.storage.prepare();
  return (await requestsOf(engine).find(id))?.request;
}

/** What is wanted of all requests: everything that is said of them here. */
export interface RequestFilter {
  readonly state?: 'open' | 'ended' | undefined;
  readonly kind?: RequestKind | undefined;
  readonly contactId?: string | undefined;
}

/**
 * At most `limit` requests: those that are open by their deadline (`dueOn`), the most urgent first, all others newest first. `after` is
 * the place at which the page before ended.
 */
export async function requestPage(
  engine: Engine,
  filter: RequestFilter,
  limit: number,
  after?: string,
): Promise<{ readonly requests: readonly PersonRequest[]; readonly next: string | null }> {
  await engine.storage.prepare();
  const isOpenOnly = filter.state === 'open';
  const found = isOpenOnly
    ? (await byDeadline(engine, filter)).filter((one) => after === undefined || placeByDeadline(one) > after)
    : await requestsOf(engine).latest(limit + 1, after, (one) => isWanted(one, filter));
  const requests = found.slice(0, limit);
  const last = found.length > limit ? requests.at(-1) : undefined;
  if (last === undefined) return { requests, next: null };
  return { requests, next: isOpenOnly ? placeByDeadline(last) : last.id };
}

/** Few are open at a time: all of them are read, and health does so too. */
async function byDeadline(engine: Engine, filter: RequestFilter): Promise<PersonRequest[]> {
  const open = (await requestsOf(engine).open()).filter((one) => isWanted(one, filter));
  return open.toSorted((a, b) => (placeByDeadline(a) < placeByDeadline(b) ? -1 : 1));
}

function placeByDeadline({ id, receivedOn, extension }: PersonRequest): string {
  return `${dueOn({ receivedOn, extended: extension !== null })}-${id}`;
}

function isWanted(request: PersonRequest, { state, kind, contactId }: RequestFilter): boolean {
  if (state !== undefined && isOpen(request) !== (state === 'open')) return false;
  if (kind !== undefined && request.kind !== kind) return false;
  return contactId === undefined || request.contactIds.includes(contactId);
}

/** What may be done with a request next: that one officer cannot decide alone is another matter, and so is what HubSpot holds. */
export function requestActions(
  request: PersonRequest,
  policy: Pick<Policy, 'processors'>,
  today: string,
): RequestAction[] {
  const { pauses, extension, lifted, letters } = request;
  const isPaused = pauses.some(({ to }) => to === null);
  const isNow: Readonly<Partial<Record<RequestAction, boolean>>> = {
    pause: !isPaused,
    resume: isPaused,
    extend: extension === null && today <= extendableUntil(request),
    complete: openDuties(request, policy).every((duty) => duty === 'opt_out'),
    lift: lifted === null,
    rectifications: mayRectify(request),
    'close-unidentified': letters.some(({ letter }) => letter === 'refusal'),
  };
  return REQUEST_ACTIONS.filter((action) => allows(request, action) && isNow[action] !== false);
}
