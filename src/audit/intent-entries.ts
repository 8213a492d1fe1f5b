import { canonicalJson } from './canonical.ts';
import { intentContent, MOST_CONTENT, type RecordedChange } from './content.ts';
import type { NewEntry } from './entry.ts';
import type { AuditKey } from './key.ts';
import type { Author, Intent } from './recorded.ts';
import { shortened } from './shortened.ts';

/** Values longer than this, in canonical JSON, stand as a keyed hash: two of them must fit into one entry. */
const LONGEST_VALUE = 12_000;

/** The entries of intents: one for each, and more where a content would be longer than a column. An intent without changes has none. */
export function intentEntries({ subject, cause, changes }: Intent, author: Author, key: AuditKey): NewEntry[] {
  const said = shortened(cause);
  const entryOf = (of: readonly RecordedChange[]): NewEntry => {
    const content = intentContent({ cause: said, changes: [...of] });
    return { ...author, action: 'intent', subject, content, size: of.length };
  };
  const recorded = changes.map((change) => {
    const { property, before, after, cause: own } = change;
    const valued = { property, before: storable(property, before, key), after: storable(property, after, key) };
    return own === undefined || own === cause ? valued : { ...valued, cause: shortened(own) };
  });
  const groups: RecordedChange[][] = [];
  for (const change of recorded) {
    const group = groups.at(-1);
    if (group !== undefined && entryOf([...group, change]).content.length <= MOST_CONTENT) group.push(change);
    else groups.push([change]);
  }
  return groups.map(entryOf);
}

function storable(property: string, value: string, key: AuditKey): string {
  return canonicalJson(value).length <= LONGEST_VALUE ? value : key.hashOfText(property, value);
}

/** With head, marks, at most four outcome entries and the rows of two runs, a transaction that concludes holds so many subjects. */
const ENTRIES_PER_TRANSACTION = 92;
/** Numbers that one outcome entry then spans at most. */
const EVENTS_PER_TRANSACTION = 2_000;
/** A transaction's body may have 4 MiB. */
const CONTENT_PER_TRANSACTION = 500_000;

/** Groups entries so that the outcome of each group, too, fits into one transaction. */
export function packed(entries: readonly NewEntry[]): NewEntry[][] {
  const groups: NewEntry[][] = [];
  let [events, content] = [0, 0];
  for (const entry of entries) {
    const group = groups.at(-1);
    events += entry.size;
    content += entry.content.length;
    const fits = events <= EVENTS_PER_TRANSACTION && content <= CONTENT_PER_TRANSACTION;
    if (group !== undefined && fits && group.length < ENTRIES_PER_TRANSACTION) {
      group.push(entry);
      continue;
    }
    groups.push([entry]);
    [events, content] = [entry.size, entry.content.length];
  }
  return groups;
}
