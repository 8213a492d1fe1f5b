import type { Now } from '../clock.ts';
import type { RequestCounts } from '../hubspot/transport.ts';
import { SafeError } from '../safe-error.ts';
import type { Cancelling } from './cancelling.ts';
import type { Ledger } from './ledger.ts';
import type { StoredRun } from './ledger-rows.ts';
import { newRevision, type Run } from './run.ts';

/** Somebody else took over the run; this slice must stop before its next effect. */
export class LeaseLostError extends SafeError<'lease_lost'> {
  override readonly name = 'LeaseLostError';

  constructor(message: string) {
    super('lease_lost', message);
  }
}

/**
 * The run while one slice works on it: its state in memory, and saves that follow one another. A save that finds the row
 * changed by somebody else ends the slice.
 */
export class RunSession {
  readonly #ledger: Ledger;
  readonly #cancelling: Cancelling;
  readonly #requests: () => RequestCounts;
  readonly #before: RequestCounts;
  readonly #now: Now;
  #run: Run;
  #etag: string;
  #saves: Promise<unknown> = Promise.resolve();
  #lost = false;
  #progressed = false;
  #released = false;
  #countedUntil: number;
  #cancelRequested = false;
  /** Problems that are saved together with the work that had them. */
  #said: readonly string[] = [];

  /**
   * `requests` gives what the calls of this slice cost so far; every save adds it to what earlier slices cost. `now` is the
   * system's clock.
   */
  constructor(
    { ledger, cancelling }: { readonly ledger: Ledger; readonly cancelling: Cancelling },
    { run, etag }: StoredRun,
    requests: () => RequestCounts,
    now: Now,
  ) {
    this.#ledger = ledger;
    this.#cancelling = cancelling;
    this.#run = run;
    this.#etag = etag;
    this.#requests = requests;
    this.#now = now;
    this.#before = run.requests;
    this.#countedUntil = now();
  }

  /** The run, with what was said of it since it was saved. */
  get run(): Run {
    return this.#said.length === 0 ? this.#run : withProblems(this.#run, this.#said);
  }

  /**
   * Says what the run could not do as a whole, once. It is saved with the next checkpoint, or the end of the run: of an attempt that is
   * cut short before, which another repeats, nothing is left.
   */
  say(...problems: readonly string[]): void {
    this.#said = [...this.#said, ...problems];
  }

  /**
   * Throws `LeaseLostError` when the run may no longer be ours; called before every effect. A lease that could not be
   * renewed in time counts as lost, whether or not somebody has taken over yet.
   */
  assertOurs(): void {
    this.#assertNotLost();
    if (this.#run.leaseUntil < this.#now())
      throw new LeaseLostError(`The lease of run ${this.#run.runId} has run out.`);
  }

  #assertNotLost(): void {
    if (this.#lost) throw new LeaseLostError(`Another instance went on with run ${this.#run.runId}.`);
  }

  /** Takes the lease, or takes it for longer. */
  async renew(leaseUntil: number): Promise<void> {
    if (!this.#released) await this.update(() => ({ leaseUntil }));
  }

  /** Gives up the lease together with the last change of this slice; nothing renews it any more. */
  release(change: (run: Run) => Partial<Run>): Promise<void> {
    this.#released = true;
    return this.update((run) => ({ ...change(run), leaseUntil: 0 }));
  }

  /** Whether this slice has got anywhere: every slice gets at least to its first checkpoint, however slow it is. */
  get hasProgressed(): boolean {
    return this.#progressed;
  }

  /** Whether somebody has asked the run to stop, as far as is known. */
  get cancelRequested(): boolean {
    return this.#cancelRequested;
  }

  /** Finds out whether the run is to stop. A look that fails is as good as none: the next one comes soon. */
  async lookForCancel(): Promise<void> {
    if (this.#cancelRequested) return;
    const requested = await this.#cancelling.isRequested(this.#run.runId).catch(() => false);
    this.#cancelRequested ||= requested;
  }

  /**
   * Saves how far the run has come: a slice that is repeated starts from here, and earlier failures are behind it. Looks at
   * the same time whether the run is to stop.
   */
  async checkpoint(change: (run: Run) => Partial<Run>): Promise<void> {
    const look = this.lookForCancel();
    const said = this.#said;
    await this.update((run) => saying({ failures: 0, error: null, ...change(withProblems(run, said)) }, run, said));
    const saved = new Set(said);
    this.#said = this.#said.filter((one) => !saved.has(one));
    this.#progressed = true;
    await look;
  }

  /** Changes the run and saves it. */
  update(change: (run: Run) => Partial<Run>): Promise<void> {
    return this.#save(change, (run, etag) => this.#ledger.save(run, etag));
  }

  /** Saves the last state of the run, gives up its lease and makes room for the next. */
  finish(change: (run: Run) => Partial<Run>): Promise<void> {
    this.#released = true;
    return this.#save(
      (run) => saying({ ...change(run), leaseUntil: 0 }, run, this.#said),
      (run, etag) => this.#ledger.finish(run, etag),
    );
  }

  #allRequests(): RequestCounts {
    const now = this.#requests();
    return {
      count: this.#before.count + now.count,
      retried: this.#before.retried + now.retried,
      throttledMs: this.#before.throttledMs + now.throttledMs,
    };
  }

  #save(
    change: (run: Run) => Partial<Run>,
    write: (run: Run, etag: string) => Promise<string | undefined>,
  ): Promise<void> {
    const turn = this.#saves.then(async () => {
      this.#assertNotLost();
      const now = this.#now();
      const workedMs = this.#run.workedMs + Math.max(0, now - this.#countedUntil);
      const revision = newRevision();
      const next = { ...this.#run, ...change(this.#run), requests: this.#allRequests(), workedMs, revision };
      const etag = await write(next, this.#etag);
      this.#lost = etag === undefined;
      this.#assertNotLost();
      if (etag !== undefined) this.#etag = etag;
      this.#run = next;
      this.#countedUntil = now;
    });
    this.#saves = turn.catch(() => undefined);
    return turn;
  }
}

function withProblems(run: Run, said: readonly string[]): Run {
  return { ...run, problems: [...new Set([...run.problems, ...said])] };
}

/** A change of a run, and what is said of it besides. */
function saying(change: Partial<Run>, run: Run, said: readonly string[]): Partial<Run> {
  return said.length === 0 ? change : { ...change, problems: withProblems({ ...run, ...change }, said).problems };
}
