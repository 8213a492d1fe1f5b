import { odata } from '@azure/data-tables';
import { CHAIN_NAMES } from '../../src/audit/rows.ts';
import type { Tables } from '../../src/storage/tables.ts';

/** A part of a register that is read, kept and put back as a whole. */
export interface Section {
  readonly name: string;
  readonly table: keyof Tables;
  /** Which rows of the table. */
  readonly filter: string | undefined;
  /** The chain of the trail that it is; the seals of it are a section of their own. */
  readonly chain?: string;
}

const chains = CHAIN_NAMES.map((chain): Section => {
  return { name: `audit-${chain}`, table: 'audit', filter: odata`PartitionKey eq ${chain}`, chain };
});

/**
 * In the order in which they are read. What erased people leave behind comes last: whoever the other parts say was erased has to be
 * recognised. Of `RegisterIndex` only what no run makes anew: the policy that runs went by so far, and which segments are ours.
 */
export const SECTIONS: readonly Section[] = [
  ...chains,
  { name: 'runs', table: 'runs', filter: odata`PartitionKey lt ${'version'} or PartitionKey gt ${'version'}` },
  { name: 'requests', table: 'requests', filter: undefined },
  {
    name: 'state',
    table: 'index',
    filter: `${odata`PartitionKey eq ${'state'}`} and ((${ofKey('policy')}) or (${ofKey('segments')}))`,
  },
  { name: 'erasures', table: 'erasures', filter: odata`PartitionKey lt ${'floor'} or PartitionKey gt ${'floor'}` },
  { name: 'floors', table: 'erasures', filter: odata`PartitionKey eq ${'floor'}` },
  { name: 'erased', table: 'erased', filter: undefined },
];

/** What is never replaced by what is older: it is merged with what is there. */
export const MERGED: readonly string[] = ['state', 'floors', 'erased'];

/** The rows of a packed value. */
function ofKey(key: string): string {
  return odata`RowKey ge ${`${key}~`} and RowKey lt ${`${key}~~`}`;
}

/** The name of the section that holds the seals of a chain. */
export const sealsOf = (chain: string): string => `seals-${chain}`;

/** All that a backup holds. */
export const SECTION_NAMES: readonly string[] = [...CHAIN_NAMES.map(sealsOf), ...SECTIONS.map(({ name }) => name)];
