import type { Policy } from '../../policy/schema.ts';
import { extendableUntil } from '../../register/deadline.ts';
import type { Engine } from '../../work/engine.ts';
import { openDuties } from './duties.ts';
import { mayRectify } from './rectified.ts';
import type { PersonRequest } from './request.ts';
import { requestsOf } from './requests-of.ts';
import { allows, REQUEST_ACTIONS, type RequestAction } from './transitions.ts';

/** A request by its id; `undefined` when there is none. */
export async function requestById(engine: Engine, id: string): Promise<PersonRequest | undefined> {
  await engine.storage.prepare();
  return (await requestsOf(engine).find(id))?.request;
}

/** At most `limit` requests, newest first; `before` is the id after which the page before ended. */
export async function requestPage(
  engine: Engine,
  limit: number,
  before?: string,
): Promise<{ readonly requests: readonly PersonRequest[]; readonly next: string | null }> {
  await engine.storage.prepare();
  const found = await requestsOf(engine).latest(limit + 1, before);
  const requests = found.slice(0, limit);
  return { requests, next: found.length > limit ? (requests.at(-1)?.id ?? null) : null };
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
