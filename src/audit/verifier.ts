import type { TableClient } from '@azure/data-tables';
import { elapsed } from '../clock.ts';
import { digestOf } from '../digest.ts';
import { type Log, logLine } from '../log.ts';
import { ChainError } from './errors.ts';
import { KeptVerification } from './kept-verification.ts';
import type { Keyring } from './keyring.ts';
import { prunableAt } from './prunable-at.ts';
import { SealBrokenError, type SealStore } from './seal-store.ts';
import type { Sealer } from './sealer.ts';
import type { AuditTrail } from './trail.ts';
import { type Unsealed, UnsealedSince } from './unsealed.ts';
import { type Verification, verificationOf } from './verification.ts';
import { verifyTrail } from './verify/verify-trail.ts';

/** What a verifier works with. */
export interface VerifierParts {
  readonly audit: TableClient;
  /** Where the last result is kept. */
  readonly index: TableClient;
  readonly keys: Keyring;
  readonly seals: SealStore;
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly trail: Pick<AuditTrail, 'record'>;
  /** For so many years events of who was erased are kept: none can have been pruned earlier. */
  readonly keepYears: number;
  /** ISO 8601 UTC with milliseconds. */
  readonly now: () => string;
}

/** Verifies the trail, remembers the result, and says so where it is wrong. */
export class Verifier {
  readonly #parts: VerifierParts;
  readonly #kept: KeptVerification;
  readonly #unsealed: UnsealedSince;
  #running: Promise<Verification> | undefined;

  constructor(parts: VerifierParts) {
    this.#parts = parts;
    this.#kept = new KeptVerification(parts.index, parts.keys);
    this.#unsealed = new UnsealedSince(parts.index);
  }

  /** The result of the last verification; `undefined` when there was none, or when somebody altered it. */
  last(): Promise<Verification | undefined> {
    return this.#kept.read();
  }

  /**
   * Verifies now; those who ask meanwhile get the same result. What is found wrong is an error in the log and, when it was not
   * found the last time, an event.
   */
  verify(log: Log): Promise<Verification> {
    this.#running ??= this.#verify(log).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #verify(log: Log): Promise<Verification> {
    const { audit, keys, seals, now, keepYears } = this.#parts;
    const [at, begun, before] = [now(), elapsed(), await this.last()];
    const remembered = new Map(before?.chains.map(({ chain, sequence, lastSeal }) => [chain, { sequence, lastSeal }]));
    const sealsOf = (chain: string) => seals.read(chain);
    const prunableUntil = prunableAt(at, keepYears);
    const result = await verifyTrail(audit, { keys, sealsOf, remembered, prunableUntil });
    const verification = verificationOf(result, at, elapsed() - begun);
    const { status, faultCount, events, durationMs, kinds } = verification;
    if (status === 'ok') log('info', logLine('audit_verified', { events, durationMs }));
    else
      log('error', logLine('audit_verification_failed', { events, faults: faultCount, kinds: JSON.stringify(kinds) }));
    // What was once there has to be there the next time too, whatever is found now.
    await this.#kept.write(status === 'ok' ? verification : withRemembered(verification, before));
    if (status === 'failed' && faultsDigest(before) !== faultsDigest(verification)) await this.#tell(verification, log);
    return verification;
  }

  async #tell({ faultCount, kinds }: Verification, log: Log): Promise<void> {
    const counts = Object.entries(kinds).map(([kind, count]) => `${kind}=${count}`);
    const cause = `faults=${faultCount} ${counts.sort().join(' ')}`;
    const author = { runId: '', actor: 'audit' };
    try {
      await this.#parts.trail.record([{ action: 'verification_failed', subject: 'audit:trail', cause }], author);
    } catch (error) {
      // The very chain that would tell of it may be the broken one; the log and the kept result tell of it then.
      if (!(error instanceof ChainError)) throw error;
      log('error', logLine('audit_verification_not_recorded', { code: error.code }));
    }
  }

  /** Since when the trail could not be sealed; `undefined` when nothing is wrong with its seals. */
  unsealed(): Promise<Unsealed | undefined> {
    return this.#unsealed.read();
  }

  /**
   * Seals the chains as they are; gives how many. Failing to is an error in the log and is remembered for the health, and nothing
   * is lost: the next one seals.
   */
  async seal(log: Log): Promise<number> {
    try {
      const sealed = await this.#parts.sealer.seal();
      await this.#remember(() => this.#unsealed.mended(), log);
      return sealed;
    } catch (error) {
      const code = error instanceof SealBrokenError ? error.code : 'seal_failed';
      log('error', logLine('audit_not_sealed', { code, kind: error instanceof Error ? error.name : 'unknown' }));
      await this.#remember(() => this.#unsealed.failed(this.#parts.now(), code), log);
      return 0;
    }
  }

  /** Where tables cannot be written, the health says that anyway. */
  async #remember(write: () => Promise<void>, log: Log): Promise<void> {
    try {
      await write();
    } catch (error) {
      const kind = error instanceof Error ? error.name : 'unknown';
      log('error', logLine('audit_sealing_not_remembered', { kind }));
    }
  }
}

function faultsDigest(verification: Verification | undefined): string {
  return digestOf(verification?.faults ?? []);
}

/**
 * A chain that lost events, or seals, is still to be compared with what it had. What a chain says in which something is wrong
 * is not believed: when it is right again, nothing of it may be missed.
 */
function withRemembered(verification: Verification, before: Verification | undefined): Verification {
  const remembered = new Map(before?.chains.map((chain) => [chain.chain, chain]));
  const chains = verification.chains.map((chain) => {
    const { sequence = 0, lastSeal = 0 } = remembered.get(chain.chain) ?? {};
    return chain.faultCount === 0 ? chain : { ...chain, sequence, lastSeal };
  });
  return { ...verification, chains };
}
