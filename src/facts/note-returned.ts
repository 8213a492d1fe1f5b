import type { Return } from '../erased/return.ts';
import { type Returned, returnedAs } from '../erased/returned.ts';
import type { CrmRecord } from '../hubspot/answers.ts';
import { addressesOf } from '../register/address.ts';
import { formatInstant } from '../register/instant.ts';
import { subjectOf } from '../register/record.ts';
import { decisionTime, type SliceContext } from './context.ts';

/**
 * Notes contacts with an address of somebody who was erased (docs/adr/0017-what-is-kept-of-erased-people.md): an event in the trail, and
 * a row that an officer answers. Nothing is written in HubSpot, and nothing erased again; the contact is one like any other. Costs
 * no request to HubSpot; repeating it changes nothing. Search lags, so `from` it somebody who was just erased may come once more.
 */
export async function noteReturned(
  context: SliceContext,
  contacts: readonly CrmRecord[],
  from: 'search' | 'record',
): Promise<void> {
  const { erasureKeys, returns, session, audit } = context;
  if (erasureKeys === undefined || contacts.length === 0) return;
  const known = await context.knownErased();
  await tellOfLostKeys(context, known.lost, erasureKeys.lost);
  if (known.size === 0) return;
  const all = contacts
    .flatMap(({ id, properties }) => returnedAs(id, addressesOf(properties), erasureKeys, known))
    .filter(({ contactId, erased }) => from === 'record' || contactId !== erased.contactId);
  const unknown = await returns.unknown(all.map(({ id }) => id));
  const found = all.filter(({ id }) => unknown.has(id));
  if (found.length === 0) return;
  session.assertOurs();
  const { runId, actor } = session.run;
  // The event first: a row without one would never get it.
  await audit.record(
    found.map(({ id, contactId, match, erased }) => ({
      action: 'returned',
      subject: subjectOf({ kind: 'contacts', id: contactId }),
      cause: `return=${id} match=${match} erasure=${erased.erasureId}`,
    })),
    { runId, actor },
  );
  const foundAt = formatInstant(decisionTime(context));
  await returns.add(found.map((one) => newReturn(one, foundAt)));
}

function newReturn({ id, contactId, match, erased: { erasureId } }: Returned, foundAt: string): Return {
  const unanswered = { answer: null, answeredAt: null, answeredBy: null, recorded: false, requestId: null };
  return { id, contactId, match, erasureId, foundAt, ...unanswered };
}

/** Hashes of a key that somebody said is lost are no news. */
async function tellOfLostKeys(
  { session }: SliceContext,
  lost: ReadonlyMap<string, number>,
  admitted: ReadonlySet<string>,
): Promise<void> {
  for (const [keyId, people] of lost) {
    if (admitted.has(keyId)) continue;
    const problem = `${people} people were erased under the key ${keyId}, which is neither ERASURE_KEY nor in ERASURE_KEYS_PREVIOUS: who of them comes back is not noticed. Name that key in ERASURE_KEYS_PREVIOUS.`;
    session.say(problem);
  }
}
