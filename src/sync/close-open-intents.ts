import pMap from 'p-map';
import type { ChainedEvent } from '../audit/event.ts';
import type { Conclusion } from '../audit/trail.ts';
import { chunk } from '../chunk.ts';
import { RECORD_BATCH, readRecords } from '../hubspot/records.ts';
import { sameValue } from '../register/difference.ts';
import { heldValues } from '../register/held.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, type RegisterProperty } from '../register/properties.ts';
import type { SliceContext } from './context.ts';
import type { RecordKind } from './listed.ts';

/**
 * Closes the intents that a crash or a lost answer left without outcome, by looking at what HubSpot holds now. Comes
 * before anything is written, so that an outcome is never mixed up with a later change.
 */
export async function closeOpenIntents(context: SliceContext): Promise<void> {
  const { audit, session } = context;
  const open = await audit.open();
  if (open.length === 0) return;
  const bySubject = Map.groupBy(
    open.flatMap(({ events }) => events),
    ({ subject }) => subject,
  );
  const conclusions = new Map([
    ...(await conclude(context, 'contacts', 'contact', CONTACT_PROPERTIES, bySubject)),
    ...(await conclude(context, 'companies', 'company', COMPANY_PROPERTIES, bySubject)),
  ]);
  session.assertOurs();
  const { runId, actor } = session.run;
  await audit.conclude(open, conclusions, { runId, actor });
}

async function conclude(
  { hubspot, auditKey }: SliceContext,
  kind: RecordKind,
  prefix: string,
  properties: readonly RegisterProperty[],
  bySubject: ReadonlyMap<string, readonly ChainedEvent[]>,
): Promise<Map<string, Conclusion>> {
  const ids = [...bySubject.keys()].flatMap((subject) => {
    const [of = '', id = ''] = subject.split(':');
    return of === prefix ? [id] : [];
  });
  const conclusions = new Map<string, Conclusion>();
  const hash = (property: string, text: string) => auditKey.hashOfText(property, text);
  const names = properties.map(({ name }) => name);
  await pMap(chunk(ids, RECORD_BATCH), async (batch) => {
    const { found, gone } = await readRecords(hubspot, kind, batch, names);
    for (const id of gone) conclusions.set(`${prefix}:${id}`, { outcome: 'superseded', cause: 'the record is gone' });
    for (const [id, record] of found) {
      const subject = `${prefix}:${id}`;
      const held = heldValues(record.properties, properties, hash);
      conclusions.set(subject, conclusionOf(bySubject.get(subject) ?? [], held, properties));
    }
  });
  return conclusions;
}

/** All changes of a record go in one update, so they were applied together or not at all. */
function conclusionOf(
  intents: readonly ChainedEvent[],
  held: Readonly<Record<string, string>>,
  properties: readonly RegisterProperty[],
): Conclusion {
  const types = new Map(properties.map(({ name, type }) => [name, type]));
  const holds = (of: (event: ChainedEvent) => string) =>
    intents.every((event) => sameValue(types.get(event.property) ?? 'string', held[event.property] ?? '', of(event)));
  const cause = 'seen in HubSpot after an interruption';
  if (holds(({ after }) => after)) return { outcome: 'applied', cause };
  if (holds(({ before }) => before)) return { outcome: 'not_applied', cause };
  return { outcome: 'superseded', cause };
}
