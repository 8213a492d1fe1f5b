import { VERSION } from '../app-folder.ts';
import { accountSecret } from '../audit/account-secret.ts';
import { AuditKey } from '../audit/key.ts';
import { KeyedRowMacs } from '../audit/keyed-row-macs.ts';
import { Keyring } from '../audit/keyring.ts';
import { Pruner } from '../audit/prune/pruner.ts';
import { SealStore } from '../audit/seal-store.ts';
import { Sealer } from '../audit/sealer.ts';
import { AuditTrail } from '../audit/trail.ts';
import { Verifier } from '../audit/verifier.ts';
import { clockAt, type Now } from '../clock.ts';
import { ErasedAddresses } from '../erased/erased-addresses.ts';
import { type ErasureKeys, erasureKeysOf } from '../erased/erasure-key.ts';
import { Returns } from '../erased/returns.ts';
import { Floors } from '../erased/floors.ts';
import type { SliceContext } from '../facts/context.ts';
import { type BudgetState, budgetStateSchema } from '../hubspot/budget-state.ts';
import type { Pace } from '../hubspot/pace.ts';
import type { Access } from '../hubspot/records.ts';
import type { SharedState } from '../hubspot/shared-state.ts';
import { createTransport } from '../hubspot/transport.ts';
import { pathsOf } from '../hubspot/version.ts';
import { keepMemorySmall } from '../memory.ts';
import type { Policy } from '../policy/schema.ts';
import { Quota } from '../quota.ts';
import { formatInstant } from '../register/instant.ts';
import { OffboardedRow } from '../remembered/offboarded-row.ts';
import { type ContactListing, contactListing } from '../remembered/listing/contact-listing.ts';
import { PolicyRow } from '../remembered/policy-row.ts';
import { type RegisterState, registerState } from '../remembered/register-state.ts';
import { SegmentsRow } from '../remembered/segments-row.ts';
import { Cancelling } from '../runs/cancelling.ts';
import { ChangeList } from '../runs/change-list.ts';
import { Ledger } from '../runs/ledger.ts';
import { Line } from '../runs/line.ts';
import { Reports } from '../runs/reports.ts';
import { RequestKeys } from '../runs/request-keys.ts';
import { RunHistory } from '../runs/run-history.ts';
import type { Run } from '../runs/run.ts';
import type { Settings } from '../settings/settings.ts';
import { connectStorage, type Storage } from '../storage/connect.ts';
import { MIGRATIONS } from '../storage/migrations.ts';
import type { StorageNames } from '../storage/names.ts';
import type { StoragePatience } from '../storage/patience.ts';
import { SharedRow } from '../storage/shared-row.ts';
import { registerWay, type WayOf } from './steps.ts';

/** Everything that the runs of one process share: one connection, one trail, and one part of the account's budget. */
export interface Engine {
  readonly policy: Policy;
  readonly now: Now;
  /** The system's clock even when `now` stands still: leases and delays have to pass. */
  readonly systemNow: Now;
  readonly hubspot: Access;
  readonly storage: Storage;
  readonly audit: SliceContext['audit'];
  readonly auditKey: AuditKey;
  readonly auditKeys: Keyring;
  /** Proves the rows on which decisions rest. */
  readonly rowMacs: KeyedRowMacs;
  readonly seals: SealStore;
  readonly verifier: Verifier;
  readonly pruner: SliceContext['pruner'];
  readonly ledger: Ledger;
  readonly cancelling: Cancelling;
  readonly line: Pick<Line, 'placeFor' | 'join' | 'scopes'>;
  readonly history: RunHistory;
  /** What runs have to say of single records. */
  readonly reports: Reports;
  readonly requestKeys: Pick<RequestKeys, 'claim' | 'takeOver' | 'release' | 'forget'>;
  /** What changes nothing (wishes that a waiting run covers, refusals) is recorded so often only, by actor, in an hour. */
  readonly recordingQuota: Quota;
  readonly state: RegisterState;
  /** By which contacts are listed. */
  readonly listing: ContactListing;
  /** The policy by which runs went so far. */
  readonly policyRow: Pick<PolicyRow, 'read' | 'write'>;
  /** What people have requested; `undefined` where nobody knows, and then nothing is said of it. */
  readonly requests: SliceContext['requests'];
  /** What erased people left behind at companies. */
  readonly floors: SliceContext['floors'];
  /** The keys of what erased people leave behind; without them nobody is erased, and nobody recognised. */
  readonly erasureKeys: ErasureKeys | undefined;
  readonly erasedAddresses: Pick<ErasedAddresses, keyof ErasedAddresses>;
  /** Everybody who was erased and can be recognised; a slice asks once. */
  readonly knownErased: SliceContext['knownErased'];
  /** Contacts with addresses of people who were erased. */
  readonly returns: Pick<Returns, keyof Returns>;
  /** What is remembered of segments in HubSpot. */
  readonly segments: SliceContext['segments'];
  /** Whether the add-on was taken out of the account. */
  readonly offboarded: Pick<OffboardedRow, 'read' | 'write' | 'remove'>;
  /** What dry runs would have done. */
  readonly changes: ChangeList;
  /** What its runs do, in which order. */
  readonly way: WayOf;
  /** What is to be done when a message comes for a run that has ended: one may be sent to come long after. */
  readonly afterRun: (run: Run) => Promise<void>;
  /** A slice stops at its first checkpoint after so many milliseconds. */
  readonly sliceMs: number;
}

