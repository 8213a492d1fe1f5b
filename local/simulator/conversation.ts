/** Somebody who wrote or got a message in a conversation: `V-101` is a contact, `A-7` a user. */
export interface ConversationParty {
  actorId: string;
  email?: string;
}

/** A message in a conversation. `at` is ISO 8601 UTC. */
export interface ConversationMessage {
  id: string;
  type: 'MESSAGE' | 'COMMENT' | 'WELCOME_MESSAGE';
  at: string;
  direction?: 'INCOMING' | 'OUTGOING';
  text: string;
  subject?: string;
  sender?: ConversationParty;
  recipients?: ConversationParty[];
  fileIds?: string[];
  /** What HubSpot shows of a text that it cuts. */
  shown?: string;
}

/** A conversation in an inbox. */
export interface Conversation {
  id: string;
  contactId: string;
  createdAt: string;
  closedAt?: string;
  /** It lies in the recycle bin. */
  archived?: boolean;
  messages: ConversationMessage[];
}
