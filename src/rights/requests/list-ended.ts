import type { Engine } from '../../work/engine.ts';
import { recordChange } from './actions/record.ts';
import { changing } from './acting.ts';
import { contactsToErase } from './duties.ts';
import { type RequestStorage, requestsOf } from './requests-of.ts';

/** What a list of people to erase has come to, as far as the request behind it is concerned. */
export interface EndedList {
  readonly listId: string;
  readonly requestId: string;
  /** Contacts that are gone. */
  readonly gone: readonly string[];
}

/**
 * Keeps which contacts of a request have been erased, and that it can be answered now: whoever is left, for something protects them,
 * stays open. Safe to repeat; does nothing for a request that has ended.
 */
export async function listEnded(
  engine: RequestStorage & Pick<Engine, 'audit'>,
  { listId, requestId, gone }: EndedList,
  author: { readonly runId: string; readonly actor: string },
): Promise<void> {
  const requests = requestsOf(engine);
  // Every further pass follows a change that somebody else made in between, so this comes to an end.
  for (;;) {
    const stored = await requests.find(requestId);
    if (stored === undefined) return;
    const { request } = stored;
    const erased = contactsToErase(request).filter((id) => gone.includes(id));
    const isWaiting = request.state === 'awaiting_approval';
    if (!isWaiting && (request.state !== 'executing' || erased.length === 0)) return;
    const change = { state: 'executing' as const, erased: [...request.erased, ...erased] };
    const told = `erasure=${listId} contacts=${erased.length}`;
    await recordChange(engine, request, changing(change, 'request_erased', told), author);
    if ((await requests.save(stored, change)) !== undefined) return;
  }
}
