import type { Unsealed } from '../audit/unsealed.ts';
import type { BudgetState } from '../hubspot/budget-state.ts';
import type { DriftRow } from '../notice/drift/row.ts';
import type { ErasureList } from '../rights/erasure/list.ts';
import type { Offboarded } from '../remembered/offboarded-row.ts';
import type { SegmentMemory } from '../remembered/segments-row.ts';
import type { PersonRequest } from '../rights/requests/request.ts';
import type { Run } from '../runs/run.ts';
import type { Settings } from '../settings/settings.ts';
import type { HubSpotFacts } from './hubspot/findings.ts';
import type { Known } from './known.ts';

/** How the last verification of the audit trail ended; `undefined` when there was none. */
export type LastVerification =
  | { readonly at: string; readonly status: 'ok' | 'failed'; readonly faults: number }
  | undefined;

/** Intents without outcome. */
export interface OpenIntentCount {
  readonly count: number;
  /** ISO 8601 UTC; `null` when there are none. */
  readonly oldestAt: string | null;
}

/** Versions of the program and of the tables that it knows, and why it may not use those that are there. */
interface VersionFacts {
  readonly app: string;
  readonly tables: number;
  readonly closed: Known<{ readonly why: string; readonly action: string } | undefined>;
}

/** A table or a queue, and whether it can be used. */
export interface StorageProbe {
  readonly name: string;
  readonly answer: Known<unknown>;
}

/** The latest runs that ended by themselves and were no dry runs, newest first. */
export interface RunFacts {
  /** Runs that look at what changed; those over everything do that too. */
  readonly sync: readonly Run[];
  /** Runs that look at what the passing of time changes; those over everything do that too. */
  readonly retentionClock: readonly Run[];
  readonly reconcile: readonly Run[];
  /** Whether any run was asked for more than a day ago. */
  readonly inUseForADay: boolean;
}

/** What is kept of people who were erased: ids only. */
export interface ReturnFacts {
  /** Whether ERASURE_KEY is set. */
  readonly hasKey: boolean;
  /** Ids of keys that hashes were made with and nobody knows. */
  readonly lostKeys: readonly string[];
  /** Those of them that somebody said are lost. */
  readonly admittedKeys: readonly string[];
  /** Returns that nobody has answered. */
  readonly open: readonly string[];
  /** Returns that were answered with erase_again, and for which nothing is under way. */
  readonly toErase: readonly string[];
}

/** Lists of people to erase that are approved and unfinished. */
export interface ErasureFacts {
  readonly waiting: readonly Pick<ErasureList, 'id' | 'executeFrom'>[];
  readonly executing: readonly Pick<ErasureList, 'id' | 'problem'>[];
}

/** What later checks of erasures say. */
export interface LaterCheckFacts {
  /** Checks that found records which should be gone, and may still be there. */
  readonly back: readonly {
    readonly erasureId: string;
    readonly days: number;
    readonly found: readonly string[];
    readonly foundCount: number;
  }[];
  /** Checks that were not made in time. */
  readonly late: readonly { readonly erasureId: string; readonly days: number }[];
}

/** The last comparison of the account with the notice. */
export type DriftFacts = Pick<DriftRow, 'comparedAt' | 'watched' | 'hosting' | 'failed'>;
/** Requests of people that are open, and the day by the time zone of the policy. */
export interface RequestFacts {
  readonly today: string;
  readonly open: readonly (Pick<PersonRequest, 'id' | 'kind' | 'state' | 'receivedOn'> & {
    /** The strict deadline. */
    readonly dueOn: string;
    /** The person was answered, and only a hold or a restriction keeps what was granted from being done. */
    readonly isWaiting?: boolean;
  })[];
}

/** Everything that the health is decided from. */
export interface HealthFacts {
  readonly settings: Settings;
  /** Of this program, and of the tables. */
  readonly version: VersionFacts;
  readonly storage: readonly StorageProbe[];
  /** Messages that the queue gave up and nobody has handled. */
  readonly poisoned: Known<number>;
  readonly runs: Known<RunFacts>;
  /** The instant from which changes have not been looked at; `undefined` before the first reconcile. */
  readonly anchor: Known<number | undefined>;
  readonly openIntents: Known<OpenIntentCount>;
  readonly verification: Known<LastVerification>;
  /** Since when the trail could not be sealed; `undefined` when it could. */
  readonly unsealed: Known<Unsealed | undefined>;
  /** When the first event of the audit trail was written; looked up only while there was no verification. */
  readonly trailSince: Known<string | null>;
  readonly returns: Known<ReturnFacts>;
  readonly erasures: Known<ErasureFacts>;
  readonly laterChecks: Known<LaterCheckFacts>;
  /** `undefined` before the first reconcile. */
  readonly drift: Known<DriftFacts | undefined>;
  readonly requests: Known<RequestFacts>;
  /** `undefined` before the first time that they are looked at. */
  readonly segments: Known<SegmentMemory | undefined>;
  /** `undefined` while the add-on is in use. */
  readonly offboarded: Known<Offboarded | undefined>;
  readonly budget: Known<BudgetState | 'unreadable' | undefined>;
  readonly hubspot: Known<HubSpotFacts>;
  /** The system's clock (ms), by which findings and budget are stamped even where `now` stands still. */
  readonly systemNow: number;
}
