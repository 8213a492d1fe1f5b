import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { RECORD_KINDS, type RecordKind } from '../register/record.ts';
import { keyOfPacked, packedValuesBetween, readPacked, writePacked } from '../storage/packed-rows.ts';
import type { Run } from './run.ts';

const changeSchema = z.object({
  kind: z.enum(RECORD_KINDS),
  id: z.string(),
  property: z.string(),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
});

/** A change that a dry run would have made, with the reason that the audit trail would have given. */
export type ListedChange = z.infer<typeof changeSchema>;

/** A property, a group of properties, a segment or the folder of segments that a dry run would have made or put right. */
export const definitionSchema = z.object({
  on: z.enum(RECORD_KINDS),
  what: z.enum(['group', 'property', 'folder', 'segment']),
  name: z.string(),
  action: z.enum(['create', 'repair', 'restore']),
});

/** Something of the add-on's own that a dry run would have made or put right. */
export type ListedDefinition = z.infer<typeof definitionSchema>;

/** A place among the changes of a run: a part of the run, and how many of its changes come before. */
export interface ChangePosition {
  readonly kind: RecordKind;
  readonly part: number;
  readonly index: number;
}

export interface ChangePage {
  readonly items: readonly ListedChange[];
  /** Where the next page begins; `null` when there will be no other. */
  readonly next: ChangePosition | null;
}

const DEFINITIONS = 'definitions';
const SEGMENTS = 'segments';

/** In the order in which a run writes. */
const KINDS = ['companies', 'contacts'] as const;

/**
 * What dry runs would have done, in the table of runs: a partition for each run, and in it a packed value for each part.
 * A part that is repeated after an interruption replaces what the first attempt listed.
 */
export class ChangeList {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async putPart(runId: string, kind: RecordKind, part: number, changes: readonly ListedChange[]): Promise<void> {
    await writePacked(this.#table, partitionOf(runId), keyOf(kind, part), changes);
  }

  async putDefinitions(runId: string, definitions: readonly ListedDefinition[]): Promise<void> {
    await writePacked(this.#table, partitionOf(runId), DEFINITIONS, definitions);
  }

  async putSegments(runId: string, segments: readonly ListedDefinition[]): Promise<void> {
    await writePacked(this.#table, partitionOf(runId), SEGMENTS, segments);
  }

  /** Definitions and segments that a run would have made or put right; none while it has not come so far. */
  async definitions(runId: string): Promise<ListedDefinition[]> {
    const read = (key: string) => readPacked(this.#table, partitionOf(runId), key);
    const listed = await Promise.all([read(DEFINITIONS), read(SEGMENTS)]);
    return listed.flatMap((some) => (some === undefined ? [] : z.array(definitionSchema).parse(some)));
  }

  /**
   * At most `most` changes of a run from one place on, in the order in which they would be made. Shows only the parts
   * that are `written`, which the run has saved itself as done. While the run goes on there is always a next page, empty perhaps: whoever follows the
   * pages to their end has seen everything.
   */
  async page(
    run: Pick<Run, 'runId' | 'finishedAt'>,
    written: Readonly<Record<RecordKind, number>>,
    from: ChangePosition,
    most: number,
  ): Promise<ChangePage> {
    const items: ListedChange[] = [];
    let next = from;
    for (const kind of KINDS.slice(KINDS.indexOf(from.kind))) {
      // Not before all of the other kind are done may a reader leave it behind.
      if (kind !== next.kind && written[kind] === 0) break;
      if (kind !== next.kind) next = { kind, part: 0, index: 0 };
      const [first, end] = [keyOf(kind, next.part), keyOf(kind, written[kind])];
      for await (const [key, value] of packedValuesBetween(this.#table, partitionOf(run.runId), first, end)) {
        const part = Number(key.split('|')[1]);
        const index = part === next.part ? next.index : 0;
        const rest = z.array(changeSchema).parse(value).slice(index);
        const taken = rest.slice(0, most - items.length);
        items.push(...taken);
        if (taken.length < rest.length) return { items, next: { kind, part, index: index + taken.length } };
        next = { kind, part: part + 1, index: 0 };
      }
    }
    return { items, next: run.finishedAt === null ? next : null };
  }

  /** Removes changes of these contacts from the lists of all runs. */
  async forgetContacts(ids: ReadonlySet<string>): Promise<void> {
    const partitions = odata`PartitionKey ge ${partitionOf('')} and PartitionKey lt ${partitionOf('~')}`;
    const filter = `${partitions} and ${odata`RowKey ge ${'contacts|'} and RowKey lt ${'contacts|~'}`}`;
    const queryOptions = { filter, select: ['partitionKey', 'rowKey'] };
    const parts = new Map<string, { partition: string; key: string }>();
    for await (const { partitionKey = '', rowKey = '' } of this.#table.listEntities({ queryOptions })) {
      const key = keyOfPacked(rowKey);
      parts.set(`${partitionKey} ${key}`, { partition: partitionKey, key });
    }
    for (const { partition, key } of parts.values()) {
      const listed = z.array(changeSchema).safeParse(await readPacked(this.#table, partition, key)).data ?? [];
      const left = listed.filter(({ id }) => !ids.has(id));
      if (left.length < listed.length) await writePacked(this.#table, partition, key, left);
    }
  }
}

/** Where the changes of a run begin. */
export const FIRST_CHANGE: ChangePosition = { kind: KINDS[0], part: 0, index: 0 };

function partitionOf(runId: string): string {
  return `changes|${runId}`;
}

function keyOf(kind: RecordKind, part: number): string {
  return `${kind}|${String(part).padStart(6, '0')}`;
}
