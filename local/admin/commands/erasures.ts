import { z } from 'zod';
import {
  type ErasureAnswer,
  type ErasureSummary,
  erasureAnswerSchema,
  erasuresAnswerSchema,
  preparedSchema,
} from '../../../src/http/schemas/erasure.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { plain } from '../plain.ts';
import { openSession, type Session } from '../session.ts';
import type { World } from '../world.ts';

const text = z.string().optional();
const OPTIONS = z.object({
  ground: text,
  request: text,
  reason: text,
  'list-hash': text,
  limit: text,
  'contact-id': z.array(z.string()).optional(),
  all: z.boolean().optional(),
  html: z.boolean().optional(),
});

type Options = ReturnType<typeof optionsIn>;
type Deed = (id: string, options: Options, session: Session) => Promise<ExitStatus>;

const DEEDS: ReadonlyMap<string, Deed> = new Map<string, Deed>(
  Object.entries({ show, exclude, approve, reject, cancel, certificate }),
);

/** `erasures`: the lists of people to erase, from preparing one to its certificate. */
export async function erasures(args: readonly string[], world: World): Promise<ExitStatus> {
  const [first] = args;
  if (first === undefined || first.startsWith('--')) return list(args, world);
  if (first === 'prepare') return prepare(args.slice(1), world);
  const deed = DEEDS.get(first);
  if (deed === undefined) throw usage('There is no such thing to do with a list of people to erase.');
  const options = optionsIn(args.slice(1), ['ID of the list']);
  const [id = ''] = options.given;
  // Another address than that of a list would be asked for these.
  if (/^\.{0,2}$/.test(id)) throw usage('Name the ID of the list.');
  return deed(id, options, openSession(options, world));
}

function optionsIn(args: readonly string[], positionals: readonly string[] = []) {
  return readOptions(args, OPTIONS, positionals);
}

async function list(args: readonly string[], world: World): Promise<ExitStatus> {
  const options = optionsIn(args);
  const session = openSession(options, world);
  const reply = await session.client.ask('GET', 'erasures', { query: { limit: options.limit } });
  session.tell(reply, () => listTable(read(reply, erasuresAnswerSchema).erasures));
  return EXIT.well;
}

async function prepare(args: readonly string[], world: World): Promise<ExitStatus> {
  const options = optionsIn(args);
  const session = openSession(options, world);
  const { ground = 'retention', request: requestId, 'contact-id': contactIds } = options;
  const reply = await session.client.ask('POST', 'erasures', { body: { ground, requestId, contactIds } });
  const { id, runId } = read(reply, preparedSchema);
  session.tell(reply, () => `Run ${runId} prepares list ${id}: npm run admin -- erasures show ${id}`);
  return EXIT.well;
}

async function show(id: string, { all, limit }: Options, session: Session): Promise<ExitStatus> {
  for (let continuation: string | undefined, first = true; ; first = false) {
    const reply = await session.client.ask('GET', pathOf(id), { query: { limit, continuation } });
    const page = read(reply, erasureAnswerSchema);
    session.tell(reply, () => (first ? `${words(page)}\n${peopleTable(page)}` : peopleTable(page)));
    if (page.continuation === null) return EXIT.well;
    if (all !== true) {
      session.note('There are more people: --all shows them.');
      return EXIT.well;
    }
    continuation = page.continuation;
  }
}

async function exclude(id: string, { 'contact-id': contacts = [], reason }: Options, session: Session) {
  if (contacts.length === 0 || reason === undefined) throw usage('Give --contact-id and --reason.');
  const body = { exclude: contacts.map((contactId) => ({ contactId, reason })) };
  return change(session, 'PATCH', pathOf(id), body);
}

async function approve(id: string, { 'list-hash': listHash }: Options, session: Session) {
  // Whoever approves has looked at this very list.
  if (listHash === undefined) throw usage('Give --list-hash as the list shows it.');
  return change(session, 'POST', `${pathOf(id)}/approval`, { listHash });
}

async function reject(id: string, { reason }: Options, session: Session) {
  if (reason === undefined) throw usage('Give --reason, a code of the policy.');
  return change(session, 'POST', `${pathOf(id)}/rejection`, { reason });
}

async function cancel(id: string, _: Options, session: Session) {
  return change(session, 'DELETE', pathOf(id));
}

async function change(session: Session, method: string, path: string, body?: unknown): Promise<ExitStatus> {
  const reply = await session.client.ask(method, path, body === undefined ? {} : { body });
  session.tell(reply, () => words(read(reply, erasureAnswerSchema)));
  return EXIT.well;
}

async function certificate(id: string, { html }: Options, session: Session): Promise<ExitStatus> {
  const headers = { accept: html === true ? 'text/html' : 'application/json' };
  const reply = await session.client.ask('GET', `${pathOf(id)}/certificate`, { headers });
  session.tell(reply, () => reply.text);
  return EXIT.well;
}

function pathOf(id: string): string {
  return `erasures/${encodeURIComponent(id)}`;
}

function words(one: ErasureAnswer): string {
  const people = Object.entries(one.people).flatMap(([status, count]) => (count > 0 ? [`${count} ${status}`] : []));
  const lines = [
    `List ${one.id} (${one.ground}): ${one.state}; ${people.join(', ') || 'nobody on it'}.`,
    ...(one.problem === null ? [] : [one.problem]),
    ...(one.changes === null ? [] : [`${one.changes.contacts} people differ from what was approved.`]),
    ...(one.executeFrom === null || one.state !== 'approved' ? [] : [`Carried out from ${one.executeFrom} on.`]),
    `Prepared by ${one.preparers.join(', ')}${one.approver === null ? '' : `, approved by ${one.approver}`}.`,
    `Hash: ${one.listHash ?? 'none yet'}. Next: ${one.actions.join(', ') || 'nothing'}.`,
  ];
  return lines.map(plain).join('\n');
}

function listTable(lists: readonly ErasureSummary[]): string {
  return table(
    ['id', 'ground', 'state', 'created', 'proposed', 'done', 'left out'],
    lists.map(({ id, ground, state, createdAt, people }) => {
      const leftOut = people.excluded + people.protected + people.changed + people.failed;
      return [id, ground, state, createdAt, people.proposed, people.done + people.gone_already, leftOut];
    }),
  );
}

function peopleTable({ items }: ErasureAnswer): string {
  return table(
    ['contact', 'status', 'reason', 'ends', 'basis', 'exclusive', 'company', 'shared', 'unread', 'changed'],
    items.map(({ contactId, status, reason, endsOn, basis, counts, changes }) => [
      contactId,
      status,
      reason ?? '',
      endsOn ?? '',
      basis ?? '',
      counts.exclusive,
      counts.company,
      counts.shared,
      counts.unread,
      changes.join(', '),
    ]),
  );
}
