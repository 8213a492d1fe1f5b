import pMap from 'p-map';
import { z } from 'zod';
import { HubSpotError } from '../errors.ts';
import type { Fate, Tell } from '../fate.ts';
import { MERGED, mergedIds, sameIds } from '../merged-ids.ts';
import { findPresence, findPresences, type Presence } from '../presence.ts';
import type { Access } from '../records.ts';
import { backoff } from '../retry.ts';

/** Somebody to be erased, as approved. */
export interface Person {
  readonly id: string;
  /** Ids that were merged into the contact: with others it may be another person's by now. */
  readonly merged: readonly string[];
}

const AT_ONCE = 4;
const RESENDS = 3;
/** A deletion that has to wait for longer, for the budget or after "too many requests", is asked about once more. */
const WITHIN_MS = 2_000;
const MOST_LOOKS = 10;

/** What came of asking for one deletion: `answered` may have happened, `lost` too, which nobody has told. */
type Asked = 'answered' | 'lost' | 'not_found' | Fate;

/**
 * Erases people for good (`gdpr-delete`, Art. 17), by id only: with an address that nobody has, HubSpot would block a stranger.
 * Right before each deletion the id must answer as itself, with the merged ids that were approved: one that leads to another contact
 * is never followed; and `assertOurs` must not throw. What HubSpot answers is not believed: done is who is gone, live and from the recycle bin.
 */
export async function gdprDelete(
  access: Access,
  people: readonly Person[],
  tell: Tell,
  assertOurs: () => void,
): Promise<void> {
  let left = people;
  for (let sent = 0; left.length > 0; sent += 1) {
    if (sent > 0) await access.transport.wait(backoff(sent + 1));
    const { asked, error } = await askForAll(access, left, sent, assertOurs);
    left = await verify(access, left, asked, sent, tell);
    if (error !== undefined) throw error;
  }
}

/** Asks for each; after an error that concerns all of them no other is begun, and every one under way is waited for. */
async function askForAll(access: Access, people: readonly Person[], sent: number, assertOurs: () => void) {
  const asked = new Map<string, Asked>();
  let error: unknown;
  await pMap(
    people,
    async (person) => {
      if (error !== undefined) return;
      try {
        asked.set(person.id, await askFor(access, person, sent, assertOurs));
      } catch (reason) {
        error ??= reason;
      }
    },
    { concurrency: AT_ONCE },
  );
  return { asked, error };
}

async function askFor(access: Access, person: Person, sent: number, assertOurs: () => void): Promise<Asked> {
  for (let looks = 1; ; looks += 1) {
    try {
      return await lookAndSend(access, person, sent, assertOurs);
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.code !== 'too_late') throw error;
      if (looks < MOST_LOOKS) continue;
      if (error.cause instanceof HubSpotError && error.cause.status === 423)
        return { kind: 'refused', reason: error.cause.reason };
      throw error;
    }
  }
}

async function lookAndSend(
  access: Access,
  { id, merged }: Person,
  sent: number,
  assertOurs: () => void,
): Promise<Asked> {
  const now = await findPresence(access, 'contacts', id, { place: 'live', properties: MERGED });
  if (now.kind === 'other_id') return OTHER;
  if (now.kind === 'unread') return sent === 0 ? { kind: 'refused', reason: now.reason } : unsure(now.reason);
  if (now.kind === 'there' && !sameIds(mergedIds(now.record.properties), merged)) return MERGED_SINCE;
  if (now.kind === 'absent') {
    const binned = await findPresence(access, 'contacts', id, { place: 'bin' });
    if (binned.kind !== 'there') return sent === 0 ? fateOfAbsent(binned) : 'answered';
  }
  assertOurs();
  return send(access, id);
}

const OTHER: Fate = { kind: 'overtaken', reason: 'its id leads to another contact', gone: false };
const MERGED_SINCE: Fate = { kind: 'overtaken', reason: 'other contacts were merged with it', gone: false };
const GONE_ALREADY: Fate = { kind: 'overtaken', reason: 'it was gone already', gone: true };

function fateOfAbsent(binned: Presence): Fate {
  if (binned.kind === 'absent') return GONE_ALREADY;
  return binned.kind === 'unread' ? { kind: 'refused', reason: binned.reason } : OTHER;
}

function unsure(reason: string): Fate {
  return { kind: 'unsure', reason };
}

async function send({ transport, paths }: Access, id: string): Promise<Asked> {
  try {
    await transport.send({
      method: 'POST',
      path: `${paths.objects('contacts')}/gdpr-delete`,
      body: { objectId: id },
      answer: z.unknown(),
      effect: 'write',
      withinMs: WITHIN_MS,
    });
    return 'answered';
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    if (error.code === 'outcome_unknown') return 'lost';
    if (error.code === 'not_found') return 'not_found';
    if (error.code === 'rejected' || error.status === 423) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

/** Looks for those who were asked for and tells their fates; gives those who are still there and are to be tried again. */
async function verify(
  access: Access,
  people: readonly Person[],
  asked: ReadonlyMap<string, Asked>,
  sent: number,
  tell: Tell,
): Promise<Person[]> {
  const left: Person[] = [];
  const answered = people.filter(({ id }) => asked.get(id) === 'answered');
  const seen = await lookForDeleted(
    access,
    answered.map(({ id }) => id),
  );
  for (const person of people) {
    const { id } = person;
    const answer = asked.get(id);
    if (answer === undefined) continue;
    if (typeof answer !== 'string') {
      tell(id, answer);
      continue;
    }
    const now = seen.get(id) ?? (await lookFor(access, [id])).get(id);
    if (now?.kind === 'absent') tell(id, answer === 'not_found' && sent === 0 ? GONE_ALREADY : { kind: 'done' });
    else if (now?.kind === 'other_id') tell(id, OTHER);
    else if (now?.kind !== 'there') tell(id, unsure(now?.reason ?? 'it has no answer'));
    else if (answer === 'not_found') tell(id, { kind: 'refused', reason: 'not found by HubSpot, and still there' });
    else if (sent < RESENDS) left.push(person);
    // It may go a little later: whoever comes next looks.
    else
      tell(
        id,
        unsure(answer === 'lost' ? 'the answers were lost' : 'deleted by HubSpot, by its answer, and still there'),
      );
  }
  return left;
}

/** Those of whom HubSpot says that they were deleted, by a request for a hundred. */
async function lookForDeleted(access: Access, ids: readonly string[]): Promise<Map<string, Presence>> {
  return withBin(access, await findPresences(access, 'contacts', ids, { place: 'live' }));
}

/**
 * Whether people are still there, live or in the recycle bin. Each is asked for alone: then an id that was merged answers with the
 * contact that survives, where a batch may say that there is none.
 */
export async function lookFor(access: Access, ids: readonly string[]): Promise<Map<string, Presence>> {
  const live = await pMap(
    ids,
    async (id) => [id, await findPresence(access, 'contacts', id, { place: 'live' })] as const,
    { concurrency: AT_ONCE },
  );
  return withBin(access, new Map(live));
}

async function withBin(access: Access, live: ReadonlyMap<string, Presence>): Promise<Map<string, Presence>> {
  const absent = [...live].flatMap(([id, { kind }]) => (kind === 'absent' ? id : []));
  return new Map([...live, ...(await findPresences(access, 'contacts', absent, { place: 'bin' }))]);
}
