import { isDeepStrictEqual } from 'node:util';
import { formatInstant } from '../../register/instant.ts';
import type { Engine } from '../../work/engine.ts';
import { recordChange } from './actions/record.ts';
import { changing } from './acting.ts';
import { contactsToErase } from './duties.ts';
import type { PersonRequest } from './request.ts';
import { type RequestStorage, requestsOf } from './requests-of.ts';

/** What a list of people to erase has come to, as far as the request behind it is concerned. */
export interface EndedList {
  readonly listId: string;
  readonly requestId: string;
  /** Contacts that are gone. */
  readonly gone: readonly string[];
  /** Contacts that the list left out, and why. */
  readonly left: readonly Omit<PersonRequest['left'][number], 'listId' | 'at'>[];
  /** A list on which nobody could be approved has told all it can without having ended. */
  readonly hasEnded: boolean;
}

/**
 * Keeps which contacts of a request have been erased and whom the list left out, and that it can be answered now: whoever is left, for
 * something protects them, stays open. Safe to repeat; does nothing for a request that has ended.
 */
export async function listEnded(
  engine: RequestStorage & Pick<Engine, 'audit' | 'now'>,
  list: EndedList,
  author: { readonly runId: string; readonly actor: string },
): Promise<void> {
  const requests = requestsOf(engine);
  // Every further pass follows a change that somebody else made in between, so this comes to an end.
  for (;;) {
    const stored = await requests.find(list.requestId);
    const change = stored && changeOf(stored.request, list, formatInstant(engine.now()));
    if (stored === undefined || change === undefined) return;
    const { request } = stored;
    const told = `erasure=${list.listId} contacts=${change.erased.length - request.erased.length} left=${change.left.length}`;
    await recordChange(engine, request, changing(change, 'request_erased', told), author);
    if ((await requests.save(stored, change)) !== undefined) return;
  }
}

/** When a list first said this of somebody: what was told of them then still holds. */
function saidSince(before: PersonRequest['left'], { contactId, reason, until }: EndedList['left'][number], at: string) {
  const same = before.find((one) => one.contactId === contactId && one.reason === reason && one.until === until);
  return same === undefined ? at : same.at;
}

/** `undefined` when the request knows all of it, or waits for no list. */
function changeOf(request: PersonRequest, { listId, gone, left, hasEnded }: EndedList, at: string) {
  const { state, erased, left: before, lateErasureAt } = request;
  if (state !== 'awaiting_approval' && state !== 'executing') return undefined;
  const toErase = contactsToErase(request);
  const now = toErase.filter((id) => gone.includes(id));
  const onList = left.filter(({ contactId }) => toErase.includes(contactId) && !now.includes(contactId));
  const named = new Set([...onList.map(({ contactId }) => contactId), ...erased, ...now]);
  const others = before.filter(({ contactId }) => !named.has(contactId));
  const change = {
    state: hasEnded || now.length > 0 ? ('executing' as const) : state,
    erased: [...erased, ...now],
    left: [...others, ...onList.map((one) => ({ ...one, listId, at: saidSince(before, one, at) }))],
    lateErasureAt: before.some(({ contactId }) => now.includes(contactId)) ? at : lateErasureAt,
  };
  return isDeepStrictEqual(asKept(change), asKept({ state, erased, left: before, lateErasureAt })) ? undefined : change;
}

/** What of it is kept: a field without a value is not. */
function asKept(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}
