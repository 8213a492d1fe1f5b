import { randomUUID } from 'node:crypto';
import {
  type AskedOfStorage,
  answered,
  escaped,
  listOf,
  Refusal,
  type StorageAnswer,
  unescaped,
  unknown,
  XML,
  XML_HEAD,
} from '../storage-answer.ts';

interface Message {
  readonly id: string;
  text: string;
  readonly insertedAt: number;
  readonly expiresAt: number;
  visibleAt: number;
  popReceipt: string;
  dequeued: number;
}

const DAY_S = 86_400;
const NEVER = Date.parse('9999-12-31T23:59:59Z');
const CREATED: StorageAnswer = { status: 201, headers: {}, body: '' };
const DONE: StorageAnswer = { status: 204, headers: {}, body: '' };

/** All queues of an account: gives each request of the Queue service's protocol its answer. Messages come in the order in which they are due. */
export function queueAccount(account: string): (asked: AskedOfStorage) => StorageAnswer {
  const queues = new Map<string, Message[]>();

  function messagesOf(name: string): Message[] {
    const messages = queues.get(name);
    if (messages === undefined) throw new Refusal(404, 'QueueNotFound');
    const now = Date.now();
    const left = messages.filter(({ expiresAt }) => expiresAt > now);
    queues.set(name, left);
    return left;
  }

  function answerTo(asked: AskedOfStorage): StorageAnswer {
    const { pathname, searchParams: query } = new URL(asked.url, 'http://queues');
    const [name = '', messages, id] = pathname.slice(account.length + 2).split('/');
    if (name === '' && asked.method === 'GET' && query.get('comp') === 'list')
      return { status: 200, headers: XML, body: listOf('Queue', [...queues.keys()]) };
    if (messages === undefined) return ofQueue(asked, name, query);
    if (messages !== 'messages') throw unknown(asked);
    return id === undefined ? ofMessages(asked, name, query) : ofMessage(asked, name, decodeURIComponent(id), query);
  }

  function ofQueue(asked: AskedOfStorage, name: string, query: URLSearchParams): StorageAnswer {
    switch (`${asked.method} ${query.get('comp') ?? ''}`) {
      case 'PUT ':
        if (queues.has(name)) return DONE;
        queues.set(name, []);
        return CREATED;
      case 'DELETE ':
        messagesOf(name);
        queues.delete(name);
        return DONE;
      case 'GET metadata':
        return { status: 200, headers: { 'x-ms-approximate-messages-count': messagesOf(name).length }, body: '' };
      default:
        throw unknown(asked);
    }
  }

  function ofMessages(asked: AskedOfStorage, name: string, query: URLSearchParams): StorageAnswer {
    const all = messagesOf(name);
    switch (asked.method) {
      case 'POST':
        return { status: 201, headers: XML, body: listed([put(all, asked, query)], sent) };
      case 'GET':
        return query.get('peekonly') === 'true'
          ? { status: 200, headers: XML, body: listed(visible(all, query), peeked) }
          : { status: 200, headers: XML, body: listed(taken(visible(all, query), query), received) };
      case 'DELETE':
        queues.set(name, []);
        return DONE;
      default:
        throw unknown(asked);
    }
  }

  function ofMessage(asked: AskedOfStorage, name: string, id: string, query: URLSearchParams): StorageAnswer {
    const all = messagesOf(name);
    const message = all.find((one) => one.id === id);
    if (message === undefined) throw new Refusal(404, 'MessageNotFound');
    if (message.popReceipt !== query.get('popreceipt')) throw new Refusal(400, 'PopReceiptMismatch');
    if (asked.method === 'DELETE') {
      all.splice(all.indexOf(message), 1);
      return DONE;
    }
    if (asked.method !== 'PUT') throw unknown(asked);
    hide(message, secondsOf(query, 'visibilitytimeout', 0));
    message.text = textIn(asked.body) ?? message.text;
    const { popReceipt, visibleAt } = message;
    return {
      status: 204,
      headers: { 'x-ms-popreceipt': popReceipt, 'x-ms-time-next-visible': date(visibleAt) },
      body: '',
    };
  }

  return (asked) => answered(() => answerTo(asked));
}

function put(all: Message[], { body }: AskedOfStorage, query: URLSearchParams): Message {
  const now = Date.now();
  const lives = secondsOf(query, 'messagettl', 7 * DAY_S);
  const message = {
    id: randomUUID(),
    text: textIn(body) ?? '',
    insertedAt: now,
    expiresAt: lives === -1 ? NEVER : now + lives * 1_000,
    visibleAt: now,
    popReceipt: '',
    dequeued: 0,
  };
  hide(message, secondsOf(query, 'visibilitytimeout', 0));
  all.push(message);
  return message;
}

function visible(all: readonly Message[], query: URLSearchParams): Message[] {
  const now = Date.now();
  return all
    .filter(({ visibleAt }) => visibleAt <= now)
    .toSorted((one, other) => one.visibleAt - other.visibleAt)
    .slice(0, secondsOf(query, 'numofmessages', 1));
}

function taken(messages: Message[], query: URLSearchParams): Message[] {
  for (const message of messages) {
    message.dequeued += 1;
    hide(message, secondsOf(query, 'visibilitytimeout', 30));
  }
  return messages;
}

function hide(message: Message, seconds: number): void {
  if (seconds < 0 || seconds > 7 * DAY_S) throw new Refusal(400, 'OutOfRangeQueryParameterValue');
  message.visibleAt = Date.now() + seconds * 1_000;
  message.popReceipt = randomUUID();
}

function secondsOf(query: URLSearchParams, name: string, otherwise: number): number {
  return Number(query.get(name) ?? otherwise);
}

function textIn(body: Buffer): string | undefined {
  const text = /<MessageText>(?<text>.*)<\/MessageText>/su.exec(body.toString())?.groups?.text;
  return text === undefined ? undefined : unescaped(text);
}

const date = (ms: number) => new Date(ms).toUTCString();
const field = (name: string, value: string) => `<${name}>${escaped(value)}</${name}>`;

const base = ({ id, insertedAt, expiresAt }: Message) =>
  field('MessageId', id) + field('InsertionTime', date(insertedAt)) + field('ExpirationTime', date(expiresAt));
const sent = (one: Message) =>
  base(one) + field('PopReceipt', one.popReceipt) + field('TimeNextVisible', date(one.visibleAt));
const content = ({ dequeued, text }: Message) => field('DequeueCount', String(dequeued)) + field('MessageText', text);
const peeked = (one: Message) => base(one) + content(one);
const received = (one: Message) => sent(one) + content(one);

function listed(messages: readonly Message[], fields: (message: Message) => string): string {
  const all = messages.map((message) => `<QueueMessage>${fields(message)}</QueueMessage>`);
  return `${XML_HEAD}<QueueMessagesList>${all.join('')}</QueueMessagesList>`;
}
