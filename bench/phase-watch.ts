import type { Run } from '../src/runs/run.ts';
import type { PhaseTime } from './run-result.ts';
import type { StorageCalls } from './storage-calls.ts';

/** What a phase is measured by. */
export interface Gauges {
  readonly storage: () => StorageCalls;
  /** Highest resident memory since it was last asked for, bytes. */
  readonly takePeak: () => number;
}

/** Notes, from each state of the run that is saved, how long each phase took and what it cost. */
export class PhaseWatch {
  readonly #gauges: Gauges;
  readonly #done: PhaseTime[] = [];
  #phase = 'queued';
  #before: Reading;

  constructor(gauges: Gauges) {
    this.#gauges = gauges;
    gauges.takePeak();
    this.#before = this.#read(undefined);
  }

  /** Told every state of the run. */
  see(run: Run): void {
    if (run.phase === this.#phase) return;
    this.#close(run);
    this.#phase = run.phase;
    console.error(`  ${run.phase} (${run.contacts.total} contacts, ${run.requests.count} requests so far)`);
  }

  /** All phases, the last one ending now. */
  end(run: Run): PhaseTime[] {
    this.#close(run);
    return this.#done;
  }

  #close(run: Run): void {
    const now = this.#read(run);
    this.#done.push({
      phase: this.#phase,
      seconds: (now.at - this.#before.at) / 1000,
      requests: now.requests - this.#before.requests,
      storageCalls: now.storageCalls - this.#before.storageCalls,
      peakRss: this.#gauges.takePeak(),
    });
    this.#before = now;
  }

  #read(run: Run | undefined): Reading {
    const { transactions, rowWrites, queries } = this.#gauges.storage();
    const storageCalls = transactions + rowWrites + queries;
    return { at: performance.now(), requests: run?.requests.count ?? 0, storageCalls };
  }
}

interface Reading {
  readonly at: number;
  readonly requests: number;
  readonly storageCalls: number;
}
