import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { z } from 'zod';
import { SafeError } from '../safe-error.ts';
import type { RowMacs } from '../storage/row-macs.ts';
import { isConflict } from '../storage/status.ts';
import type { Ledger } from './ledger.ts';
import { ACTIVE, LINE, namingSchema, RUNS, rowOf, WAITING_ROWS, waitingRow } from './ledger-rows.ts';
import type { Run, Scope } from './run.ts';

/** Runs that may wait at once; more are asked for only by mistake, and each names contacts of its own. */
export const MOST_WAITING = 20;

const TRIES = 50;

const SINGULAR: ReadonlySet<Scope> = new Set(['contacts', 'erasure', 'copy']);

/** Others kept changing the line; nothing was added to it. */
export class LineBusyError extends SafeError<'line_busy'> {
  override readonly name = 'LineBusyError';

  constructor(message: string) {
    super('line_busy', message);
  }
}

/** What somebody wants a run to look at. */
type Wish = Pick<Run, 'scope' | 'dryRun'> & Partial<Pick<Run, 'forRequests'>>;

type Covered = { readonly kind: 'covered'; readonly runId: string };
type Full = { readonly kind: 'full' };

/**
 * Where a wish ends up: `free` when a run may join the line, `covered` by a run that waits already and will do the same,
 * or `full`.
 */
export type Place = { readonly kind: 'free' } | Covered | Full;

/** What became of a run: it joined, perhaps earlier; or it is not needed; or there is no room. */
export type Joined = { readonly kind: 'joined' } | Covered | Full;

type Naming = z.infer<typeof namingSchema>;

interface LineNow {
  readonly waiting: readonly Naming[];
  /** ETag of the row that every run that joins replaces; `undefined` before the first. */
  readonly etag: string | undefined;
}

/**
 * The runs that wait for their turn, as those who ask for one over HTTP meet them: at most one of a scope, at most twenty
 * in all. The run whose turn it is waits no more, for it begins at once. Whoever joins replaces one row by its ETag, so
 * that no two can join on the same view of the line.
 */
export class Line {
  readonly #table: TableClient;
  readonly #ledger: Ledger;
  readonly #macs: RowMacs;

  constructor(table: TableClient, ledger: Ledger, macs: RowMacs) {
    this.#table = table;
    this.#ledger = ledger;
    this.#macs = macs;
  }

  /** Where a run that looks at this would end up now. */
  async placeFor(wish: Wish): Promise<Place> {
    return this.#placeIn(await this.#look(), wish);
  }

  /** Adds a run to the line, unless one that waits covers it or the line is full. Repeating it changes nothing. */
  async join(run: Run): Promise<Joined> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const view = await this.#look();
      if ((await this.#ledger.find(run.runId)) !== undefined) return { kind: 'joined' };
      const place = this.#placeIn(view, run);
      if (place.kind !== 'free') return place;
      if (await this.#enter(run, view.etag)) return { kind: 'joined' };
    }
    throw new LineBusyError('Many runs are asked for at once: try again.');
  }

  /** What the runs look at that wait or have their turn; dry runs apart, for they change nothing. One range of few rows. */
  async scopes(): Promise<Set<Scope>> {
    const filter = odata`PartitionKey eq ${RUNS} and RowKey ge ${ACTIVE} and RowKey lt ${WAITING_ROWS.to}`;
    const scopes = new Set<Scope>();
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const naming = namingSchema.safeParse(row);
      if (naming.success && !naming.data.dryRun) scopes.add(naming.data.scope);
    }
    return scopes;
  }

  async #enter(run: Run, etag: string | undefined): Promise<boolean> {
    const { runId, scope, dryRun, forRequests } = run;
    const line = { partitionKey: RUNS, rowKey: LINE, last: runId };
    const actions: TransactionAction[] = [
      etag === undefined ? ['create', line] : ['update', line, 'Replace', { etag }],
      ['create', rowOf(run, this.#macs)],
      ['create', { partitionKey: RUNS, rowKey: waitingRow(runId), runId, scope, dryRun, forRequests }],
    ];
    try {
      await this.#table.submitTransaction(actions);
      return true;
    } catch (error) {
      // Also after an answer that was lost: the next look finds the run.
      if (!isConflict(error)) throw error;
      return false;
    }
  }

  #placeIn({ waiting }: LineNow, { scope, dryRun, forRequests = false }: Wish): Place {
    // Each of these names contacts, or a list, of its own; for requests their table says by the time of its turn whom it is to look at.
    const same =
      SINGULAR.has(scope) && !forRequests
        ? undefined
        : waiting.find(
            (other) => other.scope === scope && other.dryRun === dryRun && other.forRequests === forRequests,
          );
    if (same !== undefined) return { kind: 'covered', runId: same.runId };
    return { kind: waiting.length < MOST_WAITING ? 'free' : 'full' };
  }

  /** One range of few rows, in the order of their keys: the row of the line is read before any that waits. */
  async #look(): Promise<LineNow> {
    const filter = odata`PartitionKey eq ${RUNS} and RowKey ge ${LINE} and RowKey lt ${WAITING_ROWS.to}`;
    const waiting: Naming[] = [];
    let etag: string | undefined;
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      if (row.rowKey === LINE) etag = row.etag;
      else waiting.push(namingSchema.parse(row));
    }
    return { waiting, etag };
  }
}
