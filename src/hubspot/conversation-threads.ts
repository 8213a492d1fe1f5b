import { z } from 'zod';
import { idSchema, instantSchema, pagingSchema } from './answers.ts';
import { readPages, wrongAnswer } from './cursor-pages.ts';
import { type MissingScope, type NotOffered, orNotOffered } from './missing-scope.ts';
import type { Access } from './records.ts';

export const CONVERSATIONS_SCOPE = 'conversations.read';
const PAGE = 100;
/** One question for each: whether HubSpot shows both without being told which is wanted, no document says. */
const STATUSES = ['OPEN', 'CLOSED'] as const;
/** Only what lies in the recycle bin (Conversations, 2026-09: `archived`). */
export const ARCHIVED = { archived: 'true' } as const;

/** A conversation in an inbox of HubSpot: chat, the mail of a team, a form, a message service. */
export interface Thread {
  readonly id: string;
  /** `OPEN`, `CLOSED`, or what HubSpot may add. */
  readonly status: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms. */
  readonly closedAt: number | undefined;
  /** Whether it lies in the recycle bin, from which HubSpot removes it after 30 days. */
  readonly isArchived: boolean;
}

/** The conversations of a contact. */
interface Threads {
  readonly kind: 'read';
  readonly threads: readonly Thread[];
  /** HubSpot would not say which lie in the recycle bin. */
  readonly isBinUnread: boolean;
}

const threadsSchema = z.object({
  results: z.array(
    z.object({
      id: idSchema,
      associatedContactId: idSchema,
      status: z.string(),
      createdAt: instantSchema,
      closedAt: instantSchema.nullish(),
      archived: z.boolean().nullish(),
    }),
  ),
  paging: pagingSchema,
});

type ReadThread = z.infer<typeof threadsSchema>['results'][number];

/**
 * The conversations of a live contact, and those of the ids that were merged into it; those in the recycle bin too. HubSpot does not
 * count them, so a list that ends too early cannot be told from a whole one. Throws `HubSpotError` for somebody else's.
 */
export async function readThreads(
  access: Access,
  [id, ...mergedIds]: readonly [id: string, ...mergedIds: string[]],
): Promise<Threads | MissingScope | NotOffered> {
  const person = new Set([id, ...mergedIds]);
  const path = access.paths.conversationThreads();
  const list = async (query: Readonly<Record<string, string>>) => {
    const asked = { ...query, associatedContactId: id, limit: String(PAGE) };
    return (await readPages(access, { path, query: asked, answer: threadsSchema })).flatMap(({ results }) => results);
  };
  const live: ReadThread[] = [];
  const inBin: ReadThread[] = [];
  let isBinUnread = false;
  for (const status of STATUSES) {
    const reading = list({ threadStatus: status });
    const read = status === STATUSES[0] ? await orNotOffered(reading, CONVERSATIONS_SCOPE) : await reading;
    if ('kind' in read) return read;
    live.push(...read);
    const archived = await orNotOffered(list({ threadStatus: status, ...ARCHIVED }), CONVERSATIONS_SCOPE);
    if ('kind' in archived) isBinUnread = true;
    else inBin.push(...archived);
  }
  // One that was closed, or moved to the bin, between two questions is in both answers.
  const all = new Map(live.map((one) => [one.id, one]));
  for (const one of inBin) if (!all.has(one.id)) all.set(one.id, one);
  if ([...all.values()].some(({ associatedContactId }) => !person.has(associatedContactId)))
    throw wrongAnswer(path, 'is about another contact');
  return { kind: 'read', threads: [...all.values()].map(toThread), isBinUnread };
}

function toThread({ id, status, createdAt, closedAt, archived }: ReadThread): Thread {
  return { id, status, createdAt, closedAt: closedAt ?? undefined, isArchived: archived ?? false };
}
