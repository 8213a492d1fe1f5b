import type { Conversation, ConversationMessage, ConversationParty } from '../conversation.ts';
import type { Answer, Call, Endpoint, Family } from '../call.ts';
import { invalid, notFound } from '../errors.ts';

const LISTED = 100;

/** Conversations of a contact, with what was written in them (HubSpot, Conversations, 2026-09). */
export const conversationFamily: Family = {
  prefix: '/conversations/conversations',
  endpoints: [
    reading(/^\/threads$/u, threads),
    reading(/^\/threads\/(?<thread>\d+)\/messages$/u, messages),
    reading(/^\/threads\/(?<thread>\d+)\/messages\/(?<message>[^/]+)\/original-content$/u, original),
  ],
};

function reading(pattern: RegExp, answer: Endpoint['answer']): Endpoint {
  return { method: 'GET', pattern, budget: 'burst', scopes: () => [['conversations.read']], answer };
}

/** Asked for what lies in the recycle bin, HubSpot shows nothing else. */
function isOfBin(call: Call): boolean {
  return call.query.get('archived') === 'true';
}

/** A contact is asked about with a status only, as HubSpot has it where it does not show all. */
function threads(call: Call): Answer {
  const [contactId, status] = [call.query.get('associatedContactId'), call.query.get('threadStatus')];
  if (contactId === null || status === null) throw invalid('threadStatus is required with associatedContactId');
  const theirs = [...(call.world.account.conversations?.values() ?? [])].filter(
    (one) =>
      one.contactId === contactId &&
      (one.closedAt === undefined) === (status === 'OPEN') &&
      (one.archived ?? false) === isOfBin(call),
  );
  return { status: 200, body: pageOf(call, theirs, threadJson), objectType: 'contacts', ids: [contactId] };
}

/** What lies in the bin is not found by whoever does not ask for it. */
function messages(call: Call): Answer {
  const { id, messages: all, archived = false } = conversationOf(call);
  if (archived !== isOfBin(call)) throw notFound('Thread does not exist');
  return { status: 200, body: pageOf(call, all, (one) => messageJson(id, one)) };
}

function original(call: Call): Answer {
  const found = conversationOf(call).messages.find(({ id }) => id === call.param('message'));
  if (found === undefined) throw notFound('Message does not exist');
  return { status: 200, body: { text: found.text } };
}

function conversationOf(call: Call): Conversation {
  const found = call.world.account.conversations?.get(call.param('thread'));
  if (found === undefined) throw notFound('Thread does not exist');
  return found;
}

function pageOf<Item>(call: Call, all: readonly Item[], json: (one: Item) => unknown) {
  const limit = Number(call.query.get('limit') ?? LISTED);
  const start = Number(call.query.get('after') ?? 0);
  const next = start + limit < all.length ? { paging: { next: { after: String(start + limit) } } } : {};
  return { results: all.slice(start, start + limit).map(json), ...next };
}

function threadJson({ id, contactId, createdAt, closedAt, archived = false }: Conversation) {
  return {
    id,
    associatedContactId: contactId,
    inboxId: '1',
    originalChannelId: '1000',
    originalChannelAccountId: '1',
    archived,
    spam: false,
    status: closedAt === undefined ? 'OPEN' : 'CLOSED',
    createdAt,
    closedAt,
  };
}

function messageJson(threadId: string, one: ConversationMessage) {
  const { id, type, at, direction, subject, text, shown, sender, recipients = [], fileIds = [] } = one;
  return {
    id,
    conversationsThreadId: threadId,
    type,
    createdAt: at,
    createdBy: sender?.actorId ?? 'S-hubspot',
    direction,
    subject,
    text: shown ?? text,
    archived: false,
    truncationStatus: shown === undefined ? 'NOT_TRUNCATED' : 'TRUNCATED_TO_MOST_RECENT_REPLY',
    senders: sender === undefined ? [] : [partyJson(sender)],
    recipients: recipients.map(partyJson),
    attachments: fileIds.map((fileId) => ({ type: 'FILE', fileId, fileUsageType: 'OTHER' })),
  };
}

function partyJson({ actorId, email }: ConversationParty) {
  return {
    actorId,
    ...(email === undefined ? {} : { deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: email } }),
  };
}
