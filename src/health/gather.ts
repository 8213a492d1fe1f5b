import { odata, type TableClient } from '@azure/data-tables';
import { VERSION } from '../app-folder.ts';
import type { Unsealed } from '../audit/unsealed.ts';
import type { BudgetState } from '../hubspot/budget-state.ts';
import { driftOf } from '../notice/create-engine.ts';
import { ErasureLists } from '../rights/erasure/lists.ts';
import type { Settings } from '../settings/settings.ts';
import { MIGRATIONS } from '../storage/migrations.ts';
import { TablesClosedError } from '../storage/tables-closed.ts';
import { latestVersion } from '../storage/tables-version.ts';
import type { Engine } from '../work/engine.ts';
import type { ErasureFacts, HealthFacts, LastVerification, OpenIntentCount, RunFacts, StorageProbe } from './facts.ts';
import type { HubSpotFacts } from './hubspot/findings.ts';
import { known, within } from './known.ts';
import { readLaterCheckFacts } from './later-check-facts.ts';
import { readRequestFacts } from './request-facts.ts';
import { readReturnFacts } from './return-facts.ts';
import { trailSince } from './trail-since.ts';
import { WORK, type Work, workDueBy } from './work.ts';

const TABLES = latestVersion(MIGRATIONS);
const DAY = 86_400_000;
const MOST_RUNS = 5;
/** A schedule may be as rare as somebody likes. */
const MOST_LOOK_BACK_MS = 800 * DAY;
/** Who asks for the health of something waits for seconds, not for all the tries of a storage client. */
const STORAGE_MS = 5_000;

/** Where facts come from that other parts of the program know. */
export interface HealthSources {
  verification(): Promise<LastVerification>;
  unsealed(): Promise<Unsealed | undefined>;
  openIntents(): Promise<OpenIntentCount>;
  budget(): Promise<BudgetState | 'unreadable' | undefined>;
  hubspot(): Promise<HubSpotFacts>;
}

/** Gathers all facts side by side. Never rejects, and takes no longer than a few seconds. */
export async function gatherFacts(
  engine: Engine,
  settings: Settings,
  sources: HealthSources,
  hubspotMs: number,
): Promise<HealthFacts> {
  const { storage, state } = engine;
  const prepared = storage.prepare();
  const soon = <T>(read: () => Promise<T>) => within(STORAGE_MS, prepared.then(read));
  // All of it has begun before any is waited for, and none rejects.
  const verification = soon(sources.verification);
  const pending = {
    closed: within(
      STORAGE_MS,
      prepared.then(() => undefined, whyClosed),
    ),
    trailSince: verification.then((last) =>
      last.known && last.value === undefined ? soon(() => trailSince(storage.audit)) : known(null),
    ),
    unsealed: soon(sources.unsealed),
    storage: probeStorage(engine, soon),
    poisoned: soon(async () => (await storage.depths.poisoned.count()) ?? 0),
    runs: soon(() => readRuns(engine, settings)),
    anchor: soon(async () => (await state.anchor.read())?.from),
    openIntents: soon(sources.openIntents),
    returns: soon(() => readReturnFacts(engine)),
    erasures: soon(() => readErasureFacts(engine)),
    laterChecks: soon(() => readLaterCheckFacts(engine)),
    drift: soon(() => driftOf(engine).read()),
    requests: soon(() => readRequestFacts(engine)),
    segments: soon(() => engine.segments.read()),
    offboarded: soon(() => engine.offboarded.read()),
    budget: soon(sources.budget),
    hubspot: within(hubspotMs, sources.hubspot()),
  };
  return {
    settings,
    version: { app: VERSION, tables: TABLES, closed: await pending.closed },
    verification: await verification,
    trailSince: await pending.trailSince,
    unsealed: await pending.unsealed,
    storage: await pending.storage,
    poisoned: await pending.poisoned,
    runs: await pending.runs,
    anchor: await pending.anchor,
    openIntents: await pending.openIntents,
    returns: await pending.returns,
    erasures: await pending.erasures,
    laterChecks: await pending.laterChecks,
    drift: await pending.drift,
    requests: await pending.requests,
    segments: await pending.segments,
    offboarded: await pending.offboarded,
    budget: await pending.budget,
    hubspot: await pending.hubspot,
    systemNow: engine.systemNow(),
  };
}

/** Why the tables may not be used; throws any other error again. */
function whyClosed(error: unknown): TablesClosedError {
  if (error instanceof TablesClosedError) return error;
  throw error;
}

type Soon = <T>(read: () => Promise<T>) => Promise<StorageProbe['answer']>;

async function probeStorage({ storage }: Engine, soon: Soon): Promise<StorageProbe[]> {
  const tables = [storage.audit, storage.runs, storage.index];
  const ofTables = tables.map(async (table) => ({
    name: table.tableName,
    answer: await soon(() => readNothing(table)),
  }));
  const ofQueue = soon(async () => {
    if ((await storage.depths.slices.count()) === undefined) await storage.slices.create();
  });
  return [...(await Promise.all(ofTables)), { name: 'queue', answer: await ofQueue }];
}

/** Fails when the table is not there or cannot be read. */
async function readNothing(table: TableClient): Promise<void> {
  const filter = odata`PartitionKey eq ${'no such partition'}`;
  for await (const _ of table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 1 })) return;
}

async function readRuns({ history, now, systemNow }: Engine, { schedules }: Settings): Promise<RunFacts> {
  const ended = (work: Work) => {
    const late = now() - workDueBy(work, schedules, now());
    // Ids of runs, by which they are found, come from the system's clock.
    const since = systemNow() - Math.max(2 * DAY, Math.min(late + DAY, MOST_LOOK_BACK_MS));
    return history.endedSince(since, WORK[work].scopes, MOST_RUNS);
  };
  const [sync, retentionClock, reconcile, inUseForADay] = await Promise.all([
    ended('sync'),
    ended('retentionClock'),
    ended('reconcile'),
    history.hasRunBefore(systemNow() - DAY),
  ]);
  return { sync, retentionClock, reconcile, inUseForADay };
}

async function readErasureFacts({ storage, rowMacs }: Engine): Promise<ErasureFacts> {
  const lists = await new ErasureLists(storage.erasures, rowMacs).inStates(['approved', 'executing']);
  const inState = (wanted: 'approved' | 'executing') => lists.filter(({ state }) => state === wanted);
  return { waiting: inState('approved'), executing: inState('executing') };
}
