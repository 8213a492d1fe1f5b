import type { AuditKey } from '../audit/key.ts';
import type { Keyring } from '../audit/keyring.ts';
import type { Pruner } from '../audit/prune/pruner.ts';
import type { AuditTrail } from '../audit/trail.ts';
import type { Now } from '../clock.ts';
import type { ErasedAddresses } from '../erased/erased-addresses.ts';
import type { ErasureKeys } from '../erased/erasure-key.ts';
import type { FloorsInUse } from '../erased/floors.ts';
import type { KnownErased } from '../erased/known-erased.ts';
import type { Returns } from '../erased/returns.ts';
import type { Access } from '../hubspot/records.ts';
import type { Log } from '../log.ts';
import type { Policy } from '../policy/schema.ts';
import type { RegisterState } from '../remembered/register-state.ts';
import type { SegmentsRow } from '../remembered/segments-row.ts';
import type { ChangeList } from '../runs/change-list.ts';
import type { Ledger } from '../runs/ledger.ts';
import type { Reports } from '../runs/reports.ts';
import type { RunHistory } from '../runs/run-history.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { RunSession } from '../runs/session.ts';
import { SafeError } from '../safe-error.ts';
import type { RequestsOfPeople } from './requests-of-people.ts';

/** What the work of one slice needs. */
export interface SliceContext {
  readonly policy: Policy;
  readonly now: Now;
  /** The system's clock even when `now` stands still. */
  readonly systemNow: Now;
  readonly hubspot: Access;
  readonly audit: Pick<AuditTrail, 'intend' | 'conclude' | 'open' | 'record'>;
  readonly pruner: Pick<Pruner, 'goneBefore' | 'goneSince' | 'prune'>;
  readonly auditKey: AuditKey;
  /** The key of the trail and those before it: what was hashed with one of them is compared with it. */
  readonly auditKeys: Pick<Keyring, 'find'>;
  readonly history: RunHistory;
  /** What runs have to say of single records. */
  readonly reports: Reports;
  readonly session: RunSession;
  readonly store: RunStore;
  readonly state: RegisterState;
  /** The keys of what erased people leave behind; `undefined` where none is set. */
  readonly erasureKeys: ErasureKeys | undefined;
  /** Keyed hashes of the addresses of people who were erased. */
  readonly erasedAddresses: Pick<ErasedAddresses, 'keep' | 'isKept' | 'confirm' | 'drop' | 'prune'>;
  /** Everybody who was erased and can be recognised; read once in a slice. */
  readonly knownErased: () => Promise<KnownErased>;
  /** Contacts with addresses of people who were erased. */
  readonly returns: Pick<Returns, 'unknown' | 'add' | 'prune'>;
  /** What people have requested; `undefined` where nobody knows, and then nothing is said of it. */
  readonly requests: RequestsOfPeople | undefined;
  /** What erased people left behind at companies. */
  readonly floors: FloorsInUse;
  /** The table of runs, in which erased people may be named. */
  readonly ledger: Pick<Ledger, 'forgetContacts'>;
  /** What is remembered of segments in HubSpot. */
  readonly segments: Pick<SegmentsRow, 'read' | 'write'>;
  /** What dry runs would have done. */
  readonly changes: ChangeList;
  /** Earlier changes of which it cannot be told yet what became of them, by kind and subject: nothing more is written of these. */
  readonly stillOpen: ReadonlySet<string>;
  readonly log: Log;
  /** Whether the slice was begun before and cut short: what HubSpot held when it was read may be out of date. */
  readonly resumed: boolean;
  /** Whether the slice has worked long enough and should stop at the next checkpoint. */
  readonly timeIsUp: () => boolean;
}

/** What reading facts takes: of the run no more than the instant on which it decides. */
export interface ReadingContext
  extends Pick<SliceContext, 'hubspot' | 'policy' | 'now' | 'auditKey' | 'state' | 'floors'> {
  readonly session: { readonly run: { readonly decidedAt: string | null } };
}

/** A step of a run. `true` when the phase is done, `false` when it goes on in the next slice. */
export type Phase = (context: SliceContext) => Promise<boolean>;

type RunFailedErrorCode =
  | 'property_conflict'
  | 'decision_time_missing'
  | 'endless_list'
  | 'anchor_missing'
  | 'reconcile_failed_lately'
  | 'dry_run_writes'
  | 'off_boarded';

/** The run cannot go on and must not be tried again; the message says why and what to do. */
export class RunFailedError extends SafeError<RunFailedErrorCode> {
  override readonly name = 'RunFailedError';
  override readonly isFinal = true;
}

/** The instant on which the decisions of the run are based. */
export function decisionTime({ session }: Pick<ReadingContext, 'session'>): number {
  const { decidedAt } = session.run;
  if (decidedAt === null) throw new RunFailedError('decision_time_missing', 'The run has not been started properly.');
  return Date.parse(decidedAt);
}
