import type { TableClient } from '@azure/data-tables';
import { findRow } from '../../src/storage/find-row.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { isMissing } from '../../src/storage/status.ts';
import { HEAD_ROW } from '../../src/audit/rows.ts';
import type { SealStore } from '../../src/audit/seal-store.ts';
import { z } from 'zod';
import { BackupError } from './errors.ts';
import { keyOf, textOfRow } from './row-text.ts';
import { type Content, digestOfContent } from './section-files.ts';
import type { Section } from './sections.ts';

const MOST_TRIES = 5;
/** Before the second try; it doubles from try to try. */
const FIRST_PAUSE_MS = 500;

const keysSchema = z.object({ partitionKey: z.string(), rowKey: z.string() });
const etagSchema = z.object({ etag: z.string() });

/** Where a register is read. */
export interface RegisterParts {
  readonly tables: Tables;
  readonly seals: Pick<SealStore, 'blobsOf' | 'contentOf'>;
  /** Waits so many milliseconds for others. */
  readonly pause: (ms: number) => Promise<unknown>;
}

/** A chain and its seals as they were at one moment. */
export interface ChainContent {
  readonly rows: Content;
  readonly seals: Content;
}

/** What a section that is no chain held at one moment. Throws `BackupError` (`tables_busy`) when others write all the time. */
export async function readStill({ tables, pause }: RegisterParts, section: Section): Promise<Content> {
  const table = tables[section.table];
  let before = await rowsOf(table, section.filter);
  return untilStill(section.name, pause, async () => {
    const now = await rowsOf(table, section.filter);
    const isStill = now.size === before.size && digestOfContent(now) === digestOfContent(before);
    before = now;
    return isStill ? now : undefined;
  });
}

/** The same of a chain: every change of it replaces its head. */
export async function readChain({ tables, seals, pause }: RegisterParts, section: Section): Promise<ChainContent> {
  const { chain = '', filter } = section;
  const head = async () => etagSchema.safeParse(await findRow(tables.audit, chain, HEAD_ROW)).data?.etag;
  return untilStill(section.name, pause, async () => {
    const before = await head();
    const sealed = await sealsIn(seals, chain);
    const rows = await rowsOf(tables.audit, filter);
    return (await head()) === before ? { rows, seals: sealed } : undefined;
  });
}

async function untilStill<T>(
  name: string,
  pause: RegisterParts['pause'],
  read: () => Promise<T | undefined>,
): Promise<T> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = await read();
    if (found !== undefined) return found;
    await pause(FIRST_PAUSE_MS * 2 ** tries);
  }
  throw new BackupError('tables_busy', `Others wrote to ${name} all the time: run the backup again when no run works.`);
}

/** A table that is not there holds nothing. */
export async function rowsOf(table: TableClient, filter: string | undefined): Promise<Content> {
  const rows = new Map<string, string>();
  const queryOptions = filter === undefined ? {} : { filter };
  try {
    for await (const row of table.listEntities({ queryOptions, disableTypeConversion: true }))
      rows.set(keyOf(keysSchema.parse(row)), textOfRow(row));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return rows;
}

/** The blobs of a chain's seals: each is kept as a row of its name and its text. */
export async function sealsIn(seals: RegisterParts['seals'], chain: string): Promise<Content> {
  const kept = new Map<string, string>();
  for (const blob of await seals.blobsOf(chain)) {
    const pieces: Buffer[] = [];
    for await (const piece of await seals.contentOf(blob)) pieces.push(Buffer.from(piece));
    const row = { partitionKey: chain, rowKey: blob };
    const text = { value: Buffer.concat(pieces).toString('utf8'), type: 'String' };
    kept.set(keyOf(row), textOfRow({ ...row, text }));
  }
  return kept;
}
