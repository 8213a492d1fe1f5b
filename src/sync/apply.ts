import pMap from 'p-map';
import type { Conclusion, OpenIntents } from '../audit/trail.ts';
import { chunk } from '../chunk.ts';
import { RECORD_BATCH, readRecords } from '../hubspot/records.ts';
import { type Update, type UpdateOutcome, updateRecords } from '../hubspot/update.ts';
import { type Change, sameValue } from '../register/difference.ts';
import { heldValues } from '../register/held.ts';
import type { SliceContext } from './context.ts';
import { changesOf, type Decided } from './decide.ts';
import type { RecordKind } from './listed.ts';
import { propertiesOf } from './listed.ts';

/** What became of one record. */
export type Applied = 'changed' | 'unchanged' | { readonly failed: string };

interface Planned {
  readonly decided: Decided;
  readonly changes: readonly Change[];
}

const AT_ONCE = 8;

/**
 * Writes what differs into HubSpot: an intent for every change first, then batches, then the outcome of every intent.
 * When the slice was cut short before, what HubSpot holds is read anew, so that nothing is written twice.
 */
export async function apply(context: SliceContext, decided: readonly Decided[]): Promise<Map<string, Applied>> {
  const applied = new Map<string, Applied>();
  const planned: Planned[] = [];
  const current = context.resumed ? await heldNow(context, decided) : undefined;
  for (const one of decided) {
    const changes = changesOf(one, one.held);
    const held = changes.length > 0 ? (current?.get(one.id) ?? one.held) : one.held;
    const remaining = held === one.held ? changes : changesOf(one, held);
    if (remaining.length > 0) planned.push({ decided: one, changes: remaining });
    else applied.set(one.id, changes.length > 0 ? 'changed' : 'unchanged');
  }
  for (const [id, outcome] of await write(context, planned)) {
    applied.set(id, outcome.kind === 'written' ? 'changed' : { failed: outcome.reason });
  }
  return applied;
}

async function write(context: SliceContext, planned: readonly Planned[]): Promise<Map<string, UpdateOutcome>> {
  if (planned.length === 0) return new Map();
  const { audit, session } = context;
  const { runId, actor } = session.run;
  session.assertOurs();
  const intents = planned.map(({ decided: { subject, cause }, changes }) => ({ subject, cause, changes }));
  const open = await audit.intend(intents, { runId, actor });
  session.assertOurs();
  const outcomes = await update(context, planned);
  await concludeAll(context, open, planned, outcomes);
  return outcomes;
}

async function update({ hubspot }: SliceContext, planned: readonly Planned[]): Promise<Map<string, UpdateOutcome>> {
  const kind = planned[0]?.decided.kind ?? 'contacts';
  const updates = planned.map(({ decided: { id }, changes }): Update => {
    return { id, properties: Object.fromEntries(changes.map(({ property, after }) => [property, after])) };
  });
  const types = new Map(planned[0]?.decided.properties.map(({ name, type }) => [name, type]) ?? []);
  const holds = ({ properties }: Update, values: Readonly<Record<string, string | null>>) =>
    Object.entries(properties).every(([name, value]) =>
      sameValue(types.get(name) ?? 'string', values[name] ?? '', value),
    );
  const batches = chunk(updates, RECORD_BATCH);
  const outcomes = await pMap(batches, (batch) => updateRecords(hubspot, kind, batch, holds), { concurrency: AT_ONCE });
  return new Map(outcomes.flatMap((batch) => [...batch]));
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
    if (outcome.kind === 'written') conclusions.set(decided.subject, { outcome: 'applied', cause: decided.cause });
    else conclusions.set(decided.subject, { outcome: 'not_applied', cause: outcome.reason });
  }
  const { runId, actor } = session.run;
  await audit.conclude(open, conclusions, { runId, actor });
}

/** What HubSpot holds now of the records in which something may have to change. */
async function heldNow(
  { hubspot, auditKey }: SliceContext,
  decided: readonly Decided[],
): Promise<Map<string, Record<string, string>>> {
  const toChange = decided.filter((one) => changesOf(one, one.held).length > 0);
  const kind: RecordKind = toChange[0]?.kind ?? 'contacts';
  const properties = toChange[0]?.properties ?? [];
  const hash = (property: string, text: string) => auditKey.hashOfText(property, text);
  const batches = await pMap(
    chunk(toChange, RECORD_BATCH),
    (batch) =>
      readRecords(
        hubspot,
        kind,
        batch.map(({ id }) => id),
        propertiesOf(kind),
      ),
    { concurrency: AT_ONCE },
  );
  return new Map(
    batches.flatMap(({ found }) =>
      [...found].map(([id, record]) => [id, heldValues(record.properties, properties, hash)] as const),
    ),
  );
}
