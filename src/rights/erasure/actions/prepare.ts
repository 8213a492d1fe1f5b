import { digestOf } from '../../../digest.ts';
import { formatInstant } from '../../../register/instant.ts';
import { newRevision, newRunId } from '../../../runs/run.ts';
import type { Engine } from '../../../work/engine.ts';
import { erasableBy } from '../../requests/erasable.ts';
import type { ErasureList } from '../list.ts';
import { queueRun } from '../queue-run.ts';
import { erasureStores } from '../stores.ts';
import { subjectOfList } from '../subject.ts';
import { type ErasureRefusal, refused } from './refusal.ts';

/** Whom somebody wants to be erased. */
interface ErasureWish {
  readonly ground: ErasureList['ground'];
  /** Of the ground `request`. */
  readonly requestId?: string | undefined;
  /** Only these; without them everybody whom the ground is about. */
  readonly contactIds?: readonly string[] | undefined;
}

type Created = { readonly kind: 'created'; readonly list: ErasureList };
type Refused = Extract<ErasureRefusal, { kind: 'no_erasure_key' | 'no_such_request' | 'not_granted' | 'line_full' }>;

/**
 * Makes a list of people to erase (§7, §12, Art. 17) and has it prepared by a run. Whoever calls is its preparer. The list comes
 * first, then the event, then the run: a crash in between leaves a list that is said to have failed, and no run without a trace.
 */
export async function prepareErasure(engine: Engine, wish: ErasureWish, actor: string): Promise<Created | Refused> {
  await engine.storage.prepare();
  if (engine.erasureKeys === undefined) return refused(engine, 'prepare', { kind: 'no_erasure_key' }, actor);
  const chosen = await chosenBy(engine, wish);
  if (chosen.kind !== 'chosen') return refused(engine, 'prepare', chosen, actor);
  const place = await engine.line.placeFor({ scope: 'erasure', dryRun: false });
  if (place.kind === 'full') return refused(engine, 'prepare', { kind: 'line_full' }, actor);
  const list = newList(engine, wish, actor);
  const { id, runId, ground } = list;
  await erasureStores(engine).lists.create(list);
  const given = chosen.contactIds && [...new Set(chosen.contactIds)];
  const cause = `ground=${ground} run=${runId}${given === undefined ? '' : ` contacts=${given.length}`}`;
  await engine.audit.record([{ action: 'erasure_requested', subject: subjectOfList(id), cause }], { runId: '', actor });
  await queueRun(engine, { id, runId, task: 'prepare', trigger: 'http', actor, ...(given && { given }) });
  return { kind: 'created', list };
}

/** Only these; without them everybody whom the ground is about. */
interface Chosen {
  readonly kind: 'chosen';
  readonly contactIds: readonly string[] | undefined;
}

/** By a request only those are erased whom it was granted for, be they all or some of them (Art. 17). */
async function chosenBy(engine: Engine, { ground, requestId, contactIds }: ErasureWish): Promise<Chosen | Refused> {
  if (ground === 'retention') return { kind: 'chosen', contactIds };
  const granted = requestId === undefined ? [] : await erasableBy(engine, requestId);
  if (granted.length === 0) return { kind: 'no_such_request' };
  const outside = (contactIds ?? []).filter((id) => !granted.includes(id));
  if (outside.length > 0) return { kind: 'not_granted', contactIds: outside };
  return { kind: 'chosen', contactIds: contactIds ?? granted };
}

function newList({ policy, now, systemNow }: Engine, { ground, requestId }: ErasureWish, actor: string): ErasureList {
  return {
    // Lists stand in the order of their ids, and runs in that of theirs: both by the clock that moves on.
    id: newRunId(systemNow()),
    ground,
    requestId: requestId ?? null,
    state: 'preparing',
    createdAt: formatInstant(now()),
    preparers: [actor],
    approvals: policy.approvals.erasure,
    approver: null,
    approvedAt: null,
    executeFrom: null,
    rejection: null,
    cancellation: null,
    runId: newRunId(systemNow()),
    listHash: null,
    policyDigest: digestOf(policy),
    portalId: null,
    counts: {},
    changed: null,
    withoutScope: [],
    problem: null,
    executionStartedAt: null,
    executionRuns: [],
    stoppedAt: null,
    finishedAt: null,
    laterChecks: [],
    revision: newRevision(),
  };
}
