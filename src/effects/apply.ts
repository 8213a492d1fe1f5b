import pMap from 'p-map';
import type { Conclusion, OpenIntents } from '../audit/trail.ts';
import { chunk } from '../chunk.ts';
import type { SliceContext } from '../facts/context.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { RECORD_BATCH } from '../hubspot/records.ts';
import { type Update, type UpdateOutcome, updateRecords } from '../hubspot/update.ts';
import { type Change, differences } from '../register/difference.ts';
import { parseInstant } from '../register/instant.ts';
import { subjectOf } from '../register/record.ts';
import { LeaseLostError } from '../runs/session.ts';
import { changesOf, type Decided, withCauses } from './decide.ts';
import { type HeldNow, readHeldNow } from './held-now.ts';

/** What became of one record, or in a dry run would become of it. */
export type Applied = 'changed' | 'unchanged' | { readonly failed: string; readonly gone: boolean };

/** Keeps what was found and written, before the audit trail says that it was. A record without an outcome is left out. */
type Remember = (applied: ReadonlyMap<string, Applied>) => Promise<void>;

/** What became of each record by its id, and what HubSpot's stamps on the writes tell. */
export interface Outcome {
  readonly applied: ReadonlyMap<string, Applied>;
  readonly stamps: Stamps | null;
}

interface Planned {
  readonly decided: Decided;
  readonly changes: readonly Change[];
}

const AT_ONCE = 8;

/**
 * Writes what differs into HubSpot: an intent for every change first, then batches, then the outcome of every intent.
 * When the slice was cut short before, what HubSpot holds is read anew, so that nothing is written twice.
 */
export async function apply(context: SliceContext, decided: readonly Decided[], remember: Remember): Promise<Outcome> {
  const applied = new Map<string, Applied>();
  const planned: Planned[] = [];
  const current = context.resumed ? await heldNow(context, decided) : undefined;
  for (const one of decided) {
    const changes = changesOf(one, one.held);
    const held = current === undefined || changes.length === 0 ? one.held : current.get(one.id);
    const remaining = held === undefined ? [] : held === one.held ? changes : changesOf(one, held);
    if (held === undefined)
      applied.set(one.id, { failed: 'it could not be read again after an interruption', gone: false });
    else if (remaining.length > 0) planned.push({ decided: one, changes: remaining });
    else applied.set(one.id, changes.length > 0 ? 'changed' : 'unchanged');
  }
  let stamps: Stamps | null = null;
  await write(context, planned, (outcomes) => {
    for (const [id, outcome] of outcomes) applied.set(id, appliedOf(outcome));
    stamps = stampsOn(outcomes, Math.min(context.now(), context.systemNow()));
    return remember(applied);
  });
  return { applied, stamps };
}

/** What HubSpot's stamps on our own writes tell of its clock. */
interface Stamps {
  readonly first: number;
  readonly last: number;
  /** How far its clock is ahead of ours at the least, ms; negative when it is behind. */
  readonly offset: number;
}

/** No clock is that wrong: an older stamp does not tell of this write. */
const OLDEST_STAMP_MS = 30 * 86_400_000;

function stampsOn(outcomes: ReadonlyMap<string, UpdateOutcome>, now: number): Stamps | null {
  const stamps = [...outcomes.values()].flatMap((outcome) => {
    const stamp = outcome.kind === 'written' && outcome.stampedAt ? parseInstant(outcome.stampedAt) : undefined;
    return stamp === undefined ? [] : [stamp];
  });
  const recent = stamps.filter((stamp) => stamp > now - OLDEST_STAMP_MS);
  if (recent.length === 0) return null;
  const [first, last] = [Math.min(...recent), Math.max(...recent)];
  return { first, last, offset: first - now };
}

function appliedOf(outcome: UpdateOutcome): Applied {
  return outcome.kind === 'written' ? 'changed' : { failed: outcome.reason, gone: outcome.kind === 'merged' };
}

