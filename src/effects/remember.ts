import { isDeepStrictEqual } from 'node:util';
import type { Decided } from '../decisions/decided.ts';
import type { SliceContext } from '../facts/context.ts';
import type { CompanyFacts, ContactFacts } from '../facts/facts.ts';
import type { Fate } from '../hubspot/fate.ts';
import { parseDate } from '../register/calendar.ts';
import { rememberWithRows } from '../remembered/move-rows.ts';
import type { CompanyMemory, ContactMemory } from '../remembered/memory.ts';
import { retryKey } from '../remembered/retry-key.ts';
import type { Run } from '../runs/run.ts';

/** A record that was gone through, with what was decided and what became of it. */
export interface Processed<Facts> {
  readonly facts: Facts;
  readonly decided: Decided;
  /** `done` where nothing had to change; `undefined` where nothing was to be written at all. */
  readonly fate: Fate | undefined;
}

/** Records that earlier runs left to be tried again, as `contacts|id` and `companies|id`. */
export type ToRetry = ReadonlySet<string>;

/** What remembering contacts takes of a slice. */
export interface Remembering extends Pick<SliceContext, 'state' | 'resumed'> {
  readonly session: { readonly run: Pick<Run, 'runId'> };
}

/**
 * Keeps what the next run needs to know of contacts. Comes after HubSpot was written and before the audit trail gets its
 * outcomes: whatever a crash leaves unremembered still has an open intent, which the next slice or run looks after.
 */
export async function rememberContacts(
  { state, session, resumed }: Remembering,
  processed: readonly Processed<ContactFacts>[],
  toRetry: ToRetry,
): Promise<void> {
  const kept = processed.filter(({ fate }) => !isGone(fate));
  const changes = kept.flatMap(({ facts, decided, fate }) => {
    const { before } = facts;
    const memories = changed(facts, facts.contact.id, memoryOfContact(facts, decided, fate));
    return memories.map(([id, after]) => ({ id, before, after }));
  });
  await rememberWithRows(state, { runId: session.run.runId, resumed }, changes);
  await noteRetries(state, processed, toRetry);
}

/** Keeps what the next run needs to know of companies, those that are archived included. */
export async function rememberCompanies(
  { state }: Pick<SliceContext, 'state'>,
  processed: readonly Processed<CompanyFacts>[],
  toRetry: ToRetry,
): Promise<void> {
  const kept = processed.filter(({ fate }) => !isGone(fate));
  await state.companies.putMany(
    kept.flatMap(({ facts, decided, fate }) => {
      const memory = memoryOfCompany(facts, decided, fate);
      return memory === undefined ? [] : changed(facts, facts.company.id, memory);
    }),
  );
  await noteRetries(state, processed, toRetry);
}

function memoryOfContact(
  { contact, own, customer, before }: ContactFacts,
  decided: Decided,
  fate?: Fate,
): ContactMemory {
  const { holdUntil = '', decision } = contact;
  return {
    ...shared(contact, decided, before, fate),
    own,
    companyId: customer?.companyId,
    holdUntil: parseDate(holdUntil),
    decision,
  };
}

function memoryOfCompany(
  { company, customer, before }: CompanyFacts,
  decided: Decided,
  fate?: Fate,
): CompanyMemory | undefined {
  const { companyActivity: activity, clock, categories } = customer;
  // What was known of erased people is not forgotten while it cannot be read.
  const floor = customer.floor ?? before?.floor;
  // Of a company that could not be read at all, what was known before is still the best there is, but not its clocks: they
  // may have moved, and whoever meets it next computes them anew.
  if (company.inputs === '') return before && { ...before, activity, clock, floor };
  return { ...shared(company, decided, before, fate), activity, clock, floor, categories, live: company.live };
}

function shared(
  { held, inputs, merged }: Pick<ContactFacts['contact'], 'held' | 'inputs' | 'merged'>,
  decided: Decided,
  before: ContactMemory | CompanyMemory | undefined,
  fate?: Fate,
) {
  const isWritten = fate?.kind === 'done';
  const wanted = isWritten ? decided.wanted : {};
  // What somebody typed over and what was not put back is still to be seen as typed by the next run.
  const left = decided.edited.filter((property) => wanted[property] === undefined);
  const values = { ...held, ...picked(before?.held ?? {}, left), ...wanted };
  const putBack = { ...decided.putBack, ...picked(before?.putBack ?? {}, left) };
  const times = Object.entries(putBack).flatMap(([name, some]) => (some?.length ? [[name, some]] : []));
  return {
    held: withoutEmpty(values),
    inputs,
    merged,
    ...(times.length > 0 ? { putBack: Object.fromEntries(times) } : {}),
  };
}

function picked<Value>(
  values: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value | undefined> {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function withoutEmpty(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Rows are written only when they say something new: a reconcile over an account at rest writes none. */
function changed<Memory>(
  { before }: { readonly before?: Memory | undefined },
  id: string,
  memory: Memory,
): [string, Memory][] {
  const plain: unknown = JSON.parse(JSON.stringify(memory));
  return before !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(before)), plain) ? [] : [[id, memory]];
}

async function noteRetries(
  state: SliceContext['state'],
  processed: readonly Processed<unknown>[],
  toRetry: ToRetry,
): Promise<void> {
  const keys = (some: readonly Processed<unknown>[]) => some.map(({ decided }) => retryKey(decided));
  const undone = ({ decided, fate }: Processed<unknown>) =>
    !isGone(fate) && (decided.again || decided.unreadable.length > 0 || (fate !== undefined && fate.kind !== 'done'));
  await state.retry.add(keys(processed.filter(undone)));
  await state.retry.remove(keys(processed.filter((one) => !undone(one))).filter((key) => toRetry.has(key)));
}

/** Merged into another record, or deleted, while the run was at work. */
function isGone(fate: Fate | undefined): boolean {
  return fate?.kind === 'overtaken' && fate.gone;
}
