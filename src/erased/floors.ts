import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { type Floor, laterFloor } from '../register/floor.ts';
import type { Instant } from '../register/instant.ts';
import { SafeError } from '../safe-error.ts';
import { findRow } from '../storage/find-row.ts';
import { idKey, idOfKey } from '../storage/id-key.ts';
import type { RowMacs } from '../storage/row-macs.ts';
import { isConflict, isMissing } from '../storage/status.ts';

const PARTITION = 'floor';
/** Each conflict means that somebody else got through, so this many in a row are no coincidence. */
const MOST_TRIES = 20;

const rowSchema = z.looseObject({ rowKey: z.string(), etag: z.string(), record: z.unknown().optional() });
const recordSchema = z.object({ at: z.int() });

type FloorErrorCode = 'floor_unread' | 'floor_always_busy';

/** The floor of a company could not be kept: nobody of it may be erased on that. */
class FloorError extends SafeError<FloorErrorCode> {
  override readonly name = 'FloorError';
}

/**
 * Floors of companies in `RegisterErasures` (§7): a row for each company of which somebody was erased, under its id. They only rise, and
 * are never removed. A row that this program did not write leaves its company's floor unread, which is not the same as none.
 */
export class Floors {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** All floors by company id, in one scan of a partition. */
  async read(): Promise<Map<string, Floor>> {
    const floors = new Map<string, Floor>();
    const queryOptions = { filter: odata`PartitionKey eq ${PARTITION}` };
    for await (const row of this.#table.listEntities({ queryOptions })) {
      const { id, floor } = this.#parse(row);
      floors.set(id, laterFloor(floors.get(id), floor) ?? floor);
    }
    return floors;
  }

  /**
   * Raises the floor of a company to `at`; one that is as late already stays. Safe to repeat, and beside others who raise it. Throws
   * `FloorError` when the row that is there was not written by this program.
   */
  async raise(companyId: string, at: Instant): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const row = await findRow(this.#table, PARTITION, idKey(companyId));
      const held = row === undefined ? undefined : this.#parse(row);
      if (held && 'unread' in held.floor) throw new FloorError('floor_unread', `${held.floor.unread}.`);
      const wanted = laterFloor(held?.floor, { at });
      if (wanted === held?.floor || (await this.#write(companyId, at, held?.etag))) return;
    }
    throw new FloorError('floor_always_busy', `The floor of company ${companyId} was changed by others all the time.`);
  }

  /** `false` when somebody else was faster. */
  async #write(companyId: string, at: Instant, etag: string | undefined): Promise<boolean> {
    const record = JSON.stringify({ at });
    const proof = this.#macs.proofOf(this.#proofName(companyId), record);
    const row = { partitionKey: PARTITION, rowKey: idKey(companyId), record, ...proof };
    try {
      if (etag === undefined) await this.#table.createEntity(row);
      else await this.#table.updateEntity(row, 'Replace', { etag });
      return true;
    } catch (error) {
      if (isConflict(error) || (etag !== undefined && isMissing(error))) return false;
      throw error;
    }
  }

  #parse(row: unknown): { readonly id: string; readonly floor: Floor; readonly etag: string } {
    const { rowKey, etag, record, ...columns } = rowSchema.parse(row);
    const id = idOfKey(rowKey);
    const text = typeof record === 'string' ? record : '';
    const isOurs = rowKey === idKey(id) && this.#macs.isGenuine(this.#proofName(id), text, columns);
    const { data } = recordSchema.safeParse(isOurs ? parseJson(text) : undefined);
    const unread = `the floor of company ${id} in RegisterErasures was not written by this program`;
    return { id, floor: data ?? { unread }, etag };
  }

  #proofName(companyId: string): string {
    return `${this.#table.tableName}/${PARTITION}/${companyId}`;
  }
}

/** What can be done with floors. */
export type FloorsInUse = Pick<Floors, 'read' | 'raise'>;

/** The same floors for one slice, read when they are first asked for and after one was raised. */
export function readOnce(floors: FloorsInUse): FloorsInUse {
  let seen: ReturnType<Floors['read']> | undefined;
  return {
    read: () => {
      seen ??= floors.read();
      return seen;
    },
    raise: (companyId, at) => {
      seen = undefined;
      return floors.raise(companyId, at);
    },
  };
}
