import type { TableClient } from '@azure/data-tables';
import pMap from 'p-map';
import { KeyRows } from '../storage/key-rows.ts';
import { KeyedRows } from '../storage/keyed-rows.ts';
import type { RowKeys } from '../storage/in-transactions.ts';
import type { RowMacs } from '../storage/row-macs.ts';
import { AnchorRow } from './anchor.ts';
import { Changing, type Changer } from './listing/changing.ts';
import type { ContactRow } from './listing/contact-row.ts';
import { ContactRows } from './listing/contact-rows.ts';
import { type CompanyMemory, type ContactMemory, companyMemorySchema, contactMemorySchema } from './memory.ts';

const AT_ONCE = 16;

/** What can be done with an instance of a class. */
type Public<Instance> = Pick<Instance, keyof Instance>;

/** Values by HubSpot id, as what is remembered of contacts and of companies. */
export type Memories<Memory> = Public<KeyedRows<Memory>>;

/** A set of texts that is remembered. */
export type Keys = Public<KeyRows>;

/** How the rows follow by which contacts are listed. */
interface RowChanges {
  /** Comes before any of them is changed. */
  begin(by: Changer): Promise<void>;
  put(rows: readonly ContactRow[]): Promise<void>;
  remove(places: readonly RowKeys[]): Promise<void>;
}

/**
 * What is kept in `RegisterIndex` beyond the end of a run. All of it can be lost without harm: a reconcile makes it anew,
 * and without an anchor every run is a reconcile.
 */
export interface RegisterState {
  readonly contacts: Memories<ContactMemory>;
  readonly companies: Memories<CompanyMemory>;
  /** Rows by which contacts are listed; they also make a company's `members`. */
  readonly rows: RowChanges;
  /** `company|contact`: whose primary company is which. May name a contact too many, never one too few. */
  readonly members: Keys;
  /** `time|type:id`: activities that count as soon as their time has come, or that could not be followed up. */
  readonly due: Keys;
  /** `contacts|id` or `companies|id`: records that could not be decided or written, to be tried again. */
  readonly retry: Keys;
  readonly anchor: Public<AnchorRow>;
  /** Ids of the contacts that may belong to each company. */
  membersOf(companyIds: Iterable<string>): Promise<Map<string, string[]>>;
}

/**
 * The state that a table holds. Rows that say something are proved; key rows say only that they are there, which cannot be proved to
 * be all, so nothing rests on them alone (docs/adr/0009-what-is-remembered.md).
 */
export function registerState(table: TableClient, macs: RowMacs): RegisterState {
  const changing = new Changing(table, macs);
  const rows = new ContactRows(table, macs);
  const members = new KeyRows(table, (key) => `members-${(key.split('|')[0] ?? '').slice(-1)}`);
  return {
    contacts: new KeyedRows(table, 'contacts', contactMemorySchema, macs),
    companies: new KeyedRows(table, 'companies', companyMemorySchema, macs),
    rows: {
      begin: (by) => changing.begin(by),
      put: (some) => rows.put(some),
      remove: (places) => rows.remove(places),
    },
    members,
    due: new KeyRows(table, () => 'due'),
    retry: new KeyRows(table, () => 'retry'),
    anchor: new AnchorRow(table, macs),
    async membersOf(companyIds) {
      const lists = await pMap(
        companyIds,
        async (id) => {
          const keys = await members.list(`${id}|`, `${id}~`);
          return [id, keys.map((key) => key.slice(id.length + 1))] as const;
        },
        { concurrency: AT_ONCE },
      );
      return new Map(lists);
    },
  };
}
