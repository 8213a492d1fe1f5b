import type { Now } from '../clock.ts';
import { digestOf } from '../digest.ts';
import { budgetStateSchema } from '../hubspot/budget-state.ts';
import type { Settings } from '../settings/settings.ts';
import { SharedRow } from '../storage/shared-row.ts';
import type { Engine } from '../work/engine.ts';
import type { Health } from './check.ts';
import { decideHealth } from './decide.ts';
import type { LastVerification, OpenIntentCount } from './facts.ts';
import { gatherFacts, type HealthSources } from './gather.ts';
import { askHubSpot } from './hubspot/ask.ts';
import { keptSchema } from './hubspot/kept.ts';
import { SharedFindings } from './hubspot/shared-findings.ts';
import { joined } from './joined.ts';
import { lastVerification } from './last-verification.ts';
import { countOpenIntents } from './open-intents.ts';

/** What other parts of the program provide, and what tests set. */
export interface HealthOptions {
  /** How the last verification of the audit trail ended; asked of the engine's verifier unless given. */
  readonly verification?: () => Promise<LastVerification>;
  readonly openIntents?: () => Promise<OpenIntentCount>;
  /** The clock by which findings of HubSpot grow old; the system's unless given. */
  readonly systemNow?: Now;
  /** How long one call waits for HubSpot, ms. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 4_000;
/** Reading and writing the row that all processes share comes on top. */
const ROW_MS = 2_000;

/** Tells how the register is; cheap enough to be called each minute by many. Never rejects. */
export interface HealthService {
  /** Asks HubSpot when what is known of it is older than five minutes. */
  check(): Promise<Health>;
  /** For callers that may cost no request to HubSpot: relies on what others have asked. */
  checkWithoutAsking(): Promise<Health>;
}

/** Makes the health of a register; sends nothing yet. */
export function createHealth(engine: Engine, settings: Settings, options: HealthOptions = {}): HealthService {
  const { policy, storage, hubspot, audit, verifier } = engine;
  const { systemNow = engine.systemNow, patienceMs = PATIENCE_MS } = options;
  const index = () => storage.prepare().then(() => storage.index);
  const basis = digestOf(policy);
  const row = new SharedRow(index, 'health', 'hubspot', keptSchema);
  const ask = () => askHubSpot(hubspot, policy, basis, systemNow());
  const findings = new SharedFindings(row, ask, basis, systemNow, patienceMs);
  // The row that the transport's budget is kept in; only looked at.
  const budget = new SharedRow(index, 'budget', 'hubspot', budgetStateSchema);
  const sources = {
    verification: options.verification ?? (() => lastVerification(verifier)),
    unsealed: () => verifier.unsealed(),
    openIntents: options.openIntents ?? (() => countOpenIntents(audit)),
    budget: joined(() => budget.change((held) => ({ next: undefined, result: held }))),
  };
  const timed = { ...engine, systemNow };
  const decided = (ofHubSpot: HealthSources['hubspot']) => {
    // Calls to storage go on when nobody waits for them any more: later ones share them rather than stand in line.
    const all = { ...sources, hubspot: joined(ofHubSpot) };
    return joined(async () =>
      decideHealth(await gatherFacts(timed, settings, all, patienceMs + ROW_MS), policy, engine.now()),
    );
  };
  return { check: decided(() => findings.get()), checkWithoutAsking: decided(() => findings.look()) };
}
