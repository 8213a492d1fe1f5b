import { text as textOf } from 'node:stream/consumers';
import { z } from 'zod';
import {
  type PersonRequestAnswer,
  personRequestListSchema,
  personRequestSchema,
  rectifiedRequestSchema,
} from '../../../src/http/schemas/person-request.ts';
import { table } from '../../start/tables.ts';
import { saveCopy } from './copy.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { plain } from '../plain.ts';
import { saveNew } from '../save.ts';
import { openSession, type Session } from '../session.ts';
import type { World } from '../world.ts';

const text = z.string().optional();
const many = z.array(z.string()).optional();
const OPTIONS = z.object({
  ...{
    kind: text,
    channel: text,
    'received-on': text,
    'contact-id': many,
    email: many,
    marketing: z.boolean().optional(),
  },
  ...{ how: text, reason: text, letter: text, processor: text, on: text, limit: text, all: z.boolean().optional() },
  ...{ contact: text, property: text, value: text },
  ...{ lang: text, out: text, format: text },
  ...{ grant: many, refuse: many, ground: text, statute: text, until: text, 'proof-ref': text },
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
  ['recipient-told', ({ processor, on }) => ({ processor, on })],
  ['lift', ({ on }) => ({ letterSentOn: on })],
  ['rectify', ({ contact: contactId, property, value }) => ({ contactId, property, value })],
]);

/** Actions whose address has another name. */
const ADDRESSES: ReadonlyMap<string, string> = new Map([['rectify', 'rectifications']]);

/** `requests`: requests of people in the register, from receipt to answer. */
export async function requests(args: readonly string[], world: World): Promise<ExitStatus> {
  const [first] = args;
  if (first === undefined || first.startsWith('--')) return list(args, world);
  if (first === 'file') return file(args.slice(1), world);
  const body = BODIES.get(first);
  if (first !== 'show' && first !== 'letter' && first !== 'copy' && body === undefined)
    throw usage('There is no such thing to do with a request.');
  const options = await withPiped(optionsIn(args.slice(1), ['ID of the request']), world);
  const [id = ''] = options.given;
  // Another address than that of a request would be asked for these.
  if (/^\.{0,2}$/.test(id)) throw usage('Name the ID of the request.');
  const session = openSession(options, world);
  const path = `requests/${encodeURIComponent(id)}`;
  if (first === 'letter') return letter(path, options, session);
  if (first === 'copy') return saveCopy(path, options, session);
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
  const { limit, all, ...options } = optionsIn(args);
  const session = openSession(options, world);
  for (let continuation: string | undefined; ; ) {
    const reply = await session.client.ask('GET', 'requests', { query: { limit, continuation } });
    const page = read(reply, personRequestListSchema);
    session.tell(reply, () => listTable(page.requests));
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

/** What is refused shares one ground; a decision of several takes the HTTP call. */
function itemsOf({ grant = [], refuse = [], ground, statute, until, 'proof-ref': proofRef }: Options) {
  return [
    ...grant.map((subject) => ({ subject, outcome: 'granted' })),
    ...refuse.map((subject) => ({ subject, outcome: 'refused', ground, statute, until, proofRef })),
  ];
}

function tellOne(session: Session, reply: Parameters<Session['tell']>[0]): ExitStatus {
  session.tell(reply, () => words(read(reply, personRequestSchema)));
  return EXIT.well;
}

function tellRectified(session: Session, reply: Parameters<Session['tell']>[0]): ExitStatus {
  session.tell(reply, () => {
    const { rectification, ...request } = read(reply, rectifiedRequestSchema);
    const { contactId, property, as, formerAddressKept } = rectification;
    const former = formerAddressKept === true ? ['The contact keeps the former address beside the new one.'] : [];
    return [`Contact ${contactId}, ${property}: ${plain(HOW[as])}`, ...former, words(request)].join('\n');
  });
  return EXIT.well;
}

const HOW = {
  written: 'written.',
  already_there: 'HubSpot held the value already; nothing was written.',
  in_another_form: 'written, and HubSpot keeps it in another form: look at it.',
} as const;

function words(one: PersonRequestAnswer): string {
  const lines = [
    `Request ${one.id} (${one.kind}): ${one.state}; contacts ${one.contactIds.join(', ') || 'none'}.`,
    `Due on ${one.dueOn}${one.dueWithPausesOn === one.dueOn ? '' : `, with its pauses on ${one.dueWithPausesOn}`}.`,
    ...one.elsewhere.map(({ account, contactIds }) => {
      return `In ${account}: ${contactIds === null ? 'it could not be asked' : `contacts ${contactIds.join(', ')}`}.`;
    }),
    ...(one.proposal === null ? [] : [`Proposed by ${one.proposal.by}: another officer has to decide the same.`]),
    ...(one.open.length === 0 ? [] : [`Open: ${one.open.join(', ')}.`]),
    `Next: ${one.actions.join(', ') || 'nothing'}.`,
  ];
  return lines.map(plain).join('\n');
}

function listTable(shown: readonly PersonRequestAnswer[]): string {
  return table(
    ['id', 'kind', 'state', 'received', 'due', 'with pauses', 'contacts'],
    shown.map((one) => {
      const { id, kind, state, receivedOn, dueOn, dueWithPausesOn, contactIds } = one;
      return [id, kind, state, receivedOn, dueOn, dueWithPausesOn, contactIds.join(' ')];
    }),
  );
}
