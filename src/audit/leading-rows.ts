import type { ChainedEntry } from './entry.ts';
import type { NewIndexRow } from './index-row.ts';
import { goneRow, openRow, restRow, runRow, subjectRow } from './rows.ts';
import type { Beside } from './transaction.ts';

interface Range {
  readonly first: number;
  readonly last: number;
}

/** What the rows that lead to them need to know of intents of one entry. */
export interface OpenEntry extends Range {
  readonly subject: string;
  readonly runId: string;
}

/** The row that marks intents as without outcome. */
export function opening(intents: readonly ChainedEntry[]): Beside {
  const range = rangeOf(intents);
  return { opened: [{ rowKey: openRow(range.first), ...range }] };
}

/** What becomes of the mark of intents some of which get their outcomes: others before and behind them stay marked. */
export interface Closing {
  readonly mark: string;
  readonly left: readonly (readonly OpenEntry[])[];
}

/** Rows that lead to intents and their outcomes, in place of the one that marked them. */
export function closing(
  intents: readonly OpenEntry[],
  outcomes: readonly ChainedEntry[],
  { mark, left }: Closing,
): Beside {
  const intended = rangeOf(intents);
  const concluded = rangeOf(outcomes);
  const { runId = '' } = intents[0] ?? {};
  const { runId: outcomeRunId = '' } = outcomes[0] ?? {};
  const runs = { runId, outcomeRunId };
  const ofSubjects = intents.map(({ subject, first, last }) => {
    const shift = concluded.first - intended.first;
    const own = { outcomeFirst: first + shift, outcomeLast: last + shift };
    const outcome = outcomes.findLast((entry) => entry.first <= own.outcomeFirst)?.first ?? concluded.first;
    return { rowKey: subjectRow(subject, first), first, last, ...own, outcome, ...runs };
  });
  const all = { outcomeFirst: concluded.first, outcomeLast: concluded.last, outcome: concluded.first };
  // A crash's intents are closed by another slice, perhaps of another run: both runs lead to these entries.
  const ofRuns = [...new Set([runId, outcomeRunId])].map((run) => {
    return { rowKey: runRow(run, intended.first), ...intended, ...all, ...runs };
  });
  const opened = left.map(rangeOf).map((range) => ({ rowKey: restRow(range.first, range.last), ...range }));
  return { closed: mark, opened, index: [...ofRuns, ...ofSubjects] };
}

/** Rows that lead to occurrences. */
export function leadingTo(occurrences: readonly ChainedEntry[]): Beside {
  const all = rangeOf(occurrences);
  const { runId = '' } = occurrences[0] ?? {};
  const leading = (rowKey: string, { first, last }: Range): NewIndexRow => {
    return { rowKey, first, last, outcomeFirst: 0, outcomeLast: 0, outcome: 0, runId, outcomeRunId: '' };
  };
  const ofRun = runId === '' ? [] : [leading(runRow(runId, all.first), all)];
  const ofEach = occurrences.flatMap((entry) => {
    const { action, at, subject, first } = entry;
    const ofSubject = leading(subjectRow(subject, first), entry);
    return action === 'gone' ? [ofSubject, leading(goneRow(at, subject, first), entry)] : [ofSubject];
  });
  return { index: [...ofRun, ...ofEach] };
}

function rangeOf(entries: readonly Range[]): Range {
  return { first: entries[0]?.first ?? 0, last: entries.at(-1)?.last ?? 0 };
}
