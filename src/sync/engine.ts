import { AuditKey } from '../audit/key.ts';
import { AuditTrail } from '../audit/trail.ts';
import { clockAt, type Now } from '../clock.ts';
import { budgetStateSchema } from '../hubspot/budget-state.ts';
import type { Pace } from '../hubspot/pace.ts';
import type { Access } from '../hubspot/records.ts';
import { createTransport } from '../hubspot/transport.ts';
import { pathsOf } from '../hubspot/version.ts';
import { keepMemorySmall } from '../memory.ts';
import type { Policy } from '../policy/schema.ts';
import { formatInstant } from '../register/instant.ts';
import type { Settings } from '../settings.ts';
import { connectStorage, type Storage, type StorageNames } from '../storage/connect.ts';
import type { StoragePatience } from '../storage/patience.ts';
import { SharedRow } from '../storage/shared-row.ts';
import { ChangeList } from './dry-run/change-list.ts';
import { Ledger } from './ledger.ts';
import { type RegisterState, registerState } from './state/register-state.ts';

/** Everything that the runs of one process share: one connection, one trail, and one part of the account's budget. */
export interface Engine {
  readonly policy: Policy;
  readonly now: Now;
  /** The system's clock even when `now` stands still: leases and delays have to pass. */
  readonly systemNow: Now;
  readonly hubspot: Access;
  readonly storage: Storage;
  readonly audit: Pick<AuditTrail, 'intend' | 'conclude' | 'open' | 'record'>;
  readonly auditKey: AuditKey;
  readonly ledger: Ledger;
  readonly state: RegisterState;
  /** What dry runs would have done. */
  readonly changes: ChangeList;
  /** A slice stops at its first checkpoint after so many milliseconds. */
  readonly sliceMs: number;
}

/** Far below any time limit of a function. */
const SLICE_MS = 60_000;

/** What differs where several programs share one emulator, or time is not the system's. */
export interface EngineOptions {
  readonly names?: StorageNames;
  readonly pace?: Pace;
  readonly timeoutMs?: number;
  readonly storagePatience?: StoragePatience;
}

/** Composes the engine from settings and policy, in a process that stays small; sends nothing yet. */
export function createEngine(settings: Settings, policy: Policy, options: EngineOptions = {}): Engine {
  keepMemorySmall();
  const { names, storagePatience, ...transportOptions } = options;
  const now = clockAt(settings.fixedNow);
  const storage = connectStorage(settings.storage, names, storagePatience);
  const auditKey = new AuditKey(settings.auditKey);
  // The table may not be there yet when the first request is sent.
  const index = () => storage.prepare().then(() => storage.index);
  const shared = new SharedRow(index, 'budget', 'hubspot', budgetStateSchema);
  const transport = createTransport({ ...settings.hubspot, ...transportOptions, shared });
  return {
    policy,
    now,
    systemNow: clockAt(undefined),
    hubspot: { transport, paths: pathsOf(settings.hubspot.apiVersion) },
    storage,
    auditKey,
    audit: new AuditTrail(storage.audit, auditKey, () => formatInstant(now())),
    ledger: new Ledger(storage.runs),
    state: registerState(storage.index),
    changes: new ChangeList(storage.runs),
    sliceMs: SLICE_MS,
  };
}
