import { groupBy } from '../group-by.ts';
import type { Beside } from './chain.ts';
import type { ChainedEvent } from './event.ts';
import type { NewIndexRow } from './index-row.ts';
import { goneRow, openRow, runRow, subjectRow } from './rows.ts';

/** The row that marks intents as without outcome. */
export function opening(intents: readonly ChainedEvent[]) {
  const range = rangeOf(intents);
  return { rowKey: openRow(range.first), ...range };
}

/** Rows that lead to intents and their outcomes, in place of the one that marked them. */
export function closing(intents: readonly ChainedEvent[], outcomes: readonly ChainedEvent[]): Beside {
  const intended = rangeOf(intents);
  const concluded = rangeOf(outcomes);
  // A crash's intents are closed by another slice, perhaps of another run: both runs lead to these events.
  const runIds = new Set([...intents, ...outcomes].map(({ runId }) => runId));
  const subjects = groupBy(intents, ({ subject }) => subject);
  const outcomesOf = groupBy(outcomes, ({ subject }) => subject);
  const ofSubjects = [...subjects].map(([subject, mine]) => {
    const range = rangeOf(mine);
    return leading(subjectRow(subject, range.first), range, rangeOf(outcomesOf.get(subject) ?? []));
  });
  const ofRuns = [...runIds].map((runId) => leading(runRow(runId, intended.first), intended, concluded));
  return { closed: openRow(intended.first), index: [...ofRuns, ...ofSubjects] };
}

/** Rows that lead to occurrences. */
export function leadingTo(occurrences: readonly ChainedEvent[]): Beside {
  const all = rangeOf(occurrences);
  const { runId = '' } = occurrences[0] ?? {};
  const ofRun = runId === '' ? [] : [leading(runRow(runId, all.first), all, all)];
  const ofSubjects = occurrences.map(({ subject, sequence }) => {
    const own = { first: sequence, last: sequence };
    return leading(subjectRow(subject, sequence), own, own);
  });
  const ofGone = occurrences.flatMap(({ action, at, subject, sequence }) => {
    const own = { first: sequence, last: sequence };
    return action === 'gone' ? [leading(goneRow(at, subject, sequence), own, own)] : [];
  });
  return { index: [...ofRun, ...ofSubjects, ...ofGone] };
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function leading(rowKey: string, { first, last }: Range, to: Range): NewIndexRow {
  return { rowKey, first, last, outcomeFirst: to.first, outcomeLast: to.last };
}

function rangeOf(events: readonly ChainedEvent[]): Range {
  return { first: events[0]?.sequence ?? 0, last: events.at(-1)?.sequence ?? 0 };
}
