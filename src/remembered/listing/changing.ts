import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { ForeignValueError, readPacked, writePacked } from '../../storage/packed-rows.ts';
import type { RowMacs } from '../../storage/row-macs.ts';

const PARTITION = 'state';
const KEY = 'changing-rows';

const markSchema = z.object({
  /** The run that changes rows; empty when that is over. */
  runId: z.string(),
  /** Whether a crash may have left rows where they do not belong. */
  suspect: z.boolean(),
});

export type ChangeMark = z.infer<typeof markSchema>;

/** Who changes rows: a slice of a run, and whether one before it was cut short. */
export interface Changer {
  readonly runId: string;
  readonly resumed: boolean;
}

const NOBODY: ChangeMark = { runId: '', suspect: false };

/**
 * Says that rows of contacts are being changed, before they are. A run that ends well takes that away; what is found afterwards
 * was left by one that did not, and then all rows are held against what is remembered.
 */
export class Changing {
  readonly #table: TableClient;
  readonly #macs: RowMacs;
  /** What this process knows to be said: a run changes rows many times. */
  #said = '';

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** Comes before any row is changed. */
  async begin({ runId, resumed }: Changer): Promise<void> {
    const said = `${runId}|${resumed}`;
    // Whoever is in no run may have been here before, and what was said then have been taken back.
    if (runId !== '' && this.#said === said) return;
    const before = await this.read();
    const isAnothers = before.runId !== '' && before.runId !== runId;
    const mark = { runId, suspect: before.suspect || isAnothers || resumed };
    if (before.runId !== mark.runId || before.suspect !== mark.suspect) await this.#write(mark);
    this.#said = said;
  }

  /** What is said. A mark that somebody else wrote is one that somebody has reason to look at. */
  async read(): Promise<ChangeMark> {
    const value = await readPacked(this.#table, PARTITION, KEY, this.#macs).catch((error: unknown) => {
      if (error instanceof ForeignValueError) return { runId: '', suspect: true };
      throw error;
    });
    return markSchema.safeParse(value).data ?? NOBODY;
  }

  /** All rows are where they belong. */
  async end(): Promise<void> {
    this.#said = '';
    await this.#write(NOBODY);
  }

  async #write(mark: ChangeMark): Promise<void> {
    await writePacked(this.#table, PARTITION, KEY, mark, this.#macs);
  }
}
