import type { CrmRecord, HistoryEntry } from './account.ts';
import { BY_MIGRATION, type ChangeSource } from './sources.ts';

/** One value a property has had. `at` is epoch ms. */
export interface PastValue {
  readonly value: string;
  readonly at: number;
  readonly source: ChangeSource;
}

/**
 * Keeps what is written to a record at `at` (epoch ms), before it is written. Values the record has had from the start
 * are kept at the first write that takes them away, so that records nobody changes have no history to hold.
 */
export function noteValues(
  record: CrmRecord,
  values: Readonly<Record<string, string>>,
  at: number,
  source: ChangeSource,
): void {
  if (Object.keys(values).length === 0) return;
  const known = record.history ?? [];
  const former = Object.keys(values).filter(
    (name) => record.properties[name] !== undefined && !known.some((entry) => name in entry.values),
  );
  record.history = [
    ...(former.length === 0 ? [] : [original(record, former)]),
    ...known,
    { at, source, values: { ...values } },
  ];
}

/** All entries of a record, oldest first, those of values it has had from the start among them. */
function wholeHistory(record: CrmRecord): HistoryEntry[] {
  const known = record.history ?? [];
  const names = Object.keys(record.properties).filter((name) => !known.some((entry) => name in entry.values));
  return names.length === 0 ? [...known] : [original(record, names), ...known];
}

/** The values a property has had, newest first; `now` is the one it has. A value nobody recorded counts as the original. */
export function pastValues(record: CrmRecord, name: string, now: string | undefined): PastValue[] {
  const found: PastValue[] = [];
  for (const { at, source, values } of record.history ?? []) {
    const value = values[name];
    if (value !== undefined) found.push({ value, at, source });
  }
  // Entries of one instant: the later noted one is the newer. Sorting keeps their order.
  found.reverse().sort((a, b) => b.at - a.at);
  if ((found[0]?.value ?? '') === (now ?? '')) return found;
  const at = Date.parse(found.length === 0 ? record.createdAt : record.updatedAt);
  return [{ value: now ?? '', at, source: record.source ?? BY_MIGRATION }, ...found];
}

function original(record: CrmRecord, names: readonly string[]): HistoryEntry {
  const values = Object.fromEntries(names.map((name) => [name, record.properties[name] ?? '']));
  return { at: Date.parse(record.createdAt), source: record.source ?? BY_MIGRATION, values };
}

/** What a merged record has of the history of both, oldest first; of two values of one instant the primary's alone. */
export function mergedHistory(primary: CrmRecord, other: CrmRecord): HistoryEntry[] {
  const [mine, others] = [wholeHistory(primary), wholeHistory(other)];
  const taken = new Set(mine.flatMap(({ at, values }) => Object.keys(values).map((name) => `${at} ${name}`)));
  const left = others.map((entry) => ({
    ...entry,
    values: Object.fromEntries(Object.entries(entry.values).filter(([name]) => !taken.has(`${entry.at} ${name}`))),
  }));
  return [...left, ...mine].sort((a, b) => a.at - b.at);
}

/** The newest value that was noted of a property; undefined when none was. */
export function newestNoted(record: CrmRecord, name: string): string | undefined {
  return (record.history ?? []).findLast(({ values }) => name in values)?.values[name];
}
