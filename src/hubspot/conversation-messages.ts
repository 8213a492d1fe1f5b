import { z } from 'zod';
import { instantSchema, pagingSchema } from './answers.ts';
import { ARCHIVED, CONVERSATIONS_SCOPE, type Thread } from './conversation-threads.ts';
import { readPages } from './cursor-pages.ts';
import { attachmentSchema, textOfAttachment } from './message-attachments.ts';
import { type MissingScope, type NotOffered, orNotOffered } from './missing-scope.ts';
import type { Access } from './records.ts';

const PAGE = 100;

/** Somebody who sent or got a message, by the addresses and the id that HubSpot has for them. */
export interface Party {
  /** `V-101` of a contact, `A-7` of a user; HubSpot adds others. */
  readonly actorId: string | undefined;
  /** As they call themselves, or HubSpot calls them. */
  readonly name?: string | undefined;
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
  /** What else came with it, such as a place or a card of a contact, as text. */
  readonly attachments: readonly string[];
}

const addressSchema = z.object({ value: z.string() });

const partySchema = z.object({
  actorId: z.string().nullish(),
  name: z.string().nullish().catch(undefined),
  deliveryIdentifier: addressSchema.nullish(),
  deliveryIdentifiers: z.array(addressSchema).nullish(),
});

const textSchema = { text: z.string().nullish(), richText: z.string().nullish() };

const messagesSchema = z.object({
  results: z.array(
    z.object({
      id: z.string().min(1),
      type: z.string(),
      createdAt: instantSchema,
      direction: z.string().nullish(),
      subject: z.string().nullish(),
      ...textSchema,
      truncationStatus: z.string().nullish(),
      senders: z.array(partySchema).nullish(),
      recipients: z.array(partySchema).nullish(),
      attachments: z.array(attachmentSchema).nullish(),
    }),
  ),
  paging: pagingSchema,
});

type ReadMessage = z.infer<typeof messagesSchema>['results'][number];

/**
 * Everything that was written in a conversation, whole: what HubSpot shows cut is asked for by itself. Of one in the recycle bin no
 * document says how it is asked for, so it is in both ways.
 */
export async function readMessages(
  access: Access,
  { id, isArchived }: Pick<Thread, 'id' | 'isArchived'>,
): Promise<Message[] | MissingScope | NotOffered> {
  if (!isArchived) return messagesOf(access, id, {});
  const read: Message[] = [];
  let refusal: MissingScope | NotOffered | undefined;
  for (const asked of [{}, ARCHIVED]) {
    const messages = await orNotOffered(messagesOf(access, id, asked), CONVERSATIONS_SCOPE);
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
  const pages = await readPages(access, { path, query: { ...asked, limit: String(PAGE) }, answer: messagesSchema });
  const messages: Message[] = [];
  for (const one of pages.flatMap(({ results }) => results)) {
    const isCut = !['NOT_TRUNCATED', undefined, null].includes(one.truncationStatus);
    messages.push(toMessage(isCut ? { ...one, ...(await readOriginal(access, threadId, one.id)) } : one));
  }
  return messages;
}

async function readOriginal({ transport, paths }: Access, threadId: string, id: string) {
  const path = paths.originalMessage(threadId, id);
  return transport.send({ method: 'GET', path, answer: z.object(textSchema), effect: 'read' });
}

function toMessage(one: ReadMessage): Message {
  return {
    id: one.id,
    kind: one.type,
    at: one.createdAt,
    direction: one.direction ?? undefined,
    subject: one.subject ?? undefined,
    text: one.text ?? '',
    richText: one.richText ?? '',
    senders: (one.senders ?? []).map(toParty),
    recipients: (one.recipients ?? []).map(toParty),
    fileIds: (one.attachments ?? []).flatMap(({ fileId }) => fileId ?? []),
    attachments: (one.attachments ?? []).map(textOfAttachment).filter((text) => text !== ''),
  };
}

function toParty({ actorId, name, deliveryIdentifier, deliveryIdentifiers }: z.infer<typeof partySchema>): Party {
  const addresses = [deliveryIdentifier, ...(deliveryIdentifiers ?? [])].flatMap((by) => by?.value ?? []);
  return { actorId: actorId ?? undefined, name: name ?? undefined, addresses };
}
