import { formatInstant } from '../../../register/instant.ts';
import type { Engine } from '../../../work/engine.ts';
import { changing, type RequestRefusal } from '../acting.ts';
import { carryOutRectification, type Rectification, type RectificationWish } from '../rectification/carry-out.ts';
import { isRectifiable, mayRectify, withRectified } from '../rectified.ts';
import type { PersonRequest } from '../request.ts';
import { requestsOf } from '../requests-of.ts';
import { hasRoom } from '../room.ts';
import { allows } from '../transitions.ts';
import { recordChange, refuseRequest } from './record.ts';

type Done = { readonly kind: 'done'; readonly request: PersonRequest; readonly rectification: Rectification };

const ACTION = 'rectifications';

/**
 * Puts right a value of somebody's in HubSpot (Art. 16), and keeps that it was done. Safe to repeat: a value that is there already is
 * not written. Throws `HubSpotError` when HubSpot cannot be asked; nothing has been written then.
 */
export async function rectify(
  engine: Engine,
  id: string,
  wish: RectificationWish,
  actor: string,
): Promise<Done | RequestRefusal> {
  await engine.storage.prepare();
  const request = (await requestsOf(engine).find(id))?.request;
  if (request === undefined) return refuseRequest(engine, ACTION, { kind: 'unknown_request' }, actor);
  const outcome =
    wrongWith(engine, request, wish, actor) ?? (await carryOutRectification(engine, request.id, wish, actor));
  if (outcome.kind !== 'rectified') return refuseRequest(engine, ACTION, outcome, actor, id);
  const { rectification } = outcome;
  const saved = await keep(engine, id, rectification, actor);
  if (saved === undefined) return refuseRequest(engine, ACTION, { kind: 'changed_meanwhile' }, actor, id);
  return { kind: 'done', request: saved, rectification };
}

/** What stands against it before HubSpot is asked. */
function wrongWith(
  { policy }: Pick<Engine, 'policy'>,
  request: PersonRequest,
  { contactId, property }: RectificationWish,
  by: string,
): RequestRefusal | undefined {
  if (!allows(request, ACTION) || !mayRectify(request)) return { kind: 'wrong_state', state: request.state };
  if (!request.contactIds.includes(contactId))
    return { kind: 'wrong_field', path: 'contactId', message: 'must be a contact of the request' };
  if (!isRectifiable(policy, property))
    return { kind: 'wrong_field', path: 'property', message: 'must be a contact property of the policy (fields)' };
  const one = { contactId, property, at: request.filedAt, by };
  const isKept = hasRoom({ ...request, rectified: withRectified(request.rectified, one) }, { action: ACTION }, policy);
  return isKept ? undefined : { kind: 'too_large' };
}

/**
 * Keeps that it was done, whoever else has changed the request in the meantime. `undefined` when it has ended: HubSpot holds the value,
 * and the trail tells of it.
 */
async function keep(
  engine: Engine,
  id: string,
  { contactId, property, as }: Rectification,
  actor: string,
): Promise<PersonRequest | undefined> {
  const requests = requestsOf(engine);
  const one = { contactId, property, at: formatInstant(engine.now()), by: actor };
  const told = `property=${property} as=${as}`;
  for (let isRecorded = false; ; isRecorded = true) {
    const stored = await requests.find(id);
    if (stored === undefined || !allows(stored.request, ACTION)) return undefined;
    const rectified = withRectified(stored.request.rectified, one);
    const change = changing({ rectified }, 'request_rectified', told);
    // The contact is named by the subject alone: what is said of the request outlives what is said of a person.
    const concerned = { ...stored.request, contactIds: [contactId] };
    if (!isRecorded) await recordChange(engine, concerned, change, { runId: '', actor });
    const saved = await requests.save(stored, change.change);
    if (saved !== undefined) return saved.request;
  }
}
