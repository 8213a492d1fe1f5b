import { subjectOf } from '../../../register/record.ts';
import type { Engine } from '../../../work/engine.ts';
import type { Change, RequestRefusal } from '../acting.ts';
import type { PersonRequest } from '../request.ts';
import type { RequestAction } from '../transitions.ts';

/** Nobody may fill the trail by being refused: so many events of one person an hour, by each process. */
const MOST_RECORDED = 600;

/** Says in the trail what becomes of a request, under the request and under each contact of it. */
export async function recordChange(
  { audit }: Pick<Engine, 'audit'>,
  { id, kind, contactIds }: Pick<PersonRequest, 'id' | 'kind' | 'contactIds'>,
  { event }: Pick<Change, 'event'>,
  author: { readonly runId: string; readonly actor: string },
): Promise<void> {
  const { action, told } = event;
  const cause = `request=${id} kind=${kind}${told === '' ? '' : ` ${told}`}`;
  const contacts = contactIds.map((one) => subjectOf({ kind: 'contacts', id: one }));
  const events = [`request:${id}`, ...contacts].map((subject) => ({ action, subject, cause }));
  await audit.record(events, author);
}

/** Refuses, with an event that says who was refused what, and why. `id` of the request, where there is one. */
export async function refuseRequest<Refusal extends RequestRefusal>(
  { audit, recordingQuota }: Pick<Engine, 'audit' | 'recordingQuota'>,
  action: RequestAction | 'file' | 'copy',
  refusal: Refusal,
  actor: string,
  id?: string,
): Promise<Refusal> {
  if (recordingQuota.admits(`request ${actor}`, MOST_RECORDED)) {
    const subject = id === undefined ? 'function:requests' : `request:${id}`;
    const cause = `action=${action} reason=${refusal.kind}`;
    await audit.record([{ action: 'refused', subject, cause }], { runId: '', actor });
  }
  return refusal;
}
