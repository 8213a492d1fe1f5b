import type { ChainedEvent } from '../audit/event.ts';
import type { Conclusion, OpenIntents } from '../audit/trail.ts';
import type { SliceContext } from '../facts/context.ts';
import { groupBy } from '../group-by.ts';
import { differences } from '../register/difference.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../register/properties.ts';
import type { RegisterProperty } from '../register/property.ts';
import { type RecordKind, recordOf, subjectOf } from '../register/record.ts';
import { rememberWritten } from '../remembered/remember-written.ts';
import { readHeldNow } from './held-now.ts';

/**
 * Closes the intents that a crash or a lost answer left without outcome, by looking at what HubSpot holds now. Comes
 * before anything is written, so that an outcome is never mixed up with a later change.
 */
export async function closeOpenIntents(context: SliceContext): Promise<void> {
  const { audit, session } = context;
  const seen = await lookAtOpenIntents(context);
  session.assertOurs();
  const { runId, actor } = session.run;
  for (const { open, conclusions, applied } of seen) {
    await rememberWritten(context.state, applied);
    await audit.conclude([open], conclusions, { runId, actor });
  }
}

/** Changes that runs before made and did not live to record or to remember. Only looks. */
export async function writtenUnrecorded(context: SliceContext): Promise<ChainedEvent[]> {
  return (await lookAtOpenIntents(context)).flatMap(({ applied }) => applied);
}

interface SeenIntents {
  readonly open: OpenIntents;
  readonly conclusions: ReadonlyMap<string, Conclusion>;
  /** Those of them whose change HubSpot holds. */
  readonly applied: readonly ChainedEvent[];
}

async function lookAtOpenIntents(context: SliceContext): Promise<SeenIntents[]> {
  const open = await context.audit.open();
  if (open.length === 0) return [];
  const subjects = new Set(open.flatMap(({ events }) => events.map(({ subject }) => subject)));
  const seen = new Map([
    ...(await look(context, 'contacts', CONTACT_PROPERTIES, subjects)),
    ...(await look(context, 'companies', COMPANY_PROPERTIES, subjects)),
  ]);
  return open.map((group) => {
    const bySubject = groupBy(group.events, ({ subject }) => subject);
    const conclusions = new Map(
      [...bySubject].flatMap(([subject, intents]) => {
        const held = seen.get(subject);
        return held === undefined ? [] : [[subject, conclusionOf(intents, held)] as const];
      }),
    );
    const applied = group.events.filter(({ subject }) => conclusions.get(subject)?.outcome === 'applied');
    return { open: group, conclusions, applied };
  });
}

type Seen =
  | { readonly held: Readonly<Record<string, string>>; readonly properties: readonly RegisterProperty[] }
  | 'gone';

/** What HubSpot holds of the subjects of one kind; one that cannot be read is left out, and so its intents stay open. */
async function look(
  context: SliceContext,
  kind: RecordKind,
  properties: readonly RegisterProperty[],
  subjects: ReadonlySet<string>,
): Promise<Map<string, Seen>> {
  const ids = [...subjects].flatMap((subject) => {
    const record = recordOf(subject);
    return record?.kind === kind ? [record.id] : [];
  });
  const now = await readHeldNow(context, kind, properties, ids);
  return new Map([
    ...[...now.gone].map((id): [string, Seen] => [subjectOf({ kind, id }), 'gone']),
    ...[...now.held].map(([id, held]): [string, Seen] => [subjectOf({ kind, id }), { held, properties }]),
  ]);
}

/** All changes of a record go in one update, so they were applied together or not at all. */
function conclusionOf(intents: readonly ChainedEvent[], seen: Seen): Conclusion {
  if (seen === 'gone') return { outcome: 'superseded', cause: 'the record is gone' };
  const { held, properties } = seen;
  const holds = (of: (event: ChainedEvent) => string) => {
    const values = Object.fromEntries(intents.map((event) => [event.property, of(event)]));
    return differences(held, values, properties).length === 0;
  };
  const cause = 'seen in HubSpot after an interruption';
  if (holds(({ after }) => after)) return { outcome: 'applied', cause };
  if (holds(({ before }) => before)) return { outcome: 'not_applied', cause };
  return { outcome: 'superseded', cause };
}
