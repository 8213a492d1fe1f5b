import { decisionTime, type Phase, type SliceContext } from '../facts/context.ts';
import type { ContactFacts } from '../facts/facts.ts';
import { PARTS } from '../facts/parts.ts';
import { loadSetup, type Setup } from '../facts/setup.ts';
import { provision } from '../hubspot/provisioning.ts';
import { checkMayWrite } from '../hubspot/records.ts';
import { REGISTER_GROUP } from '../register/properties.ts';
import type { RecordKind } from '../register/record.ts';
import { loosenAnchor } from '../remembered/loosen-anchor.ts';
import { cursorOf, withCursor } from '../runs/cursor.ts';
import type { Report } from '../runs/reports.ts';
import type { Counts, Run } from '../runs/run.ts';
import { type Applied, apply } from './apply.ts';
import { withHoldsOfNow } from './check-holds.ts';
import { type Decided, decideCompany, decideContact } from './decide.ts';
import { listChanges, listDefinitions } from './dry-run/list-instead.ts';
import { rememberCompanies, rememberContacts, type ToRetry } from './remember.ts';
import { WRITING, writtenParts } from './writing-cursor.ts';

type WriteContext = SliceContext & { readonly toRetry: ToRetry };

/** Decides about every company and contact, part by part, and writes what differs; a dry run lists it. */
export const write: Phase = async (context) => {
  const { session } = context;
  const setup = await loadSetup(context.store);
  const parts = await context.store.get(PARTS.factParts, 0);
  if (parts.contacts + parts.companies > 0) await loosenAnchor(context);
  if (!cursorOf(session.run, WRITING).provisioned) await provisionProperties(context, setup);
  const toRetry = new Set(await context.state.retry.list('', '~'));
  let resumed = context.resumed;
  for (const kind of ['companies', 'contacts'] as const) {
    for (let number = writtenParts(session.run)[kind]; number < parts[kind]; number += 1) {
      if (context.timeIsUp()) return false;
      await writePart({ ...context, resumed, toRetry }, setup, kind, number);
      // Only the part that an interruption may have hit can be half written.
      resumed = false;
    }
  }
  return true;
};

async function provisionProperties(context: SliceContext, setup: Setup): Promise<void> {
  const { session } = context;
  await (session.run.dryRun ? listDefinitions(context, setup) : writeDefinitions(context, setup));
  await session.checkpoint((run) => withCursor(run, WRITING, { ...cursorOf(run, WRITING), provisioned: true }));
}

async function writeDefinitions({ hubspot, session }: SliceContext, { plans }: Setup): Promise<void> {
  if (plans.some(({ plan }) => plan.create.length > 0)) {
    await Promise.all(plans.map(({ plan }) => checkMayWrite(hubspot, plan.objectType)));
  }
  session.assertOurs();
  // Both come to an end before anything else happens, also when one of them fails.
  const done = await Promise.allSettled(
    plans.map(({ plan, needed }) => provision(hubspot, plan, REGISTER_GROUP, needed)),
  );
  for (const result of done) if (result.status === 'rejected') throw result.reason;
}

async function writePart(context: WriteContext, setup: Setup, kind: RecordKind, number: number): Promise<void> {
  const { session, reports } = context;
  const { decided, remember } = await decidePart(context, setup, kind, number);
  const { applied, stamps } = session.run.dryRun
    ? await listChanges(context, kind, number, decided)
    : await apply(context, decided, remember);
  await reports.add(session.run.runId, reportsOn(decided, applied));
  const counted = count(decided, applied);
  await session.checkpoint((run) => ({
    [kind]: added(run[kind], counted),
    problems: withEdits(run.problems, decided),
    ...(stamps === null
      ? {}
      : {
          clockOffset: Math.min(run.clockOffset ?? stamps.offset, stamps.offset),
          stamps: { ...run.stamps, [kind]: together(run.stamps[kind], stamps) },
        }),
    ...withCursor(run, WRITING, { ...cursorOf(run, WRITING), [kind]: number + 1 }),
  }));
}

