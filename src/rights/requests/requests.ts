import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { OwedRequest } from '../../facts/requests-of-people.ts';
import { isRunId } from '../../runs/ledger-rows.ts';
import { newRevision, newRunId } from '../../runs/run.ts';
import { findRow } from '../../storage/find-row.ts';
import type { RowMacs } from '../../storage/row-macs.ts';
import { ignoreChanged, isConflict, isMissing } from '../../storage/status.ts';
import { type OpenByContact, openBetween } from './open-by-contact.ts';
import { isOwedBy } from './owed.ts';
import { isOpen, OPEN_STATES, type PersonRequest } from './request.ts';
import { isOver } from './over.ts';
import { contactsInForce } from './restriction-orders.ts';
import {
  ALL_OPEN,
  ALL_OWED,
  BEHIND_REQUESTS,
  openRows,
  openRowsOf,
  owedOfRow,
  owedRow,
  owedRowOf,
  REQUESTS,
  requestRow,
  rowOfRequest,
  type StoredRequest,
  storedRequest,
} from './request-rows.ts';

/** Rows of requests, and none of those that lead to them. */
const ALL_REQUESTS = odata`PartitionKey eq ${REQUESTS} and RowKey lt ${BEHIND_REQUESTS}`;

/** Rows say their state in a column of their own. */
const IN_OPEN_STATE = OPEN_STATES.map((state) => odata`state eq ${state}`).join(' or ');

/**
 * Requests of people in the register, in a table of their own. One partition holds all of them, newest first, and a row for each
 * contact and kind that is open: both change in one transaction, so nobody ever has two of one kind open.
 */
export class Requests {
  readonly #table: TableClient;
  readonly #macs: RowMacs;

  constructor(table: TableClient, macs: RowMacs) {
    this.#table = table;
    this.#macs = macs;
  }