async function write(
  context: SliceContext,
  planned: readonly Planned[],
  written: (outcomes: ReadonlyMap<string, UpdateOutcome>) => Promise<void>,
): Promise<void> {
  if (planned.length === 0) {
    context.session.assertOurs();
    return written(new Map());
  }
  const { audit, session } = context;
  const { runId, actor } = session.run;
  session.assertOurs();
  const intents = planned.map(({ decided, changes }) => {
    return { subject: subjectOf(decided), cause: decided.cause, changes: withCauses(decided, changes) };
  });
  const open = await audit.intend(intents, { runId, actor });
  const { outcomes, errors } = await update(context, planned);
  const lost = errors.find((error) => error instanceof LeaseLostError);
  // Whoever has the run now looks at HubSpot and concludes.
  if (lost !== undefined) throw lost;
  await written(outcomes);
  await concludeAll(context, open, planned, outcomes);
  if (errors.length > 0) throw errors[0];
  const unsure = [...outcomes.values()].find(({ kind }) => kind === 'lost');
  if (unsure !== undefined && session.run.failures < PATIENCE) throw new OutcomeLostError();
}

/** How often the slice is repeated because of lost answers, before their records are reported and left to the next run. */
const PATIENCE = 3;

/** HubSpot's answers to updates were lost again and again; their intents are open. */
class OutcomeLostError extends HubSpotError {
  constructor() {
    super('unavailable', 'The answers to updates of records were lost; what was written is looked up.', {
      endpoint: 'update',
    });
  }
}

/** Sends all batches and waits for every one of them: none is on its way any more when this ends. */
async function update(context: SliceContext, planned: readonly Planned[]) {
  const { hubspot, session } = context;
  const kind = planned[0]?.decided.kind ?? 'contacts';
  const updates = planned.map(({ decided: { id }, changes }): Update => {
    return { id, properties: Object.fromEntries(changes.map(({ property, after }) => [property, after])) };
  });
  const holds = ({ properties }: Update, values: Readonly<Record<string, string | null>>) =>
    differences(values, properties, planned[0]?.decided.properties ?? []).length === 0;
  const outcomes = new Map<string, UpdateOutcome>();
  const errors: unknown[] = [];
  await pMap(
    chunk(updates, RECORD_BATCH),
    async (batch) => {
      try {
        session.assertOurs();
        for (const [id, outcome] of await updateRecords(hubspot, kind, batch, holds)) outcomes.set(id, outcome);
      } catch (error) {
        errors.push(error);
      }
    },
    { concurrency: AT_ONCE },
  );
  return { outcomes, errors };
}

async function concludeAll(
  { audit, session }: SliceContext,
  open: readonly OpenIntents[],
  planned: readonly Planned[],
  outcomes: ReadonlyMap<string, UpdateOutcome>,
): Promise<void> {
  const conclusions = new Map<string, Conclusion>();
  for (const { decided } of planned) {
    const outcome = outcomes.get(decided.id);
    // Of a lost one nothing is known: its intent stays open, and the next slice or run looks at HubSpot again.
    if (outcome === undefined || outcome.kind === 'lost') continue;
    if (outcome.kind === 'written') conclusions.set(subjectOf(decided), { outcome: 'applied' });
    else if (outcome.kind === 'merged')
      conclusions.set(subjectOf(decided), { outcome: 'superseded', cause: outcome.reason });
    else conclusions.set(subjectOf(decided), { outcome: 'not_applied', cause: outcome.reason });
  }
  const { runId, actor } = session.run;
  await audit.conclude(open, conclusions, { runId, actor });
}

/** What HubSpot holds now of the records in which something may have to change. */
async function heldNow(context: SliceContext, decided: readonly Decided[]): Promise<HeldNow['held']> {
  const toChange = decided.filter((one) => changesOf(one, one.held).length > 0);
  const [first] = toChange;
  if (first === undefined) return new Map();
  const ids = toChange.map(({ id }) => id);
  return (await readHeldNow(context, first.kind, first.properties, ids)).held;
}
