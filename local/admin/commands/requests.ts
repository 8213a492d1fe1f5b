import { text as textOf } from 'node:stream/consumers';
import { z } from 'zod';
import {
  personRequestListSchema,
  personRequestSchema,
  rectifiedRequestSchema,
} from '../../../src/http/schemas/person-request.ts';
import { copyReviewSchema } from '../../../src/http/schemas/copy-review.ts';
import { table } from '../../start/tables.ts';
import { saveCopy } from './copy.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { rectifiedWords, requestTable, requestWords } from '../request-words.ts';
import { plain } from '../plain.ts';
import { saveNew } from '../save.ts';
import { openSession, type Session } from '../session.ts';
import type { World } from '../world.ts';

const text = z.string().optional();
const many = z.array(z.string()).optional();
const OPTIONS = z.object({
  state: text,
  kind: text,
  channel: text,
  'received-on': text,
  'contact-id': many,
  email: many,
  marketing: z.boolean().optional(),
  how: text,
  reason: text,
  letter: text,
  processor: many,
  on: text,
  limit: text,
  all: z.boolean().optional(),
  contact: text,
  property: text,
  value: text,
  lang: text,
  out: text,
  format: text,
  grant: many,
  refuse: many,
  ground: text,
  statute: text,
  until: text,
  'proof-ref': text,
});

type Options = ReturnType<typeof optionsIn>;

/** What each action sends. */
const BODIES: ReadonlyMap<string, (options: Options) => unknown> = new Map<string, (options: Options) => unknown>([
  ...['ask-identity', 'resume', 'complete', 'withdraw', 'close-unidentified'].map((name) => {
    return [name, () => undefined] as const;
  }),
  ['identify', ({ how }) => ({ how })],
  ['pause', ({ reason }) => ({ reason })],
  ['extend', ({ reason }) => ({ reason })],
  ['decide', (options) => ({ items: itemsOf(options) })],
  ['letter-sent', ({ letter, on }) => ({ letter, sentOn: on })],
  ['lift', ({ on }) => ({ letterSentOn: on })],
  ['rectify', ({ contact: contactId, property, value }) => ({ contactId, property, value })],
]);

/** What is not one action with a body. */
const OTHERS: readonly string[] = ['copy', 'show', 'letter', 'review', 'recipient-told'];

/** Actions whose address has another name. */
const ADDRESSES: ReadonlyMap<string, string> = new Map([['rectify', 'rectifications']]);

/** `requests`: requests of people in the register, from receipt to answer. */
export async function requests(args: readonly string[], world: World): Promise<ExitStatus> {
  const [first] = args;
  if (first === undefined || first.startsWith('--')) return list(args, world);
  if (first === 'file') return file(args.slice(1), world);
  const body = BODIES.get(first);
  if (!OTHERS.includes(first) && body === undefined) throw usage('There is no such thing to do with a request.');
  const options = await withPiped(optionsIn(args.slice(1), ['ID of the request']), world);
  const [id = ''] = options.given;
  // Another address than that of a request would be asked for these.
  if (/^\.{0,2}$/.test(id)) throw usage('Name the ID of the request.');
  const session = openSession(options, world);
  const path = `requests/${encodeURIComponent(id)}`;
  if (first === 'letter') return letter(path, options, session);
  if (first === 'copy') return saveCopy(path, options, session);
  if (first === 'review') return review(path, session);
  if (first === 'recipient-told') return recipientsTold(path, options, session);
  const sent = body?.(options);
  const reply =
    body === undefined
      ? await session.client.ask('GET', path)
      : await session.client.ask(
          'POST',
          `${path}/${ADDRESSES.get(first) ?? first}`,
          sent === undefined ? {} : { body: sent },
        );
  return first === 'rectify' ? tellRectified(session, reply) : tellOne(session, reply);
}

/** A value that is piped in stays out of the history of the shell, and of what others on the machine see. */
async function withPiped(options: Options, { input }: World): Promise<Options> {
  if (options.value !== '-') return options;
  return { ...options, value: (await textOf(input)).replace(/\r?\n$/, '') };
}

