import { z } from 'zod';
import { idSchema, instantSchema, pagingSchema } from './answers.ts';
import { readPages, wrongAnswer } from './cursor-pages.ts';
import { type MissingScope, type NotOffered, orNotOffered } from './missing-scope.ts';
import type { Access } from './records.ts';

const SCOPE = 'conversations.read';
const PAGE = 100;
/** One question for each: whether HubSpot shows both without being told which is wanted, no document says. */
const STATUSES = ['OPEN', 'CLOSED'] as const;

/** A conversation in an inbox of HubSpot: chat, the mail of a team, a form, a message service. */
export interface Thread {
  readonly id: string;
  /** `OPEN`, `CLOSED`, or what HubSpot may add. */
  readonly status: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms. */
  readonly closedAt: number | undefined;
}

const threadsSchema = z.object({
  results: z.array(
    z.object({
      ...{ id: idSchema, associatedContactId: idSchema, status: z.string(), createdAt: instantSchema },
      closedAt: instantSchema.nullish(),
    }),
  ),
  paging: pagingSchema,
});

/**
 * The conversations of a live contact, and those of the ids that were merged into it. HubSpot does not count them, so a list that ends
 * too early cannot be told from a whole one. Throws `HubSpotError` for somebody else's.
 */
export async function readThreads(
  access: Access,
  [id, ...mergedIds]: readonly [id: string, ...mergedIds: string[]],
): Promise<{ readonly kind: 'read'; readonly threads: readonly Thread[] } | MissingScope | NotOffered> {
  const person = new Set([id, ...mergedIds]);
  const path = access.paths.conversationThreads();
  const threads: Thread[] = [];
  for (const status of STATUSES) {
    const query = { associatedContactId: id, threadStatus: status, limit: String(PAGE) };
    const reading = readPages(access, { path, query, answer: threadsSchema });
    const read = status === STATUSES[0] ? await orNotOffered(reading, SCOPE) : await reading;
    if ('kind' in read) return read;
    for (const { associatedContactId, closedAt, ...thread } of read.flatMap(({ results }) => results)) {
      if (!person.has(associatedContactId)) throw wrongAnswer(path, 'is about another contact');
      threads.push({ ...thread, closedAt: closedAt ?? undefined });
    }
  }
  // One that was closed between the two questions is in both answers.
  return { kind: 'read', threads: [...new Map(threads.map((one) => [one.id, one])).values()] };
}
