import type { TableClient } from '@azure/data-tables';
import pMap from 'p-map';
import { KeyRows } from '../../storage/key-rows.ts';
import { KeyedRows } from '../../storage/keyed-rows.ts';
import { AnchorRow } from './anchor.ts';
import { companyMemorySchema, contactMemorySchema } from './memory.ts';

const AT_ONCE = 16;

/**
 * What is kept in `RegisterIndex` beyond the end of a run. All of it can be lost without harm: a reconcile makes it anew,
 * and without an anchor every run is a reconcile.
 */
export function registerState(table: TableClient) {
  const members = new KeyRows(table, (key) => `members-${(key.split('|')[0] ?? '').slice(-1)}`);
  return {
    contacts: new KeyedRows(table, 'contacts', contactMemorySchema),
    companies: new KeyedRows(table, 'companies', companyMemorySchema),
    /** `company|contact`: whose primary company is which. May name a contact too many, never one too few. */
    members,
    /** `time|type:id`: activities that count as soon as their time has come, or that could not be followed up. */
    due: new KeyRows(table, () => 'due'),
    /** `contacts|id` or `companies|id`: records that could not be decided or written, to be tried again. */
    retry: new KeyRows(table, () => 'retry'),
    anchor: new AnchorRow(table),
    /** Ids of the contacts that may belong to each company. */
    async membersOf(companyIds: Iterable<string>): Promise<Map<string, string[]>> {
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

export type RegisterState = ReturnType<typeof registerState>;
