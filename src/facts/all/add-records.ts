import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import type { CrmRecord } from '../../hubspot/answers.ts';
import { RECORD_BATCH, readRecords } from '../../hubspot/records.ts';
import type { RecordKind } from '../../register/record.ts';
import { cursorOf } from '../../runs/cursor.ts';
import type { SliceContext } from '../context.ts';
import { propertiesOf } from '../listed.ts';
import { PART_SIZE } from '../parts.ts';
import type { Setup } from '../setup.ts';
import { READING, withParts } from './reading-cursor.ts';
import { savePart } from './save-part.ts';

const AT_ONCE = 4;

/** What became of ids that the list of a kind did not hold. */
export interface ReadById {
  readonly live: readonly CrmRecord[];
  readonly gone: readonly string[];
  readonly unread: ReadonlyMap<string, string>;
}

/** Reads records of a kind by id, with all that a reconcile needs of them. */
export async function readByIds(
  { hubspot, policy }: SliceContext,
  setup: Setup,
  kind: RecordKind,
  ids: readonly string[],
): Promise<ReadById> {
  const properties = propertiesOf(kind, policy, setup);
  const batches = await pMap(
    chunk(ids, RECORD_BATCH),
    (batch) => readRecords(hubspot, kind, batch, properties).then((read) => ({ ...read, asked: new Set(batch) })),
    { concurrency: AT_ONCE },
  );
  return {
    // A merged record may answer with the one that survives it, which has been listed or is asked for itself.
    live: batches.flatMap(({ found, asked }) => [...found.values()].filter(({ id }) => asked.has(id))),
    gone: batches.flatMap(({ gone }) => [...gone]),
    unread: new Map(batches.flatMap(({ unread }) => [...unread])),
  };
}

/** Lets live records that the list of a kind did not hold take part in the run, with their activities. */
export async function addRecords(
  context: SliceContext,
  setup: Setup,
  kind: RecordKind,
  records: readonly CrmRecord[],
): Promise<void> {
  for (const some of chunk(records, PART_SIZE)) {
    const { parts } = cursorOf(context.session.run, READING)[kind];
    const links = await savePart(context, { kind, setup, number: parts, records: some, live: true });
    await context.session.checkpoint((run) => ({
      ...withParts(run, kind, parts + 1),
      [kind]: { ...run[kind], total: run[kind].total + some.length },
      links: { ...run.links, found: run.links.found + links },
    }));
  }
  await noteOmissions(context, kind, records);
}

/** Records that are made, restored or merged while the list is read are no fault of the list. */
async function noteOmissions({ session }: SliceContext, kind: RecordKind, live: readonly CrmRecord[]): Promise<void> {
  const started = Date.parse(session.run.startedAt ?? '');
  const omitted = live.filter(({ createdAt, updatedAt }) =>
    [createdAt, updatedAt].every((at) => at !== undefined && Date.parse(at) < started),
  );
  if (omitted.length === 0) return;
  session.say(`HubSpot's list of ${kind} left out ${omitted.length} that are there: they were read by id.`);
}
