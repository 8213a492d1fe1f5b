import type { Engine } from '../../work/engine.ts';
import { recordChange } from '../requests/actions/record.ts';
import { changing } from '../requests/acting.ts';
import type { PersonRequest } from '../requests/request.ts';
import { type RequestStorage, requestsOf } from '../requests/requests-of.ts';
import type { Ended } from './order.ts';
import { contactsToFree, contactsToRestrict } from '../requests/restriction-orders.ts';

/** Keeps with a request what has been done with its contacts; the event comes first. Safe to repeat. */
export async function keepDone(
  engine: RequestStorage & Pick<Engine, 'audit'>,
  { id }: Pick<PersonRequest, 'id'>,
  ended: readonly Ended[],
  { runId, actor }: { readonly runId: string; readonly actor: string },
): Promise<void> {
  const requests = requestsOf(engine);
  const done = ended.filter(({ request, fate }) => request.id === id && fate?.kind === 'done');
  // Every further pass follows a change that somebody else made in between, so this comes to an end.
  for (;;) {
    const stored = await requests.find(id);
    if (stored === undefined) return;
    const { request } = stored;
    const restricted = ofContacts(done, 'restrict', contactsToRestrict(request));
    const freed = ofContacts(done, 'free', contactsToFree(request));
    if (restricted.length + freed.length === 0) return;
    const change = {
      restricted: [...request.restricted, ...restricted.map(({ contactId }) => contactId)],
      unrestricted: [...request.unrestricted, ...freed.map(({ contactId }) => contactId)],
    };
    await recordChange(engine, request, changing(change, 'request_restricted', told(restricted, freed)), {
      runId,
      actor,
    });
    if ((await requests.save(stored, change)) !== undefined) return;
  }
}

function ofContacts(done: readonly Ended[], to: Ended['to'], ids: readonly string[]): Ended[] {
  return done.filter((one) => one.to === to && ids.includes(one.contactId));
}

/** How many were restricted or freed, and why nothing was written for others. */
function told(restricted: readonly Ended[], freed: readonly Ended[]): string {
  const counts = new Map<string, number>();
  for (const { to, step } of [...restricted, ...freed]) {
    const what = step.kind === 'over' ? step.why : to === 'restrict' ? 'set' : 'lifted';
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${what}=${count}`).join(' ');
}
