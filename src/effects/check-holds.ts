import pMap from 'p-map';
import { chunk } from '../chunk.ts';
import type { SliceContext } from '../facts/context.ts';
import type { ContactFacts } from '../facts/facts.ts';
import { NOT_A_DATE, parseHold } from '../facts/listed.ts';
import { RECORD_BATCH, readRecords } from '../hubspot/records.ts';
import { changesOf, type Decided } from './decide.ts';

const AT_ONCE = 4;

interface Looked {
  readonly facts: ContactFacts;
  readonly decided: Decided;
}

/**
 * Before `ended` is written long after a contact was read, its hold is read anew: staff may have set one in between, and a
 * wrong `ended` may get somebody erased. `decide` decides again with the hold of now; one that cannot be read is no date.
 */
export async function withHoldsOfNow<One extends Looked>(
  { hubspot, policy, session, resumed }: SliceContext,
  looked: readonly One[],
  decide: (facts: ContactFacts) => One,
): Promise<One[]> {
  // A run that reads and writes in one slice has just read it.
  if (session.run.slice === 0 && !resumed) return [...looked];
  const ids = looked.filter(({ decided }) => isAboutToEnd(decided)).map(({ decided }) => decided.id);
  const batches = await pMap(
    chunk(ids, RECORD_BATCH),
    (batch) => readRecords(hubspot, 'contacts', batch, ['rekisteri_hold_until']),
    { concurrency: AT_ONCE },
  );
  const holds = new Map<string, string | undefined>(
    batches.flatMap(({ found, unread }) => [
      ...[...found].map(([id, { properties }]) => [id, parseHold(properties, policy.timeZone)] as const),
      ...[...unread.keys()].map((id) => [id, NOT_A_DATE] as const),
    ]),
  );
  return looked.map((one) => {
    const { id } = one.decided;
    const { contact } = one.facts;
    if (!holds.has(id) || holds.get(id) === contact.holdUntil) return one;
    return decide({ ...one.facts, contact: { ...contact, holdUntil: holds.get(id) } });
  });
}

function isAboutToEnd(decided: Decided): boolean {
  return changesOf(decided, decided.held).some(
    ({ property, after }) => property === 'rekisteri_retention_status' && after === 'ended',
  );
}
