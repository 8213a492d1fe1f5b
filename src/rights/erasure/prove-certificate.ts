import type { ChainedEntry } from '../../audit/entry.ts';
import type { ChainedEvent } from '../../audit/event.ts';
import { eventsOf, outcomesOf } from '../../audit/events-of-entry.ts';
import { engagementIn, erasureIdIn, PERSON } from '../../effects/kinds/erasure-names.ts';
import { recordOf } from '../../register/record.ts';
import type { Certificate, CertificatePerson } from './certificate-schema.ts';
import { unconfirmed } from './prove-decisions.ts';

/** How a certificate and the audit trail disagree. */
export interface Disagreement {
  readonly what: 'decision' | 'person' | 'engagements';
  readonly detail: string;
}

/** Ways in which an engagement is gone or without its text, as the trail and certificates name them. */
const REMOVED = ['archived', 'kept_scrubbed', 'archived_only'] as const;

type Way = (typeof REMOVED)[number];

/**
 * Holds a certificate against the entries of the audit trail, in the order of each chain. What the entries say is to be believed
 * only when the trail verifies, which is checked elsewhere.
 */
export class CertificateProof {
  readonly #certificate: Certificate;
  /** Of this erasure, intents without outcome so far, by chain. */
  readonly #open = new Map<string, ChainedEvent[]>();
  readonly #gone = new Map<string, ChainedEvent>();
  /** What became of engagements, by the person and their name. */
  readonly #removed = new Map<string, Map<string, Way>>();
  readonly #decisions: ChainedEvent[] = [];
  /** Runs that were about to change something for this erasure. */
  readonly #runs = new Set<string>();

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
    for (const { runId } of mine) this.#runs.add(runId);
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
    // Of one that an interruption had tried twice the last word counts.
    const removed = this.#removed.get(id) ?? new Map<string, Way>();
    this.#removed.set(id, removed.set(event.property, way));
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
    const { runs } = this.#certificate;
    const missing = unconfirmed(this.#certificate, this.#decisions).map(
      (said) => `the trail does not say that ${said}`,
    );
    const others = [...this.#runs].filter((runId) => !runs.includes(runId));
    const unnamed = others.map((runId) => `the run ${runId} carried it out by the trail, and not by the certificate`);
    return [...missing, ...unnamed].map((detail) => ({ what: 'decision', detail }));
  }

  #ofPerson({ contactId, status, event, outcomes }: CertificatePerson): Disagreement[] {
    const seen = this.#gone.get(contactId);
    if (status !== 'done') {
      const isSilent = seen === undefined && event === null;
      return isSilent ? [] : [ofPerson(`what the trail says of contact ${contactId} is not ${status}`)];
    }
    if (seen === undefined) return [ofPerson(`the trail does not say that contact ${contactId} is gone`)];
    const isSame = event?.chain === seen.chain && event.sequence === seen.sequence && event.hash === seen.hash;
    const removed = [...(this.#removed.get(contactId)?.values() ?? [])];
    return [
      ...(isSame ? [] : [ofPerson(`the event by which contact ${contactId} is gone is another one`)]),
      ...REMOVED.flatMap((way): Disagreement[] => {
        const count = removed.filter((one) => one === way).length;
        if (count === outcomes[way]) return [];
        const detail = `engagements of contact ${contactId} that are ${way}: ${count} by the trail, ${outcomes[way]} by the certificate`;
        return [{ what: 'engagements', detail }];
      }),
    ];
  }
}

function ofPerson(detail: string): Disagreement {
  return { what: 'person', detail };
}