  /** Adds one that is open; `false` when a contact of it has one of this kind open already. */
  async create(request: PersonRequest): Promise<boolean> {
    const rows = [rowOfRequest(request, this.#macs), ...openRows(request, this.#macs)];
    if (request.contactIds.length > 0) rows.push(owedRow(request, this.#macs));
    try {
      await this.#table.submitTransaction(rows.map((row): TransactionAction => ['create', row]));
      return true;
    } catch (error) {
      if (!isConflict(error)) throw error;
      // The SDK sends again what got no answer, and then finds its own rows.
      return (await this.find(request.id))?.request.revision === request.revision;
    }
  }

  /** `undefined` when there is none, or somebody else wrote its row. */
  async find(id: string): Promise<StoredRequest | undefined> {
    if (!isRunId(id)) return undefined;
    const row = await findRow(this.#table, REQUESTS, requestRow(id));
    return row === undefined ? undefined : storedRequest(row, this.#macs);
  }

  /** Saves what has become of one; `undefined` when somebody else has changed it since it was read. */
  async save(before: StoredRequest, change: Partial<PersonRequest>): Promise<StoredRequest | undefined> {
    const request: PersonRequest = { ...before.request, ...change, revision: newRevision() };
    const row = rowOfRequest(request, this.#macs);
    const actions: TransactionAction[] = [['update', row, 'Replace', { etag: before.etag }]];
    if (isOpen(before.request)) {
      for (const one of openRows(request, this.#macs))
        actions.push(isOpen(request) ? ['upsert', one, 'Replace'] : ['delete', one]);
    }
    // In the same transaction: whatever comes between this and a run, the next sync finds it.
    if (isOwedBy(before.request, request)) actions.push(['upsert', owedRow(request, this.#macs), 'Replace']);
    await this.#table.submitTransaction(actions).catch(ignoreChanged);
    // A save whose answer was lost may look like a conflict with somebody else.
    const now = await this.find(request.id);
    return now?.request.revision === request.revision ? now : undefined;
  }

  /** The `most` latest that are wanted; of those that are older than `before`, the id of a request, if it is given. */
  async latest(
    most: number,
    before?: string,
    isWanted: (request: PersonRequest) => boolean = () => true,
  ): Promise<PersonRequest[]> {
    const older = before === undefined ? '' : ` and ${odata`RowKey gt ${requestRow(before)}`}`;
    const filter = `${ALL_REQUESTS}${older}`;
    const latest: PersonRequest[] = [];
    for await (const request of this.#read(filter)) if (isWanted(request) && latest.push(request) >= most) break;
    return latest;
  }

  /** All in which any of these contacts is, newest first. */
  async of(contactIds: ReadonlySet<string>): Promise<PersonRequest[]> {
    const theirs: PersonRequest[] = [];
    for await (const request of this.#read(ALL_REQUESTS))
      if (request.contactIds.some((id) => contactIds.has(id))) theirs.push(request);
    return theirs;
  }

  /** All that have not ended, newest first, those without a contact too. */
  async open(): Promise<PersonRequest[]> {
    const open: PersonRequest[] = [];
    const filter = `${ALL_REQUESTS} and (${IN_OPEN_STATE})`;
    for await (const request of this.#read(filter)) if (isOpen(request)) open.push(request);
    return open;
  }

  /**
   * Removes requests that ended before an instant (ISO 8601 UTC), and tells how many. One whose restriction has not been lifted stays:
   * it is lifted by it. Requests stand by when they were filed, so that only old ones are read.
   */
  async prune(until: string): Promise<number> {
    const filedBefore = requestRow(newRunId(Date.parse(until)));
    const filter = odata`PartitionKey eq ${REQUESTS} and RowKey gt ${filedBefore} and RowKey lt ${BEHIND_REQUESTS}`;
    let pruned = 0;
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const stored = storedRequest(row, this.#macs);
      if (stored === undefined || !isOver(stored.request, until)) continue;
      pruned += Number(await this.#remove(requestRow(stored.request.id), stored.etag));
    }
    return pruned;
  }

  /** `false` when somebody else has changed or removed it since it was read. */
  async #remove(row: string, etag: string): Promise<boolean> {
    try {
      await this.#table.deleteEntity(REQUESTS, row, { etag });
      return true;
    } catch (error) {
      if (isConflict(error) || isMissing(error)) return false;
      throw error;
    }
  }

  /** All that want processing of somebody restricted, ended or not: they are looked through one by one. */
  async restricting(): Promise<PersonRequest[]> {
    const found: PersonRequest[] = [];
    for await (const request of this.#read(ALL_REQUESTS)) if (contactsInForce(request).length > 0) found.push(request);
    return found;
  }

  /** What these contacts have open: one read from the lowest of them to the highest, for what is open is few. */
  async openOf(contactIds: readonly string[]): Promise<OpenByContact> {
    const ranges = contactIds.map(openRowsOf);
    const from = ranges.map((range) => range.from).sort()[0];
    const to = ranges
      .map((range) => range.to)
      .sort()
      .at(-1);
    if (from === undefined || to === undefined) return new Map();
    const wanted = new Set(contactIds);
    return new Map(
      [...(await openBetween(this.#table, this.#macs, { from, to }))].filter(([contactId]) => wanted.has(contactId)),
    );
  }

  /** What all contacts have open. */
  async openContacts(): Promise<OpenByContact> {
    return openBetween(this.#table, this.#macs, ALL_OPEN);
  }

  /** Requests whose contacts have to be looked at. */
  async owed(): Promise<OwedRequest[]> {
    const filter = odata`PartitionKey eq ${REQUESTS} and RowKey ge ${ALL_OWED.from} and RowKey lt ${ALL_OWED.to}`;
    const owed: OwedRequest[] = [];
    for await (const row of this.#table.listEntities({ queryOptions: { filter } }))
      owed.push(owedOfRow(row, this.#macs));
    return owed;
  }

  /** HubSpot shows what has become of these; unless more has since. */
  async settle(owed: readonly OwedRequest[]): Promise<void> {
    for (const { id, etag } of owed) await this.#remove(owedRowOf(id), etag);
  }

  async *#read(filter: string): AsyncGenerator<PersonRequest> {
    for await (const row of this.#table.listEntities({ queryOptions: { filter } })) {
      const stored = storedRequest(row, this.#macs);
      if (stored !== undefined) yield stored.request;
    }
  }
}
