import { type Message, type Party, readMessages } from '../../../hubspot/conversation-messages.ts';
import { readThreads, type Thread } from '../../../hubspot/conversation-threads.ts';
import type { MissingScope, NotOffered } from '../../../hubspot/missing-scope.ts';
import { formatInstant } from '../../../register/instant.ts';
import type { PartOf } from '../parts.ts';
import { plainTextOf } from '../text/plain-text.ts';
import type { Decided, Gathering } from './context.ts';
import type { ReadContact } from './contacts.ts';
import { houseDomains } from './others.ts';
import { addressesOf, partyText, personIn, strangerTo } from './parties.ts';
import { conversationText, groundText, messageText } from './words.ts';

type ConversationPart = PartOf<'conversation'>;

/** A conversation as it was read, with what tells whose it is. */
export interface ReadConversation {
  readonly contactId: string;
  readonly thread: Thread;
  /** What was written; that it was given to somebody, or moved, is about the house alone. */
  readonly messages: readonly Message[];
  /** Whether somebody wrote or got a message who is neither the person nor the house. */
  readonly isStranger: (party: Party) => boolean;
  readonly isPerson: (party: Party) => boolean;
}

interface Conversations {
  readonly kind: 'read';
  readonly each: AsyncIterable<ReadConversation>;
  /** Once each was read: whether HubSpot would not show what lies in the recycle bin, or not all of it. */
  isBinUnread(): boolean;
}

/** The conversations of a contact; each is read when it is asked for. `known` are the ids of contacts that are the person. */
export async function conversationsOf(
  { hubspot, policy }: Pick<Gathering, 'hubspot' | 'policy'>,
  { id: contactId, mergedIds, addresses }: ReadContact,
  known: ReadonlySet<string>,
): Promise<Conversations | MissingScope | NotOffered> {
  const read = await readThreads(hubspot, [contactId, ...mergedIds]);
  if (read.kind !== 'read') return read;
  const own = new Set(addresses.map((address) => address.toLowerCase()));
  const domains = houseDomains(policy);
  const isPerson = personIn({ own, known });
  let { isBinUnread } = read;
  return { kind: 'read', each: each(read.threads), isBinUnread: () => isBinUnread };

  async function* each(threads: readonly Thread[]): AsyncGenerator<ReadConversation> {
    for (const thread of threads) {
      const written = await readMessages(hubspot, thread);
      if ('kind' in written) isBinUnread = true;
      const messages = 'kind' in written ? [] : written.filter(saysSomething);
      yield { contactId, thread, messages, isStranger: strangerTo(messages, { own, domains, known }), isPerson };
    }
  }
}

function saysSomething({ subject = '', text, richText, fileIds, attachments }: Message): boolean {
  return [subject, text, richText, ...attachments].some((one) => one.trim() !== '') || fileIds.length > 0;
}

/** Addresses of others in a conversation, for an officer to see before the decision. */
export function strangersIn({ messages, isStranger }: ReadConversation): string[] {
  const strangers = messages.flatMap(partiesOf).filter(isStranger);
  return [...new Set(strangers.flatMap((party) => [addressesOf(party)[0] ?? party.actorId ?? '?']))];
}

const partiesOf = ({ senders, recipients }: Message) => [...senders, ...recipients];

/**
 * A conversation as the person may see it: of messages that others wrote or got as well there is nothing, nor of what staff noted where
 * others take part, for nobody knows whom it is about, unless an officer granted the conversation by its name (Art. 15(4)).
 */
export function conversationPart(
  { policy, decided }: { readonly policy: Gathering['policy']; readonly decided: Decided },
  { contactId, thread, messages: all, isStranger, isPerson }: ReadConversation,
): ConversationPart {
  const { id, status, createdAt, closedAt, isArchived } = thread;
  const subject = `conversations:${id}`;
  const refused = decided.groundOf(subject);
  const withOthers = all.some((one) => partiesOf(one).some(isStranger));
  const isOfOthers = (one: Message) => partiesOf(one).some(isStranger) || (withOthers && one.kind === 'COMMENT');
  const isShown = (one: Message) => decided.isGranted(subject) || !isOfOthers(one);
  const messages = refused === undefined ? all.filter(isShown) : [];
  const count = all.length - messages.length;
  const ground = refused ?? 'rights_of_others';
  const text = `Viestejä on jätetty pois ${count}. ${groundText(policy, ground)}`;
  return {
    part: 'conversation',
    contactId,
    id,
    status,
    statusText: conversationText(status, isArchived),
    createdAt: formatInstant(createdAt),
    closedAt: closedAt === undefined ? null : formatInstant(closedAt),
    messages: messages.map((one) => messageOf(one, partiesOf(one).filter(isPerson))),
    leftOut: count === 0 ? [] : [{ what: 'messages', ground, text }],
  };
}

function messageOf(message: Message, person: readonly Party[]): ConversationPart['messages'][number] {
  const { id, kind, at, direction = null, subject = null, text, richText, fileIds, attachments } = message;
  return {
    id,
    kind,
    kindText: messageText(kind, direction),
    at: formatInstant(at),
    direction,
    subject,
    text: textOf(text, plainTextOf(richText).text),
    attachments: [...attachments],
    attachmentIds: [...fileIds],
    person: [...new Set(person.map(partyText))].filter((one) => one !== ''),
  };
}

/** Mostly HubSpot holds one text in two forms; what stands in one alone, such as where a link leads, is shown too. */
function textOf(text: string, ofHtml: string): string {
  const bare = (one: string) => one.replace(/\s+/g, ' ').trim();
  if (bare(text).includes(bare(ofHtml))) return text;
  return bare(ofHtml).includes(bare(text)) ? ofHtml : `${text}\n\n${ofHtml}`;
}
