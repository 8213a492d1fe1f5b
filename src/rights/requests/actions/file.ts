import type { Engine } from '../../../work/engine.ts';
import { localDate } from '../../../register/calendar.ts';
import type { RequestRefusal } from '../acting.ts';
import { lookAtContacts } from '../look-at-contacts.ts';
import { deadlinesOf, type PersonRequest } from '../request.ts';
import { type RequestStorage, requestsOf } from '../requests-of.ts';
import { newRequest } from '../new-request.ts';
import { lookEverywhere, type OtherAccount, resolvePerson } from '../resolve-person.ts';
import { recordChange, refuseRequest } from './record.ts';

/** What somebody asks for, as an officer files it. */
export interface RequestWish extends Pick<PersonRequest, 'kind' | 'receivedOn' | 'channel' | 'marketing'> {
  readonly contactIds: readonly string[];
  /** Looked up at once, and not kept. */
  readonly emails: readonly string[];
}

type Filed = { readonly kind: 'filed'; readonly request: PersonRequest };

/** Since when people have these rights (GDPR, Art. 99): an earlier day is a slip of the pen. */
const OLDEST = '2018-05-25';

/**
 * Files a request. Nobody found is no error: the answer to the person is then that nothing is held. Throws `HubSpotError` when
 * HubSpot cannot be asked who it is.
 */
export async function fileRequest(
  engine: Engine,
  wish: RequestWish,
  others: readonly OtherAccount[],
  actor: string,
): Promise<Filed | RequestRefusal> {
  await engine.storage.prepare();
  const today = localDate(engine.now(), engine.policy.timeZone);
  if (wish.receivedOn < OLDEST || wish.receivedOn > today) {
    const message = `must be a day from ${OLDEST} to ${today}`;
    return refuseRequest(engine, 'file', { kind: 'wrong_field', path: 'receivedOn', message }, actor);
  }
  const found = await resolvePerson(engine.hubspot, wish);
  if (found.kind !== 'found') return refuseRequest(engine, 'file', found, actor);
  const elsewhere = await lookEverywhere(others, found.addresses);
  // The person's is the one that is open under an id which was merged into theirs, too.
  const other = await openOfKind(engine, found.formerIds, wish.kind);
  if (other !== undefined) return refuseRequest(engine, 'file', { kind: 'already_open', id: other }, actor);
  const filed = await openRequest(engine, { ...newRequest(engine, wish, found.contactIds, actor), elsewhere }, actor);
  if (filed.kind === 'filed') await lookAtContacts(engine, filed.request, actor);
  return filed;
}

/** Keeps a new request, unless somebody in it has one of its kind open. The event comes before the request. */
export async function openRequest(
  engine: RequestStorage & Pick<Engine, 'audit' | 'recordingQuota'>,
  request: PersonRequest,
  actor: string,
): Promise<Filed | RequestRefusal> {
  const { id, kind, contactIds, receivedOn } = request;
  const other = await openOfKind(engine, contactIds, kind);
  if (other !== undefined) return refuseRequest(engine, 'file', { kind: 'already_open', id: other }, actor);
  const told = `receivedOn=${receivedOn} dueOn=${deadlinesOf(request, receivedOn).dueOn} contacts=${contactIds.length}`;
  await recordChange(engine, request, { event: { action: 'request_filed', told } }, { runId: '', actor });
  if (await requestsOf(engine).create(request)) return { kind: 'filed', request };
  return refuseRequest(engine, 'file', { kind: 'already_open', id: undefined }, actor, id);
}

/** The id of the request of this kind that one of these contacts has open. */
export async function openOfKind(
  engine: RequestStorage,
  contactIds: readonly string[],
  kind: PersonRequest['kind'],
): Promise<string | undefined> {
  const open = await requestsOf(engine).openOf(contactIds);
  return [...open.values()].flat().find((one) => one.kind === kind)?.id;
}
