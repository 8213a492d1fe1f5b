import { setTimeout as wait } from 'node:timers/promises';
import type { Now } from '../../clock.ts';
import type { SharedRow } from '../../storage/shared-row.ts';
import { within } from '../known.ts';
import type { HubSpotFacts, HubSpotFindings } from './findings.ts';
import { type Kept, usable, type WhoAsks, whoAsksAt } from './kept.ts';

/** Who waits for the answer that another call asked for looks again so often. */
const LOOK_AGAIN_MS = 200;

/** HubSpot's health as one process sees it: asked by one call of any process, and used by all others. */
export class SharedFindings {
  readonly #row: SharedRow<Kept>;
  readonly #ask: () => Promise<HubSpotFindings>;
  readonly #basis: string;
  readonly #now: Now;
  readonly #patienceMs: number;
  #asking: Promise<HubSpotFindings> | undefined;

  /** `now` is the system's clock: findings grow old even where that of the program stands still. */
  constructor(row: SharedRow<Kept>, ask: () => Promise<HubSpotFindings>, basis: string, now: Now, patienceMs: number) {
    this.#row = row;
    this.#ask = ask;
    this.#basis = basis;
    this.#now = now;
    this.#patienceMs = patienceMs;
  }

  /** Rejects when storage cannot tell. Who waits in vain gets what was found before. */
  async get(): Promise<HubSpotFacts> {
    const { kind, findings } = await this.#whoAsks();
    if (kind === 'kept') return { findings, effort: 'asked' };
    if (kind === 'ask') return this.#askInTime(findings);
    return findings === undefined ? this.#waitForOthers() : { findings, effort: 'asked' };
  }

  /** What was found before, however long ago; nobody is asked. */
  async look(): Promise<HubSpotFacts> {
    const findings = await this.#row.change((held) => ({ next: undefined, result: usable(held, this.#basis) }));
    return { findings, effort: 'none' };
  }

  #whoAsks(): Promise<WhoAsks> {
    return this.#row.change((held) => whoAsksAt(held, this.#basis, this.#now()));
  }

  /** The requests may have to wait for their turn in the budget: what they find is kept whenever it comes. */
  async #askInTime(before: HubSpotFindings | undefined): Promise<HubSpotFacts> {
    this.#asking ??= this.#askAndKeep().finally(() => {
      this.#asking = undefined;
    });
    const asked = await within(this.#patienceMs, this.#asking);
    return asked.known ? { findings: asked.value, effort: 'asked' } : { findings: before, effort: 'in_vain' };
  }

  async #askAndKeep(): Promise<HubSpotFindings> {
    const findings = await this.#ask();
    const keep = this.#row.change(() => ({ next: { claimedUntil: 0, findings }, result: undefined }));
    // What cannot be kept is asked again when the claim has run out.
    await keep.catch(() => undefined);
    return findings;
  }

  async #waitForOthers(): Promise<HubSpotFacts> {
    for (let waited = 0; waited < this.#patienceMs; waited += LOOK_AGAIN_MS) {
      await wait(LOOK_AGAIN_MS);
      const { kind, findings } = await this.#whoAsks();
      if (kind === 'ask') return this.#askInTime(findings);
      if (findings !== undefined) return { findings, effort: 'asked' };
    }
    return { findings: undefined, effort: 'in_vain' };
  }
}