function optionsIn(args: readonly string[], positionals: readonly string[] = []) {
  return readOptions(args, OPTIONS, positionals);
}

async function list(args: readonly string[], world: World): Promise<ExitStatus> {
  const { limit, all, state, kind, 'contact-id': contacts = [], ...options } = optionsIn(args);
  const [contactId, ...others] = contacts;
  if (others.length > 0) throw usage('Give one --contact-id, whose requests are shown.');
  const session = openSession(options, world);
  for (let continuation: string | undefined; ; ) {
    const reply = await session.client.ask('GET', 'requests', {
      query: { limit, continuation, state, kind, contactId },
    });
    const page = read(reply, personRequestListSchema);
    session.tell(reply, () => requestTable(page.requests));
    if (page.continuation === null) return EXIT.well;
    if (all !== true) {
      session.note('There are more requests: --all shows them.');
      return EXIT.well;
    }
    continuation = page.continuation;
  }
}

async function file(args: readonly string[], world: World): Promise<ExitStatus> {
  const {
    kind,
    channel,
    'received-on': receivedOn,
    'contact-id': contactIds,
    email,
    marketing,
    ...options
  } = optionsIn(args);
  const session = openSession(options, world);
  const body = { kind, channel, receivedOn, contactIds, emails: email, marketing };
  return tellOne(session, await session.client.ask('POST', 'requests', { body }));
}

/** Saves a letter of a request, a page to print. */
async function letter(path: string, { kind, lang, out }: Options, session: Session): Promise<ExitStatus> {
  if (out === undefined) throw usage('Give --out, a file to write the letter into.');
  const reply = await session.client.ask('GET', `${path}/letter`, { query: { kind, lang } });
  await saveNew(out, reply.text);
  session.note(`${out}: look at it, print it from a browser, send it, and record that with letter-sent.`);
  return EXIT.well;
}

/** Shows where a copy may tell of other people. */
async function review(path: string, session: Session): Promise<ExitStatus> {
  const reply = await session.client.ask('GET', `${path}/review`);
  session.tell(reply, () => {
    const { withOthers, hints, missingScopes } = read(reply, copyReviewSchema);
    const others = withOthers.map(({ subject, at, othersCount }) => [subject, at ?? '', `${othersCount} others`]);
    const named = hints.map(({ subject, at, found }) => [subject, at ?? '', found.join(', ')]);
    const rows = [...others, ...named].map((row) => row.map(plain));
    const scopes =
      missingScopes.length === 0 ? [] : [`Not looked at, for want of scopes: ${missingScopes.join(', ')}.`];
    return [table(['subject', 'when', 'others'], rows), ...scopes].join('\n');
  });
  session.note('Hints are no proof: others may be named where nothing was found. Grant what may be given with decide.');
  return EXIT.well;
}

/** Records that several processors were told on one day, one after the other. */
async function recipientsTold(path: string, { processor = [], on }: Options, session: Session): Promise<ExitStatus> {
  const [last, ...others] = processor.toReversed();
  if (last === undefined) throw usage('Give --processor, the name of a processor of the policy.');
  const tell = (name: string) =>
    session.client.ask('POST', `${path}/recipient-told`, { body: { processor: name, on } });
  for (const name of others.toReversed()) await tell(name);
  return tellOne(session, await tell(last));
}

/** What is refused shares one ground; a decision of several takes the HTTP call. */
function itemsOf({ grant = [], refuse = [], ground, statute, until, 'proof-ref': proofRef }: Options) {
  return [
    ...grant.map((subject) => ({ subject, outcome: 'granted' })),
    ...refuse.map((subject) => ({ subject, outcome: 'refused', ground, statute, until, proofRef })),
  ];
}

function tellOne(session: Session, reply: Parameters<Session['tell']>[0]): ExitStatus {
  session.tell(reply, () => requestWords(read(reply, personRequestSchema)));
  return EXIT.well;
}

function tellRectified(session: Session, reply: Parameters<Session['tell']>[0]): ExitStatus {
  session.tell(reply, () => rectifiedWords(read(reply, rectifiedRequestSchema)));
  return EXIT.well;
}
