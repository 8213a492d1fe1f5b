import type { ChainedEvent, OccurrenceAction } from '../../audit/event.ts';
import type { Policy } from '../../policy/schema.ts';
import { fieldsOf } from '../cause-fields.ts';
import { processorCode } from '../requests/duties.ts';

/** What the register has let out of its hands, or told somebody of: to the person, or to a processor (Art. 15, 19, 5(2)). */
export const DISCLOSURE_KINDS = ['copy_given', 'letter_sent', 'recipient_told', 'list_erased'] as const;

type DisclosureKind = (typeof DISCLOSURE_KINDS)[number];

/** By what the trail says of it. */
const KIND_OF: Readonly<Partial<Record<OccurrenceAction, DisclosureKind>>> = {
  disclosed: 'copy_given',
  request_letter_sent: 'letter_sent',
  // The person is told before a restriction is lifted (Art. 18(3)): of a letter that was not recorded before, this alone says so.
  request_lifted: 'letter_sent',
  request_recipient_told: 'recipient_told',
  erasure_ended: 'list_erased',
};

/** The events that disclosures are made of: each once, under its request or list, and not under each contact. */
export const DISCLOSING = {
  actions: ['disclosed', 'request_letter_sent', 'request_lifted', 'request_recipient_told', 'erasure_ended'],
  subjects: ['request', 'erasure'],
} as const satisfies { readonly actions: readonly OccurrenceAction[]; readonly subjects: readonly string[] };

/** One disclosure: ids, codes, dates and hashes, and the names of processors; null where it says nothing of a thing. */
export interface Disclosure {
  readonly at: string;
  readonly actor: string;
  readonly kind: DisclosureKind;
  readonly requestId: string | null;
  readonly requestKind: string | null;
  readonly erasureId: string | null;
  /** How a list ended. */
  readonly state: string | null;
  readonly letter: string | null;
  /** By its name where the policy has it, else by the code that the trail has. */
  readonly processor: string | null;
  /** The day on which the letter was sent, or the processor told. */
  readonly on: string | null;
  /** Of a copy. */
  readonly format: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly places: string | null;
  /** Of a list: so many people are gone. */
  readonly people: number | null;
  readonly sequence: number;
  readonly chain: string;
  readonly hash: string;
}

/** What an event discloses; `undefined` of any other. */
export function disclosureOf(event: ChainedEvent, { processors }: Pick<Policy, 'processors'>): Disclosure | undefined {
  const { at, actor, action, subject, cause, sequence, chain, hash } = event;
  const kind = Object.entries(KIND_OF).find(([name]) => name === action)?.[1];
  const [object, id = ''] = subject.split(':');
  if (kind === undefined || !DISCLOSING.subjects.some((one) => one === object)) return undefined;
  const said = fieldsOf(cause);
  if (action === 'request_lifted' && said.get('recorded') === 'letter_sent') return undefined;
  const field = (name: string) => said.get(name) ?? null;
  const count = (name: string) => Number(said.get(name) ?? 0);
  const code = field('processor');
  const isOf = (one: DisclosureKind) => kind === one;
  return {
    at,
    actor,
    kind,
    requestId: object === 'request' ? id : null,
    requestKind: field('kind'),
    erasureId: object === 'erasure' ? id : null,
    state: isOf('list_erased') ? field('state') : null,
    letter: action === 'request_lifted' ? 'lifting' : field('letter'),
    processor: processors.find(({ name }) => processorCode(name) === code)?.name ?? code,
    on: field('sentOn') ?? field('letterSentOn') ?? field('on'),
    format: field('format'),
    sha256: field('sha256'),
    places: field('places'),
    bytes: said.has('bytes') ? count('bytes') : null,
    people: isOf('list_erased') ? count('done') + count('gone_already') : null,
    sequence,
    chain,
    hash,
  };
}
