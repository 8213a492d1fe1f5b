import { decideCompany } from '../decisions/company.ts';
import { decideContact } from '../decisions/contact.ts';
import { decisionTime, type Phase, type SliceContext } from '../facts/context.ts';
import type { ContactFacts } from '../facts/facts.ts';
import { PARTS } from '../facts/parts.ts';
import { openOfContact, type OpenNow, openRequestsNow } from '../facts/open-requests.ts';
import { loadSetup, type Setup } from '../facts/setup.ts';
import { Refusals } from '../hubspot/refusals.ts';
import type { RecordKind } from '../register/record.ts';
import { loosenAnchor } from '../remembered/loosen-anchor.ts';
import { cursorOf, withCursor } from '../runs/cursor.ts';
import { undoneProblems, withUndone } from '../runs/undone.ts';
import { endGroundsOf } from './end-grounds.ts';
import { keepFloors } from './keep-floors.ts';
import { EndsNow } from './kinds/ends-now.ts';
import { onGrounds, readGroundsNow } from './kinds/grounds-now.ts';
import type { Carried } from './kinds/set-values.ts';
import { rememberCompanies, rememberContacts, type ToRetry } from './remember.ts';
import { withStamps } from './stamps.ts';
import { reportsOn, undoneReasons, type Written, withCounts, withEdits } from './tally.ts';
import { writeDefinitions } from './write-definitions.ts';
import { type DecidedFacts, writePart } from './write-part.ts';
import { WRITING, writtenParts } from './writing-cursor.ts';

type WriteContext = SliceContext & { readonly toRetry: ToRetry; readonly open: OpenNow };

/** Decides about every company and contact, part by part, and executes what follows from it. */
export const decideAndWrite: Phase = async (context) => {
  const { session, store } = context;
  const setup = await loadSetup(store);
  const parts = await store.get(PARTS.factParts, 0);
  if (parts.contacts + parts.companies > 0) await loosenAnchor(context);
  if (!cursorOf(session.run, WRITING).provisioned) {
    await writeDefinitions(context, setup);
    await session.checkpoint((run) => withCursor(run, WRITING, { ...cursorOf(run, WRITING), provisioned: true }));
  }
  const toRetry = new Set(await context.state.retry.list('', '~'));
  let resumed = context.resumed;
  const endsNow = new EndsNow();
  let open: OpenNow;
  for (const kind of ['companies', 'contacts'] as const) {
    const carried = { refusals: new Refusals(), endsNow };
    // As late as can be, and once: what is filed or ended from now on has another run look at its contacts.
    if (kind === 'contacts' && writtenParts(session.run).contacts < parts.contacts)
      open = await openRequestsNow(context);
    for (let number = writtenParts(session.run)[kind]; number < parts[kind]; number += 1) {
      if (context.timeIsUp()) return false;
      const partContext = { ...context, resumed, toRetry, open };
      await keepCounts(partContext, kind, number, await decideAndWritePart(partContext, setup, kind, number, carried));
      // Only the part that an interruption may have hit can be half written.
      resumed = false;
    }
  }
  session.say(...undoneProblems(session.run, context.policy.undone.degradedFromRecords));
  return true;
};

async function keepCounts(
  { session, reports, resumed, now, systemNow }: SliceContext,
  kind: RecordKind,
  number: number,
  written: readonly Written[],
): Promise<void> {
  const fates = written.flatMap(({ fate }) => fate ?? []);
  const decided = written.map((one) => one.decided);
  const { runId } = session.run;
  if (resumed) await reports.addAgain(runId, decided, reportsOn(written));
  else await reports.add(runId, reportsOn(written));
  await session.checkpoint((run) => ({
    [kind]: withCounts(run[kind], written),
    undone: withUndone(run.undone, kind, written.map(undoneReasons)),
    problems: withEdits(run.problems, decided),
    ...withStamps(run, kind, fates, Math.min(now(), systemNow())),
    ...withCursor(run, WRITING, { ...cursorOf(run, WRITING), [kind]: number + 1 }),
  }));
}

async function decideAndWritePart(
  context: WriteContext,
  setup: Setup,
  kind: RecordKind,
  number: number,
  carried: Carried,
): Promise<Written[]> {
  const { store, policy, toRetry, open } = context;
  const now = decisionTime(context);
  if (kind === 'companies') {
    const facts = await store.get(PARTS.facts.companies, number);
    await keepFloors(context, facts);
    const all = facts.map((one) => ({ facts: one, decided: decideCompany(one, policy, now, setup) }));
    return writePart(context, carried, {
      kind,
      number,
      all,
      remember: (processed) => rememberCompanies(context, processed, toRetry),
    });
  }
  const decide = (one: ContactFacts): DecidedFacts<ContactFacts> => {
    const unproved = context.session.run.unproved.map(({ what }) => what);
    return {
      facts: one,
      decided: decideContact(one, policy, now, setup, { unproved, open: openOfContact(one.contact, open) }),
      restsOn: endGroundsOf(one, policy),
    };
  };
  const facts = await store.get(PARTS.facts.contacts, number);
  return writePart(context, carried, {
    kind,
    number,
    all: facts.map(decide),
    remember: (processed) => rememberContacts(context, processed, toRetry),
    decideAgain: async (overtaken) => {
      const ids = overtaken.map(({ decided }) => decided.id);
      const grounds = await readGroundsNow(context, ids);
      const { endsNow } = carried;
      return overtaken.map(({ facts: one }) => decide(onGrounds(one, grounds, endsNow.whyHeldBack(one.contact.id))));
    },
  });
}
