import type { DayRun, RunName } from './day-run.ts';
import { DAY_KINDS, type DayRequests, sumOf } from './kinds.ts';
import { some, table, whole } from './table.ts';
import { changesMissed, clockExcess, floorRatio } from './verdict.ts';
import { costOfYear } from './year.ts';

const COUNTED = `The floor of a sync counts pages of 200 changed records (one search at least for each type), association batches of
1,000 (each type of activity with changes, to contacts and to companies; every type for records whose clocks moved back,
and for new contacts), batch reads of 100 contacts that have to be decided, and batches of 100 written. "Besides" counts
what cannot be spared either: definitions and subscription types, the activities of those records, and batch reads of the
companies that are written. The floor of a clock run is what it writes. Backlog: what the first reconcile wrote is looked
through by the syncs after it, a page of a kind at a time, or ten when there is nothing else to do.
`;

/** The runs in two tables, for ten columns are too many. */
const TABLES: readonly (readonly RunName[])[] = [
  ['first reconcile', 'settling sync', 'sync of the day', 'clock of the day', 'last reconcile'],
  ['next sync', 'plain quarter', 'busy quarter', 'idle sync', 'idle clock'],
];

/** Prints the runs of a day side by side, and what a year of such days costs. */
export function printDay(contacts: number, runs: readonly DayRun[]): void {
  console.log(`An ordinary day of ${whole(contacts)} contacts\n`);
  for (const names of TABLES) {
    printRuns(names.flatMap((name) => runs.filter((run) => run.name === name)));
  }
  printFloors(runs.filter(({ lived }) => lived !== undefined));
  console.log(COUNTED);
  for (const run of runs.filter(({ name }) => name.includes('clock'))) {
    console.log(`${run.name}: ${clockExcess(run)} requests more than its writes`);
  }
  console.log(`changed by the last reconcile: ${changesMissed(runs)} records\n`);
  table(
    ['A year', 'runs', 'requests each', 'requests', 'a day', 'share of the daily quota'],
    costOfYear(runs).map(({ what, runs: times, requestsEach, requests, perDay, share }) => {
      const figures = [times, requestsEach, requests, perDay].map((figure) => whole(Math.round(figure)));
      return [what, ...figures, `${(share * 100).toFixed(2)} %`];
    }),
  );
}

function printRuns(runs: readonly DayRun[]): void {
  const row = (name: string, of: (run: DayRun) => string) => [name, ...runs.map(of)];
  table(
    ['Requests', ...runs.map(({ name }) => name)],
    [
      ...DAY_KINDS.map((kind) => row(kind, ({ requests }) => some(requests[kind]))),
      row('total', ({ requests }) => whole(sumOf(requests))),
      row('answers with status 429', ({ refused }) => whole(refused)),
      row('seconds', ({ run }) => run.seconds.toFixed(1)),
      row('contacts processed', ({ run }) => whole(run.contacts.processed)),
      row('contacts changed', ({ run }) => whole(run.contacts.changed)),
      row('companies processed', ({ run }) => whole(run.companies.processed)),
      row('companies changed', ({ run }) => whole(run.companies.changed)),
      row('values written', ({ values }) => whole(values)),
      row('status', ({ run }) => run.status),
    ],
  );
}

function printFloors(syncs: readonly DayRun[]): void {
  const row = (name: string, of: (run: DayRun) => string) => [name, ...syncs.map(of)];
  table(
    ['Syncs: requests / floor / besides', ...syncs.map(({ name }) => name)],
    [
      ...DAY_KINDS.map((kind) => row(kind, (run) => besideFloor(run, (requests) => requests[kind]))),
      row('total', (run) => besideFloor(run, sumOf)),
      row('total / floor', (run) => floorRatio(run).toFixed(2)),
      row('the same without the backlog', (run) => floorRatio(run, { backlog: false }).toFixed(2)),
      row('... and besides', (run) => floorRatio(run, { backlog: false, besides: true }).toFixed(2)),
      row('contacts changed', ({ lived }) => whole(lived?.changed.contacts ?? 0)),
      row('companies changed', ({ lived }) => whole(lived?.changed.companies ?? 0)),
      row('activities changed', ({ lived }) => whole(lived?.changed.activities ?? 0)),
      row('activities whose time came', ({ lived }) => whole(lived?.due ?? 0)),
      row('contacts to be written / written', (run) => written(run, 'contacts')),
      row('companies to be written / written', (run) => written(run, 'companies')),
    ],
  );
}

function besideFloor({ requests, lived }: DayRun, of: (some: DayRequests) => number): string {
  if (lived === undefined) return '';
  const figures = [of(requests), of(lived.floor), of(lived.besides)];
  return figures.every((figure) => figure === 0) ? '' : figures.map(whole).join(' / ');
}

function written(run: DayRun, kind: 'contacts' | 'companies'): string {
  return `${whole(run.lived?.touched[kind] ?? 0)} / ${whole(run.written[kind])}`;
}
