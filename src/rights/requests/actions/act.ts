import { localDate } from '../../../register/calendar.ts';
import { formatInstant } from '../../../register/instant.ts';
import type { Engine } from '../../../work/engine.ts';
import type { Acting, Change, RequestRefusal } from '../acting.ts';
import { lookAtContacts } from '../look-at-contacts.ts';
import { haveOptedOut } from '../opted-out.ts';
import { isOwedBy } from '../owed.ts';
import type { DecidedItem, Letter, PersonRequest } from '../request.ts';
import type { StoredRequest } from '../request-rows.ts';
import { requestsOf } from '../requests-of.ts';
import { hasRoom } from '../room.ts';
import { allows } from '../transitions.ts';
import { decide } from './decide.ts';
import { complete, lift, withdraw } from './end.ts';
import { askIdentity, closeUnidentified, identify } from './identity.ts';
import { recordChange, refuseRequest } from './record.ts';
import { letterSent, recipientTold } from './tell.ts';
import { extend, pause, resume } from './term.ts';

/** Actions that say nothing more. */
export type BareAction = 'ask-identity' | 'resume' | 'complete' | 'withdraw' | 'close-unidentified';

/** What an officer does with a request. */
export type Act =
  | { readonly action: BareAction }
  | { readonly action: 'identify'; readonly how: NonNullable<PersonRequest['identity']>['how'] }
  | { readonly action: 'pause'; readonly reason: PersonRequest['pauses'][number]['reason'] }
  | { readonly action: 'extend'; readonly reason: NonNullable<PersonRequest['extension']>['reason'] }
  | { readonly action: 'decide'; readonly items: readonly DecidedItem[] }
  | { readonly action: 'letter-sent'; readonly letter: Letter; readonly sentOn: string }
  | { readonly action: 'recipient-told'; readonly processor: string; readonly on: string }
  | { readonly action: 'lift'; readonly letterSentOn: string };

/** Where it is known what is erased for a request. */
export interface ErasureOfRequest {
  /** The id of the list of people to erase that is under way for it. */
  underway(requestId: string): Promise<string | undefined>;
}

type Done = { readonly kind: 'done'; readonly request: PersonRequest };

/**
 * Does something with a request, or says why not. The event comes before the change: whatever is kept, the trail tells of. Throws
 * `HubSpotError` when an opt-out has to be asked for and HubSpot cannot be.
 */
export async function actOnRequest(
  engine: Engine,
  id: string,
  act: Act,
  actor: string,
  lists: ErasureOfRequest,
): Promise<Done | RequestRefusal> {
  await engine.storage.prepare();
  const stored = await requestsOf(engine).find(id);
  if (stored === undefined) return refuseRequest(engine, act.action, { kind: 'unknown_request' }, actor);
  const outcome = await outcomeOf(engine, stored.request, act, actor, lists);
  if (outcome.kind !== 'change') return refuseRequest(engine, act.action, outcome, actor, id);
  const saved = await keep(engine, stored, outcome, actor);
  if (saved === undefined) return refuseRequest(engine, act.action, { kind: 'changed_meanwhile' }, actor, id);
  if (isOwedBy(stored.request, saved.request)) await lookAtContacts(engine, saved.request, actor);
  return { kind: 'done', request: saved.request };
}

async function keep(engine: Engine, stored: StoredRequest, change: Change, actor: string) {
  await recordChange(engine, stored.request, change, { runId: '', actor });
  return requestsOf(engine).save(stored, change.change);
}

/** What comes of an action, or why it is refused. */
async function outcomeOf(
  engine: Engine,
  request: PersonRequest,
  act: Act,
  actor: string,
  lists: ErasureOfRequest,
): Promise<Change | RequestRefusal> {
  if (!allows(request, act.action)) return { kind: 'wrong_state', state: request.state };
  if (act.action === 'withdraw') {
    const list = await lists.underway(request.id);
    if (list !== undefined) return { kind: 'list_underway', id: list };
  }
  const optedOut =
    act.action === 'complete' && request.marketing && (await haveOptedOut(engine.hubspot, request.contactIds));
  const now = engine.now();
  const { policy } = engine;
  const acting = { policy, actor, at: formatInstant(now), today: localDate(now, policy.timeZone) };
  const outcome = changeOf(request, act, acting, optedOut);
  const isKept = outcome.kind !== 'change' || hasRoom({ ...request, ...outcome.change }, act, policy);
  return isKept ? outcome : { kind: 'too_large' };
}

/** What an action changes, given all it depends on: pure. */
export function changeOf(request: PersonRequest, act: Act, acting: Acting, optedOut: boolean): Change | RequestRefusal {
  if (!allows(request, act.action)) return { kind: 'wrong_state', state: request.state };
  switch (act.action) {
    case 'ask-identity':
      return askIdentity();
    case 'identify':
      return identify(acting, act.how);
    case 'pause':
      return pause(request, acting, act.reason);
    case 'resume':
      return resume(request, acting);
    case 'extend':
      return extend(request, acting, act.reason);
    case 'decide':
      return decide(request, acting, act.items);
    case 'letter-sent':
      return letterSent(request, acting, act);
    case 'recipient-told':
      return recipientTold(request, acting, act);
    case 'complete':
      return complete(request, acting, optedOut);
    case 'lift':
      return lift(request, acting, act.letterSentOn);
    case 'withdraw':
      return withdraw(request, acting);
    case 'close-unidentified':
      return closeUnidentified(request, acting);
  }
}
