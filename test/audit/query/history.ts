import fc from 'fast-check';
import { chainOf } from '../../../src/audit/rows.ts';
import { type AuditTable, KEYS } from '../audit-table.ts';
import { intent } from '../sample-intents.ts';

export const START = Date.parse('2026-11-23T08:00:00.000Z');
const CONTACTS = ['contact:101', 'contact:1011', 'contact:102', 'contact:103'];
const COMPANIES = ['company:101', 'company:201'];
export const SUBJECTS = [...CONTACTS, ...COMPANIES];
export const RUNS = ['20261123T080000000Z-00000001', '20261123T080000000Z-00000002'];

/** One thing that happens to a trail, `later` milliseconds after the one before and by a clock that is `off`. */
type Step = { readonly later: number; readonly off: number } & (
  | { readonly kind: 'intend'; readonly subjects: readonly string[]; readonly changes: number; readonly runId: string }
  /** Concludes the open intents number `which`, maybe in another run than theirs, and maybe of some of their subjects only. */
  | { readonly kind: 'conclude'; readonly which: number; readonly runId: string; readonly known: readonly string[] }
  | { readonly kind: 'record'; readonly subjects: readonly string[]; readonly runId: string }
);

const clock = { later: fc.integer({ min: 0, max: 4_000 }), off: fc.integer({ min: 0, max: 1_999 }) };
const subjects = fc.uniqueArray(fc.constantFrom(...SUBJECTS), { minLength: 1, maxLength: 4 });
const known = fc.oneof(fc.constant(SUBJECTS), fc.subarray(SUBJECTS));
const runId = fc.constantFrom(...RUNS);

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      ...clock,
      kind: fc.constant('intend' as const),
      subjects,
      changes: fc.integer({ min: 1, max: 5 }),
      runId,
    }),
    fc.record({ ...clock, kind: fc.constant('conclude' as const), which: fc.nat(20), runId, known }),
    fc.record({ ...clock, kind: fc.constant('record' as const), subjects, runId: fc.constantFrom(...RUNS, '') }),
  ),
  { minLength: 5, maxLength: 25 },
);

/** A trail to which things happen, one after another. */
export class History {
  readonly #audit: AuditTable;
  readonly #trail: ReturnType<AuditTable['trail']>;
  #time = START;
  #at = START;

  constructor(audit: AuditTable) {
    this.#audit = audit;
    this.#trail = audit.trail(audit.client(), KEYS, () => new Date(this.#at).toISOString());
  }

  async go(all: readonly Step[]): Promise<void> {
    for (const step of all) await this.#take(step);
  }

  async #take(step: Step): Promise<void> {
    this.#time += step.later;
    this.#at = this.#time - step.off;
    const author = { runId: step.runId, actor: 'timer' };
    if (step.kind === 'intend') {
      const intents = step.subjects.map((subject) => intent(subject, step.changes));
      await this.#trail.intend(intents, author);
    } else if (step.kind === 'record') {
      const occurrences = step.subjects.map((subject) => ({ action: 'gone' as const, subject, cause: 'gone' }));
      await this.#trail.record(occurrences, author);
    } else {
      const open = await this.#trail.open();
      const concluded = open[step.which % Math.max(1, open.length)];
      const conclusions = new Map(step.known.map((subject) => [subject, { outcome: 'applied' as const }]));
      if (concluded !== undefined) await this.#trail.conclude([concluded], conclusions, author);
    }
  }

  /** Prunes the events of a place and those after it, as far as there are so many; rows that led there may stay. */
  async prune(subject: string, first: number, count: number): Promise<void> {
    const chain = chainOf(subject);
    const digits = (place: number) => String(place).padStart(12, '0');
    const rows = await this.#audit.rows(chain, digits(first), digits(first + count));
    if (rows.length < count || rows.some(({ pruned }) => pruned === true)) return;
    const last = first + count - 1;
    const hash = '0'.repeat(64);
    const range = { pruned: true, first, last, previousHash: hash, hash, keyId: 'k', mac: hash };
    await this.#audit.table.submitTransaction([
      ['update', { partitionKey: chain, rowKey: digits(first), ...range }, 'Replace'],
      ...rows
        .slice(1)
        .map(({ rowKey }): ['delete', { partitionKey: string; rowKey: string }] => [
          'delete',
          { partitionKey: chain, rowKey: String(rowKey) },
        ]),
    ]);
  }
}
