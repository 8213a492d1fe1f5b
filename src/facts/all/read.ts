import type { CrmRecord } from '../../hubspot/answers.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import { listRecords } from '../../hubspot/list-records.ts';
import { RECORD_BATCH } from '../../hubspot/records.ts';
import type { RecordKind } from '../../register/record.ts';
import { cursorOf, withCursor } from '../../runs/cursor.ts';
import { type Phase, RunFailedError, type SliceContext } from '../context.ts';
import { propertiesOf } from '../listed.ts';
import { PART_SIZE } from '../parts.ts';
import { loadSetup, type Setup } from '../setup.ts';
import { addRelated } from './people.ts';
import { READING } from './reading-cursor.ts';
import { savePart } from './save-part.ts';
import { addUnlisted } from './unlisted.ts';

/**
 * Lists all contacts and companies, and finds out which activities they are associated with. Both lists are followed
 * at once, and a part's associations are read while its successor is listed, so that waiting for an answer costs no
 * budget. Then proves that the lists were complete, or completes them.
 */
export const read: Phase = async (context) => {
  const setup = await loadSetup(context.store);
  const lists = await Promise.allSettled([list(context, setup, 'contacts'), list(context, setup, 'companies')]);
  for (const result of lists) if (result.status === 'rejected') throw result.reason;
  const { contacts, companies, unlisted, related } = cursorOf(context.session.run, READING);
  if (!contacts.done || !companies.done) return false;
  for (const kind of ['companies', 'contacts'] as const) {
    if (context.timeIsUp()) return false;
    if (!unlisted[kind]) await addUnlisted(context, setup, kind);
  }
  if (context.timeIsUp()) return false;
  if (!related) await addRelated(context, setup);
  return true;
};

/** An empty page may name its own cursor again; so many in a row are a loop. */
const MOST_STANDSTILLS = 20;

async function list(context: SliceContext, setup: Setup, kind: RecordKind): Promise<void> {
  const { session } = context;
  let position = cursorOf(session.run, READING)[kind];
  if (position.done) return;
  const seen = new Set<string>();
  let next: Promise<Part> | undefined = listPart(context, setup, kind, position.after, seen);
  try {
    while (next !== undefined) {
      const { records, after, problem }: Part = await next;
      next = after === undefined || context.timeIsUp() ? undefined : listPart(context, setup, kind, after, seen);
      // Whoever awaits it sees the failure; until then it is not unhandled.
      next?.catch(() => undefined);
      const links = await savePart(context, { kind, setup, number: position.parts, records, live: true });
      position = { after: after ?? null, parts: position.parts + 1, done: after === undefined };
      const saved = position;
      await session.checkpoint((run) => ({
        ...withCursor(run, READING, { ...cursorOf(run, READING), [kind]: saved }),
        [kind]: { ...run[kind], total: run[kind].total + records.length },
        links: { ...run.links, found: run.links.found + links },
        problems: problem === undefined ? run.problems : [...run.problems, problem],
      }));
    }
  } finally {
    // Nothing is on its way any more when this ends, however it ends.
    await next?.catch(() => undefined);
  }
}

interface Part {
  readonly records: readonly CrmRecord[];
  readonly after: string | undefined;
  readonly problem?: string;
}

/**
 * Follows the cursor, never the number of records on a page: pages may be short, or empty, and still have a successor. A cursor
 * that was `seen` before leads round in a circle.
 */
async function listPart(
  { hubspot, policy }: SliceContext,
  setup: Setup,
  kind: RecordKind,
  from: string | null,
  seen: Set<string>,
): Promise<Part> {
  const records = new Map<string, CrmRecord>();
  let after = from ?? undefined;
  let standstills = 0;
  do {
    try {
      const page = await listRecords(hubspot, kind, propertiesOf(kind, policy, setup), after);
      for (const record of page.records) records.set(record.id, record);
      const stands = page.after !== undefined && page.after === after;
      standstills = stands ? standstills + 1 : 0;
      if (standstills > MOST_STANDSTILLS || (!stands && seen.has(page.after ?? '')))
        throw new RunFailedError('endless_list', `The list of ${kind} never ends.`);
      after = page.after;
      if (after !== undefined) seen.add(after);
    } catch (error) {
      // What a list of companies leaves out is also found in other ways; without all contacts nothing can be decided.
      if (kind === 'contacts' || !concernsInputs(error)) throw error;
      const problem = `The list of companies broke off (${error.reason}): what it lacks was looked for by search.`;
      return { records: [...records.values()], after: undefined, problem };
    }
  } while (after !== undefined && records.size + RECORD_BATCH <= PART_SIZE);
  return { records: [...records.values()], after };
}
