import type { ChainedEntry } from '../../audit/entry.ts';
import type { ChainedEvent } from '../../audit/event.ts';
import { eventsOf, outcomesOf } from '../../audit/events-of-entry.ts';
import { engagementIn, erasureIdIn, PERSON } from '../../effects/kinds/erasure-names.ts';
import { recordOf } from '../../register/record.ts';
import type { Certificate, CertificatePerson } from './certificate-schema.ts';

/** How a certificate and the audit trail disagree. */
export interface Disagreement {
  readonly what: 'decision' | 'person' | 'engagements';
  readonly detail: string;
}

/** Ways in which an engagement is gone or without its text, as the trail and certificates name them. */
const REMOVED = ['archived', 'kept_scrubbed', 'archived_only'] as const;

type Removed = Record<(typeof REMOVED)[number], number>;

/**
 * Holds a certificate against the entries of the audit trail, in the order of each chain. What the entries say is to be believed
 * only when the trail verifies, which is checked elsewhere.
 */
export class CertificateProof {
  readonly #certificate: Certificate;
  /** Of this erasure, intents without outcome so far, by chain. */
  readonly #open = new Map<string, ChainedEvent[]>();
  readonly #gone = new Map<string, ChainedEvent>();
  readonly #removed = new Map<string, Removed>();
  readonly #decisions: ChainedEvent[] = [];

  constructor(certificate: Certificate) {
    this.#certificate = certificate;
  }

  /** Takes the next entry of a chain. */
  take(entry: ChainedEntry): void {
    if (entry.action === 'outcome') this.#conclude(entry);
    else this.#begin(entry);
  }

  #begin(entry: ChainedEntry): void {
    const { erasureId } = this.#certificate;
    const events = eventsOf(entry);
    if (entry.action !== 'intent') {
      this.#decisions.push(...events.filter(({ subject }) => subject === `erasure:${erasureId}`));
      return;
    }
    const mine = events.filter(({ cause }) => erasureIdIn(cause) === erasureId);
    if (mine.length > 0) this.#open.set(entry.chain, [...(this.#open.get(entry.chain) ?? []), ...mine]);
  }

  #conclude(entry: ChainedEntry): void {
    const open = this.#open.get(entry.chain) ?? [];
    const still = open.filter((intent) => {
      const [outcome] = outcomesOf(entry, [intent]);
      if (outcome?.action === 'applied') this.#applied(outcome);
      return outcome === undefined;
    });
    if (still.length < open.length) this.#open.set(entry.chain, still);
  }

  #applied(event: ChainedEvent): void {
    const id = recordOf(event.subject)?.id;
    if (id === undefined) return;
    if (event.property === PERSON) this.#gone.set(id, event);
    const way = REMOVED.find((one) => one === event.after);
    if (way === undefined || engagementIn(event.property) === undefined) return;
    const counts = this.#removed.get(id) ?? { archived: 0, kept_scrubbed: 0, archived_only: 0 };
    this.#removed.set(id, { ...counts, [way]: counts[way] + 1 });
  }

  /** Everything in which they disagree, once all entries were taken; nothing when the trail proves the certificate. */
  disagreements(): Disagreement[] {
    const { people } = this.#certificate;
    const named = new Set(people.map(({ contactId }) => contactId));
    const unnamed = [...this.#gone.keys()].filter((id) => !named.has(id));
    return [
      ...this.#ofDecisions(),
      ...unnamed.map((id) =>
        ofPerson(`the trail says that contact ${id} was erased by this list, the certificate does not`),
      ),
      ...people.flatMap((person) => this.#ofPerson(person)),
    ];
  }

  #ofDecisions(): Disagreement[] {
    const { listHash, approver, approvedAt, preparers, state } = this.#certificate;
    const has = (action: ChainedEvent['action'], actor: string | null, cause: string) =>
      this.#decisions.some((event) => {
        return event.action === action && (actor === null || event.actor === actor) && event.cause.includes(cause);
      });
    const missing = [
      ...preparers
        .slice(0, 1)
        .filter((one) => !has('erasure_requested', one, ''))
        .map((one) => `${one} had it prepared`),
      ...(has('erasure_approved', approver, `listHash=${listHash}`) && approver !== null
        ? []
        : [`${approver} approved the hash ${listHash} at ${approvedAt}`]),
      ...(has('erasure_begun', null, `listHash=${listHash}`) ? [] : ['the list of this hash was carried out']),
      ...(has('erasure_ended', null, `state=${state}`) ? [] : [`it ended as ${state}`]),
    ];
    return missing.map((said) => ({ what: 'decision', detail: `the trail does not say that ${said}` }));
  }

  #ofPerson({ contactId, status, event, outcomes }: CertificatePerson): Disagreement[] {
    const seen = this.#gone.get(contactId);
    if (status !== 'done') {
      const isSilent = seen === undefined || status === 'gone_already';
      return isSilent ? [] : [ofPerson(`the trail says that contact ${contactId} is gone, the certificate ${status}`)];
    }
    if (seen === undefined) return [ofPerson(`the trail does not say that contact ${contactId} is gone`)];
    const isSame = event?.chain === seen.chain && event.sequence === seen.sequence && event.hash === seen.hash;
    const removed = this.#removed.get(contactId) ?? { archived: 0, kept_scrubbed: 0, archived_only: 0 };
    return [
      ...(isSame ? [] : [ofPerson(`the event by which contact ${contactId} is gone is another one`)]),
      ...REMOVED.filter((way) => removed[way] !== outcomes[way]).map((way): Disagreement => {
        const detail = `engagements of contact ${contactId} that are ${way}: ${removed[way]} by the trail, ${outcomes[way]} by the certificate`;
        return { what: 'engagements', detail };
      }),
    ];
  }
}

function ofPerson(detail: string): Disagreement {
  return { what: 'person', detail };
}
