import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { z } from 'zod';
import { isRunId } from '../../runs/ledger-rows.ts';
import { newRevision } from '../../runs/run.ts';
import { findRow } from '../../storage/find-row.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { ignoreChanged, isConflict } from '../../storage/status.ts';
import { type ErasureList, isActive, type ListState } from './list.ts';
import { ACTIVE, activeSchema, LISTS, listRow, rowOfList, type StoredList, storedList } from './list-rows.ts';

/** What became of a save: somebody else changed the list first, or another one is approved and unfinished. */
export type Saved =
  | { readonly kind: 'saved'; readonly stored: StoredList }
  | { readonly kind: 'changed' }
  | { readonly kind: 'another_active'; readonly id: string };

/**
 * Lists of people to erase, in the table of erasures. One partition holds all of them, newest first, and a row that names the
 * one that is approved and unfinished: both change in one transaction, so there is never more than one.
 */
export class ErasureLists {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** Adds a list that is not active. */
  async create(list: ErasureList): Promise<void> {
    try {
      await this.#table.createEntity(rowOfList(list, this.#macs));
    } catch (error) {
      // The SDK sends again what got no answer, and then finds its own row.
      if (!isConflict(error) || (await this.find(list.id))?.list.revision !== list.revision) throw error;
    }
  }

  /** A list by its id; `undefined` when there is none. */
  async find(id: string): Promise<StoredList | undefined> {
    if (!isRunId(id)) return undefined;
    const row = await findRow(this.#table, LISTS, listRow(id));
    return row === undefined ? undefined : storedList(row, this.#macs);
  }

  /** The `most` latest lists; of those that are older than `before`, the id of a list, if it is given. */
  async latest(most: number, before?: string): Promise<ErasureList[]> {
    const older = before === undefined ? '' : ` and ${odata`RowKey gt ${listRow(before)}`}`;
    const filter = `${odata`PartitionKey eq ${LISTS} and RowKey lt ${ACTIVE}`}${older}`;
    const lists: ErasureList[] = [];
    // A page may be short, or empty, though more follow.
    for await (const page of this.#table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: most })) {
      lists.push(...page.flatMap((row) => storedList(row, this.#macs)?.list ?? []));
      if (lists.length >= most) break;
    }
    return lists.slice(0, most);
  }

  /** All lists in these states, newest first. */
  async inStates(states: readonly ListState[]): Promise<ErasureList[]> {
    const state = states.map((one) => odata`state eq ${one}`).join(' or ');
    const filter = `${odata`PartitionKey eq ${LISTS} and RowKey lt ${ACTIVE}`} and (${state})`;
    const lists: ErasureList[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const list = storedList(row, this.#macs)?.list;
      if (list !== undefined) lists.push(list);
    }
    return lists.filter((list) => states.includes(list.state));
  }

  /** Saves what has become of a list; the row that names the active one changes with it. */
  async save(before: StoredList, change: Partial<ErasureList>): Promise<Saved> {
    const list: ErasureList = { ...before.list, ...change, revision: newRevision() };
    const [was, willBe] = [isActive(before.list), isActive(list)];
    const actions: TransactionAction[] = [['update', rowOfList(list, this.#macs), 'Replace', { etag: before.etag }]];
    if (willBe && !was) actions.push(['create', { partitionKey: LISTS, rowKey: ACTIVE, id: list.id }]);
    const active = was && !willBe ? await this.#active() : undefined;
    if (active?.id === list.id) actions.push(['delete', { partitionKey: LISTS, rowKey: ACTIVE }]);
    await this.#table.submitTransaction(actions).catch(ignoreChanged);
    return this.#savedAs(list, before, willBe && !was);
  }

  /** A save whose answer was lost may look like a conflict with somebody else. */
  async #savedAs(list: ErasureList, before: StoredList, takesTurn: boolean): Promise<Saved> {
    const now = await this.find(list.id);
    if (now?.list.revision === list.revision) return { kind: 'saved', stored: now };
    if (!takesTurn || now?.etag !== before.etag) return { kind: 'changed' };
    const active = await this.#active();
    if (active === undefined) return { kind: 'changed' };
    const other = await this.find(active.id);
    if (other !== undefined && isActive(other.list)) return { kind: 'another_active', id: active.id };
    // It names a list that has come to its end: only somebody else can have written it.
    await this.#table.deleteEntity(LISTS, ACTIVE, { etag: active.etag }).catch(ignoreChanged);
    return { kind: 'changed' };
  }

  async #active(): Promise<z.infer<typeof activeSchema> | undefined> {
    const row = await findRow(this.#table, LISTS, ACTIVE);
    return row === undefined ? undefined : activeSchema.parse(row);
  }
}
