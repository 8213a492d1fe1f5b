import type { ItemSummary } from '../rights/erasure/item.ts';
import type { ErasureList } from '../rights/erasure/list.ts';
import { actionsOf, itemsPage, type WantedPeople } from '../rights/erasure/look.ts';
import type { Engine } from '../work/engine.ts';
import { continuationOf } from './continuation.ts';
import type { ErasureAnswer, ErasureItemAnswer, ErasureSummary } from './schemas/erasure.ts';

/** People shown with a list unless the request says how many. */
const SHOWN = 100;

/** A list as it is listed. */
export function erasureSummary(list: ErasureList): ErasureSummary {
  const { id, ground, requestId, state, createdAt, preparers, approvals, approver, approvedAt, executeFrom } = list;
  const { rejection, cancellation, runId, listHash, policyDigest, withoutScope, problem } = list;
  const { executionStartedAt, finishedAt, laterChecks } = list;
  const none = { proposed: 0, excluded: 0, protected: 0, changed: 0, done: 0, gone_already: 0, failed: 0 };
  return {
    id,
    ground,
    requestId,
    state,
    createdAt,
    preparers,
    approvals,
    approver,
    approvedAt,
    executeFrom,
    rejection,
    cancellation,
    runId,
    listHash,
    policyDigest,
    changes: list.changed,
    withoutScope,
    problem,
    people: { ...none, ...list.counts },
    executionStartedAt,
    finishedAt,
    laterChecks,
    actions: [...actionsOf(list)],
  };
}

/** Which of its people are shown. */
interface PageOfPeople extends WantedPeople {
  readonly limit?: number;
  readonly continuation?: string | undefined;
}

/** A list with a page of its people. */
export async function erasureAnswer(
  engine: Engine,
  list: ErasureList,
  { limit = SHOWN, continuation, ...wanted }: PageOfPeople = {},
): Promise<ErasureAnswer> {
  const { items, next } = await itemsPage(engine, list.id, limit, continuation, wanted);
  const { excludeReasons, delayHours } = engine.policy.erasure;
  return {
    ...erasureSummary(list),
    excludeReasons,
    delayHours,
    items: items.map(itemAnswer),
    continuation: next === null ? null : continuationOf(next),
  };
}

function itemAnswer({ contactId, status, reason, until, changes, facts, counts, outcomes, finishedAt }: ItemSummary) {
  const { endsOn, basis, source } = facts;
  const answer: ErasureItemAnswer = {
    contactId,
    status,
    reason,
    until: until ?? null,
    changes,
    endsOn,
    basis,
    source,
    counts,
    outcomes,
    finishedAt,
  };
  return answer;
}