const HOUR_MS = 3_600_000;

/** Far below any time limit of a function. */
const SLICE_MS = 60_000;

/** What differs where several programs share one emulator, or time is not the system's. */
export interface EngineOptions {
  readonly names?: StorageNames;
  readonly pace?: Pace;
  /** Where the request budget is shared, for programs that share it with no others than these; else in a row of the table. */
  readonly budget?: SharedState<BudgetState>;
  /** What runs do; without it, what keeps the flags. */
  readonly way?: WayOf;
  readonly afterRun?: Engine['afterRun'];
  /** What people have requested. */
  readonly requests?: SliceContext['requests'];
  readonly timeoutMs?: number;
  readonly storagePatience?: StoragePatience;
}

/** Composes the engine from settings and policy, in a process that stays small; sends nothing yet. */
export function createEngine(settings: Settings, policy: Policy, options: EngineOptions = {}): Engine {
  keepMemorySmall();
  const { names, storagePatience, budget, way = registerWay, requests, ...others } = options;
  const { afterRun = async () => undefined, ...transportOptions } = others;
  const now = clockAt(settings.fixedNow);
  const secretOf = (secret: string) => accountSecret(secret, settings.account);
  const auditKey = new AuditKey(secretOf(settings.auditKey));
  const keys = new Keyring(auditKey, settings.auditKeysPrevious.map(secretOf));
  const rowMacs = new KeyedRowMacs(keys);
  const version = { macs: rowMacs, migrations: MIGRATIONS, app: VERSION };
  const storage = connectStorage(settings, names, storagePatience, version);
  // The table may not be there yet when the first request is sent.
  const index = () => storage.prepare().then(() => storage.index);
  const shared = budget ?? new SharedRow(index, 'budget', 'hubspot', budgetStateSchema);
  const transport = createTransport({ ...settings.hubspot, ...transportOptions, shared });
  const at = () => formatInstant(now());
  const seals = new SealStore(storage.seals);
  const trail = new AuditTrail(storage.audit, keys, at);
  const sealer = new Sealer(storage.audit, keys, seals, at);
  const ledger = new Ledger(storage.runs, rowMacs);
  const systemNow = clockAt(undefined);
  const state = registerState(storage.index, rowMacs);
  const erasureKeys = erasureKeysOf(settings, settings.account);
  const erasedAddresses = new ErasedAddresses(storage.erased, erasureKeys, rowMacs, at);
  return {
    policy,
    now,
    systemNow,
    hubspot: { transport, paths: pathsOf(settings.hubspot.apiVersion) },
    storage,
    auditKey,
    audit: trail,
    auditKeys: keys,
    rowMacs,
    seals,
    pruner: new Pruner(storage.audit, trail, keys),
    verifier: new Verifier({
      audit: storage.audit,
      index: storage.index,
      keys,
      seals,
      sealer,
      trail,
      now: at,
      keepYears: policy.audit.keepYears,
    }),
    ledger,
    cancelling: new Cancelling(storage.runs, ledger, rowMacs),
    line: new Line(storage.runs, ledger, rowMacs),
    history: new RunHistory(storage.runs, rowMacs),
    reports: new Reports(storage.runs),
    requestKeys: new RequestKeys(storage.runs, systemNow),
    recordingQuota: new Quota(systemNow, HOUR_MS),
    state,
    listing: contactListing(storage.index, rowMacs, state.contacts),
    policyRow: new PolicyRow(storage.index, rowMacs),
    requests,
    floors: new Floors(storage.erasures, rowMacs),
    erasureKeys,
    erasedAddresses,
    knownErased: () => erasedAddresses.known(),
    returns: new Returns(storage.erasures, rowMacs),
    segments: new SegmentsRow(storage.index, rowMacs),
    offboarded: new OffboardedRow(storage.runs, rowMacs),
    changes: new ChangeList(storage.runs),
    way,
    afterRun,
    sliceMs: SLICE_MS,
  };
}
