import { z } from 'zod';
import { parseInstant } from '../register/instant.ts';
import { idSchema, pagingSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import { type MissingScope, type NotOffered, orNotOffered } from './missing-scope.ts';
import type { Access } from './records.ts';

const SCOPE = 'conversations.read';
const PAGE = 100;
/** More pages than this are a loop. */
const MOST_PAGES = 10_000;
/** One question for each: whether HubSpot shows both without being told which is wanted, no document says. */
const STATUSES = ['OPEN', 'CLOSED'] as const;
/** Only what lies in the recycle bin (Conversations, 2026-09: `archived`). */
const ARCHIVED = { archived: 'true' } as const;

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

/** Somebody who sent or got a message, by the addresses and the id that HubSpot has for them. */
export interface Party {
  /** `V-101` of a contact, `A-7` of a user; HubSpot adds others. */
  readonly actorId: string | undefined;
  readonly addresses: readonly string[];
}

/** What was written in a conversation. */
export interface Message {
  readonly id: string;
  /** `MESSAGE`, `WELCOME_MESSAGE`, `COMMENT` (of staff to each other), or what HubSpot may add. */
  readonly kind: string;
  /** Epoch ms. */
  readonly at: number;
  /** `INCOMING` or `OUTGOING`, of messages. */
  readonly direction: string | undefined;
  readonly subject: string | undefined;
  readonly text: string;
  /** HTML. */
  readonly richText: string;
  readonly senders: readonly Party[];
  readonly recipients: readonly Party[];
  /** Ids of files in HubSpot. */
  readonly fileIds: readonly string[];
}

const instantSchema = z.string().transform(parseInstant).pipe(z.number());

const threadsSchema = z.object({
  results: z.array(
    z.object({
      ...{ id: idSchema, associatedContactId: idSchema, status: z.string(), createdAt: instantSchema },
      ...{ closedAt: instantSchema.nullish(), archived: z.boolean().nullish() },
    }),
  ),
  paging: pagingSchema,
});

const addressSchema = z.object({ value: z.string() });

const partySchema = z.object({
  actorId: z.string().nullish(),
  deliveryIdentifier: addressSchema.nullish(),
  deliveryIdentifiers: z.array(addressSchema).nullish(),
});

const textSchema = { text: z.string().nullish(), richText: z.string().nullish() };

const messagesSchema = z.object({
  results: z.array(
    z.object({
      ...{ id: z.string().min(1), type: z.string(), createdAt: instantSchema, direction: z.string().nullish() },
      ...{ subject: z.string().nullish(), ...textSchema, truncationStatus: z.string().nullish() },
      ...{ senders: z.array(partySchema).nullish(), recipients: z.array(partySchema).nullish() },
      attachments: z.array(z.object({ fileId: z.coerce.string().optional() })).nullish(),
    }),
  ),
  paging: pagingSchema,
});

type ReadThread = z.infer<typeof threadsSchema>['results'][number];
type ReadMessage = z.infer<typeof messagesSchema>['results'][number];

/**
 * The conversations of a live contact, those in the recycle bin too. `ids` are the contact's own and those that were merged into it.
 * HubSpot does not count them, so that a list that ends too early cannot be told from a whole one. Throws `HubSpotError` for somebody
 * else's.
 */
export async function readThreads(
  access: Access,
  [id, ...mergedIds]: readonly [id: string, ...mergedIds: string[]],
): Promise<Threads | MissingScope | NotOffered> {
  const person = new Set([id, ...mergedIds]);
  const path = access.paths.conversationThreads();
  const live: ReadThread[] = [];
  const inBin: ReadThread[] = [];
  let isBinUnread = false;
  for (const status of STATUSES) {
    const asked = { associatedContactId: id, threadStatus: status };
    const reading = readPages(access, path, asked, threadsSchema);
    const read = status === STATUSES[0] ? await orNotOffered(reading, SCOPE) : await reading;
    if ('kind' in read) return read;
    live.push(...read);
    const archived = await orNotOffered(readPages(access, path, { ...asked, ...ARCHIVED }, threadsSchema), SCOPE);
    if ('kind' in archived) isBinUnread = true;
    else inBin.push(...archived);
  }
  // One that was closed, or moved to the bin, between two questions is in both answers.
  const all = new Map(live.map((one) => [one.id, one]));
  for (const one of inBin) if (!all.has(one.id)) all.set(one.id, one);
  if ([...all.values()].some(({ associatedContactId }) => !person.has(associatedContactId)))
    throw wrong(path, 'is about another contact');
  return { kind: 'read', threads: [...all.values()].map(toThread), isBinUnread };
}

function toThread({ id, status, createdAt, closedAt, archived }: ReadThread): Thread {
  return { id, status, createdAt, closedAt: closedAt ?? undefined, isArchived: archived ?? false };
}

/**
 * Everything that was written in a conversation, whole: what HubSpot shows cut is asked for by itself. Of one in the recycle bin no document
 * says how it is asked for, so it is in both ways.
 */
export async function readMessages(
  access: Access,
  { id, isArchived }: Pick<Thread, 'id' | 'isArchived'>,
): Promise<Message[] | MissingScope | NotOffered> {
  if (!isArchived) return messagesOf(access, id, {});
  const read: Message[] = [];
  let refusal: MissingScope | NotOffered | undefined;
  for (const asked of [{}, ARCHIVED]) {
    const messages = await orNotOffered(messagesOf(access, id, asked), SCOPE);
    if ('kind' in messages) refusal = messages;
    else read.push(...messages);
  }
  if (read.length === 0 && refusal !== undefined) return refusal;
  return [...new Map(read.map((one) => [one.id, one])).values()];
}

async function messagesOf(
  access: Access,
  threadId: string,
  asked: Readonly<Record<string, string>>,
): Promise<Message[]> {
  const path = access.paths.conversationMessages(threadId);
  const messages: Message[] = [];
  for (const one of await readPages(access, path, asked, messagesSchema)) {
    const isCut = !['NOT_TRUNCATED', undefined, null].includes(one.truncationStatus);
    messages.push(toMessage(isCut ? { ...one, ...(await readOriginal(access, threadId, one.id)) } : one));
  }
  return messages;
}

async function readOriginal({ transport, paths }: Access, threadId: string, id: string) {
  const path = paths.originalMessage(threadId, id);
  return transport.send({ method: 'GET', path, answer: z.object(textSchema), effect: 'read' });
}

async function readPages<Item>(
  { transport }: Access,
  path: string,
  asked: Readonly<Record<string, string>>,
  answer: z.ZodType<{ readonly results: Item[]; readonly paging?: z.infer<typeof pagingSchema> }>,
): Promise<Item[]> {
  const all: Item[] = [];
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const query = { ...asked, limit: String(PAGE), after };
    const page = await transport.send({ method: 'GET', path, query, answer, effect: 'read' });
    all.push(...page.results);
    after = page.paging?.next?.after;
    if (after !== undefined && (seen.has(after) || seen.size >= MOST_PAGES)) throw wrong(path, 'has no end');
    if (after !== undefined) seen.add(after);
  } while (after !== undefined);
  return all;
}

function toMessage(one: ReadMessage): Message {
  return {
    ...{ id: one.id, kind: one.type, at: one.createdAt, direction: one.direction ?? undefined },
    ...{ subject: one.subject ?? undefined, text: one.text ?? '', richText: one.richText ?? '' },
    senders: (one.senders ?? []).map(toParty),
    recipients: (one.recipients ?? []).map(toParty),
    fileIds: (one.attachments ?? []).flatMap(({ fileId }) => fileId ?? []),
  };
}

function toParty({ actorId, deliveryIdentifier, deliveryIdentifiers }: z.infer<typeof partySchema>): Party {
  const addresses = [deliveryIdentifier, ...(deliveryIdentifiers ?? [])].flatMap((by) => by?.value ?? []);
  return { actorId: actorId ?? undefined, addresses };
}

function wrong(path: string, what: string): HubSpotError {
  const endpoint = `GET ${path}`;
  return new HubSpotError('unexpected_answer', `The answer to ${endpoint} ${what}: ask again.`, { endpoint });
}