/** Decides about the records of a part, and tells how to remember what became of them. */
async function decidePart(context: WriteContext, setup: Setup, kind: RecordKind, number: number) {
  const { store, policy, toRetry } = context;
  const now = decisionTime(context);
  if (kind === 'contacts') {
    const unproved = context.session.run.unproved.map(({ what }) => what);
    const facts = await store.get(PARTS.facts.contacts, number);
    const decide = (one: ContactFacts) => ({ facts: one, decided: decideContact(one, policy, now, setup, unproved) });
    const looked = await withHoldsOfNow(context, facts.map(decide), decide);
    const remember = (applied: ReadonlyMap<string, Applied>) =>
      rememberContacts(context, known(looked, applied), toRetry);
    return { decided: looked.map(({ decided }) => decided), remember };
  }
  const facts = await store.get(PARTS.facts.companies, number);
  const looked = facts.map((one) => ({ facts: one, decided: decideCompany(one, policy, now, setup) }));
  const remember = (applied: ReadonlyMap<string, Applied>) =>
    rememberCompanies(context, known(looked, applied), toRetry);
  return { decided: looked.filter(({ facts: { company } }) => company.live).map(({ decided }) => decided), remember };
}

/** Of a record whose update came to no end nothing new is known. One that is archived is not written at all. */
function known<Facts>(
  looked: readonly { readonly facts: Facts; readonly decided: Decided }[],
  applied: ReadonlyMap<string, Applied>,
) {
  return looked.flatMap((one) => {
    const outcome = applied.get(one.decided.id);
    return outcome === undefined && one.decided.live ? [] : [{ ...one, applied: outcome }];
  });
}

function together(before: Run['stamps'][RecordKind], { first, last }: { first: number; last: number }) {
  return { first: before.last === 0 ? first : Math.min(before.first, first), last: Math.max(before.last, last) };
}

const KEPT_BEING_EDITED = 'is changed by somebody else again and again';

/** Says once for each property that it does not stay as it was written; the notices say on whom. */
function withEdits(problems: readonly string[], decided: readonly Decided[]): string[] {
  const properties = new Set(
    decided.flatMap(({ kind, keptBeingEdited }) => keptBeingEdited.map((p) => `${p} on ${kind}`)),
  );
  const added = [...properties].map(
    (property) => `${property} ${KEPT_BEING_EDITED}, and put back each time: see the notices.`,
  );
  return [...new Set([...problems, ...added])];
}

function reportsOn(decided: readonly Decided[], applied: ReadonlyMap<string, Applied>): Report[] {
  return decided.flatMap(({ kind, id, unreadable, notices }): Report[] => {
    const outcome = applied.get(id);
    const failed = typeof outcome === 'object' ? [`not written: ${outcome.failed}`] : [];
    const reasons = [...unreadable, ...failed];
    return [
      ...(reasons.length > 0 ? [{ severity: 'failure' as const, kind, id, reason: reasons.join('; ') }] : []),
      ...(notices.length > 0 ? [{ severity: 'notice' as const, kind, id, reason: notices.join('; ') }] : []),
    ];
  });
}

function count(decided: readonly Decided[], applied: ReadonlyMap<string, Applied>): Omit<Counts, 'total'> {
  const outcomes = decided.map(({ id }) => applied.get(id));
  return {
    processed: decided.length,
    changed: outcomes.filter((outcome) => outcome === 'changed').length,
    unchanged: outcomes.filter((outcome) => outcome === 'unchanged').length,
    failed: outcomes.filter((outcome) => typeof outcome === 'object').length,
    unknown: decided.filter(({ unknown }) => unknown).length,
  };
}

function added(counts: Counts, more: Omit<Counts, 'total'>): Counts {
  return {
    total: counts.total,
    processed: counts.processed + more.processed,
    changed: counts.changed + more.changed,
    unchanged: counts.unchanged + more.unchanged,
    failed: counts.failed + more.failed,
    unknown: counts.unknown + more.unknown,
  };
}
