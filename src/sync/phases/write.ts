import { provision } from '../../hubspot/provisioning.ts';
import { checkMayWrite } from '../../hubspot/records.ts';
import { REGISTER_GROUP } from '../../register/properties.ts';
import { type Applied, apply } from '../apply.ts';
import { decisionTime, type Phase, type SliceContext } from '../context.ts';
import { type Decided, decideCompany, decideContact } from '../decide.ts';
import { companyFactsSchema, contactFactsSchema } from '../facts.ts';
import type { Failure } from '../ledger.ts';
import type { RecordKind } from '../listed.ts';
import type { Counts } from '../run.ts';
import { loadSetup, type Setup } from '../setup.ts';

/** Decides about every company and contact, part by part, and writes what differs. */
export const write: Phase = async (context) => {
  const { session } = context;
  const setup = await loadSetup(context.store);
  if (!session.run.position.provisioned) await provisionProperties(context, setup);
  let resumed = context.resumed;
  for (const kind of ['companies', 'contacts'] as const) {
    while (session.run.position.written[kind] < session.run.position[kind].chunks) {
      if (context.timeIsUp()) return false;
      await writePart({ ...context, resumed }, setup, kind, session.run.position.written[kind]);
      // Only the part that an interruption may have hit can be half written.
      resumed = false;
    }
  }
  return true;
};

async function provisionProperties({ hubspot, session }: SliceContext, { plans }: Setup): Promise<void> {
  if (plans.some(({ plan }) => plan.create.length > 0)) {
    await Promise.all(plans.map(({ plan }) => checkMayWrite(hubspot, plan.objectType)));
  }
  session.assertOurs();
  // Both come to an end before anything else happens, also when one of them fails.
  const done = await Promise.allSettled(
    plans.map(({ plan, needed }) => provision(hubspot, plan, REGISTER_GROUP, needed)),
  );
  for (const result of done) if (result.status === 'rejected') throw result.reason;
  await session.checkpoint((run) => ({ position: { ...run.position, provisioned: true } }));
}

async function writePart(context: SliceContext, setup: Setup, kind: RecordKind, number: number): Promise<void> {
  const { session, ledger } = context;
  const decided = await decidePart(context, setup, kind, number);
  const applied = await apply(context, decided);
  await ledger.recordFailures(session.run.runId, failuresOf(decided, applied));
  const counted = count(decided, applied);
  await session.checkpoint((run) => ({
    [kind]: added(run[kind], counted),
    position: { ...run.position, written: { ...run.position.written, [kind]: number + 1 } },
  }));
}

async function decidePart(context: SliceContext, setup: Setup, kind: RecordKind, number: number): Promise<Decided[]> {
  const { store, policy } = context;
  const now = decisionTime(context);
  if (kind === 'contacts') {
    const facts = await store.get('facts-contacts', number, contactFactsSchema);
    return facts.map((one) => decideContact(one, policy, now, setup));
  }
  const facts = await store.get('facts-companies', number, companyFactsSchema);
  return facts.filter(({ company }) => company.live).map((one) => decideCompany(one, policy, setup));
}

function failuresOf(decided: readonly Decided[], applied: ReadonlyMap<string, Applied>): Failure[] {
  return decided.flatMap(({ kind, id, unreadable, notices }): Failure[] => {
    const outcome = applied.get(id);
    const failed = typeof outcome === 'object' ? [`not written: ${outcome.failed}`] : [];
    const reasons = [...unreadable, ...failed];
    return [
      ...(reasons.length > 0 ? [{ kind, id, reason: reasons.join('; ') }] : []),
      ...(notices.length > 0 ? [{ kind: 'notice' as const, id, reason: notices.join('; ') }] : []),
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
