import type { TransactionAction } from '@azure/data-tables';
import type { ChainedEntry } from './entry.ts';
import { rowOfEntry } from './entry.ts';
import { type Head, rowOfHead, type StoredHead, signedHead } from './head.ts';
import { type IndexRow, indexRow, type NewIndexRow } from './index-row.ts';
import type { AuditKey } from './key.ts';
import { openRowOf } from './open-row.ts';
import { type PrunedRange, rowOfPruned } from './pruned-row.ts';
import { entryRow } from './rows.ts';
import { sumOf } from './sum.ts';

/** What goes into the same transaction as the entries: rows that lead to them, and what becomes of other rows. */
export interface Beside {
  readonly index?: readonly NewIndexRow[];
  readonly opened?: readonly { readonly rowKey: string; readonly first: number; readonly last: number }[];
  /** Key of the open row that goes. */
  readonly closed?: string;
  /** Entries that are pruned, where each range of them begins, and the rows that led to them. */
  readonly pruned?: Pruning;
}

/** What one transaction prunes. */
interface Pruning {
  readonly ranges: readonly PrunedRange[];
  /** Where the pruned entries began. */
  readonly places: readonly number[];
  readonly index: readonly IndexRow[];
}

/** The head that follows, and all that goes together: the head first. */
export function transactionOf(
  chained: readonly ChainedEntry[],
  { head, etag }: StoredHead,
  beside: Beside,
  nonce: string,
  key: AuditKey,
): { readonly next: Head; readonly actions: TransactionAction[] } {
  const { index = [], opened = [], closed, pruned } = beside;
  const partitionKey = head.chain;
  const sequence = chained.at(-1)?.last ?? head.sequence;
  const added = index.map((row) => indexRow(head.chain, row, { born: sequence, nonce }, key));
  const next = nextHead(head, chained, beside, added, key);
  const row = rowOfHead(next);
  const opening = opened.map((mark) => openRowOf(head.chain, { ...mark, nonce }, key));
  return {
    next,
    actions: [
      etag === undefined ? ['create', row] : ['update', row, 'Replace', { etag }],
      ...chained.map((entry): TransactionAction => ['create', rowOfEntry(entry)]),
      ...(closed === undefined ? [] : [['delete', { partitionKey, rowKey: closed }] satisfies TransactionAction]),
      ...opening.map((each): TransactionAction => ['create', { partitionKey, ...each }]),
      ...added.map((each): TransactionAction => ['create', { partitionKey, ...each }]),
      ...(pruned ? actionsOf(pruned, partitionKey) : []),
    ],
  };
}

function nextHead(
  head: Head,
  chained: readonly ChainedEntry[],
  { opened = [], closed, pruned }: Beside,
  added: readonly IndexRow[],
  key: AuditKey,
): Head {
  const { keyId: _, mac: __, ...before } = head;
  const last = chained.at(-1);
  const sequence = last?.last ?? head.sequence;
  const gone = (pruned?.ranges ?? []).reduce((sum, range) => sum + range.last - range.first + 1, 0);
  const removed = pruned?.index ?? [];
  const macsOf = (rows: readonly IndexRow[]) => rows.map(({ mac }) => mac);
  return signedHead(
    {
      ...before,
      sequence,
      hash: last?.hash ?? head.hash,
      count: head.count + sequence - head.sequence - gone,
      indexRows: head.indexRows + added.length - removed.length,
      indexSum: sumOf(head.indexSum, macsOf(added), macsOf(removed)),
      openRows: head.openRows + opened.length - (closed ? 1 : 0),
      prunings: head.prunings + (pruned ? 1 : 0),
    },
    key,
  );
}

function actionsOf({ ranges, places, index }: Pruning, partitionKey: string): TransactionAction[] {
  const kept = new Set(ranges.map(({ first }) => first));
  return [
    ...ranges.map((range): TransactionAction => ['update', rowOfPruned(range), 'Replace']),
    ...places
      .filter((place) => !kept.has(place))
      .map((place): TransactionAction => ['delete', { partitionKey, rowKey: entryRow(place) }]),
    ...index.map(({ rowKey }): TransactionAction => ['delete', { partitionKey, rowKey }]),
  ];
}
