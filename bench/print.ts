import Table from 'cli-table3';
import { countedOf, secondsAtLeast, secondsAtPace, totalOf } from './floor.ts';
import { KINDS } from './kinds.ts';
import type { Measurement } from './measure.ts';

/** Prints all figures of the measurements, a column for each. */
export function print(measurements: readonly Measurement[]): void {
  const head = measurements.map(({ contacts, nth }) => `${whole(contacts)}, ${nth}`);
  const rows = (title: string, named: readonly (readonly [string, (of: Measurement) => string])[]) => {
    const table = new Table({
      head: [title, ...head],
      colAligns: ['left', ...measurements.map(() => 'right' as const)],
      style: { head: [], border: [] },
    });
    for (const [name, of] of named) table.push([name, ...measurements.map(of)]);
    console.log(table.toString());
  };
  rows('Requests to HubSpot (floor)', [
    ...KINDS.map(
      (kind) => [kind, (of: Measurement) => `${whole(of.requests[kind])} (${whole(of.floor[kind])})`] as const,
    ),
    ['total', ({ requests, floor }) => `${whole(totalOf(requests))} (${whole(totalOf(floor))})`],
    ['total / floor', ({ requests, floor }) => ratio(totalOf(requests), totalOf(floor))],
    ['answers with status 429', ({ refused }) => whole(refused)],
  ]);
  rows('Time', [
    ['wall time, s', ({ run }) => run.seconds.toFixed(1)],
    ['counted requests', ({ requests }) => whole(countedOf(requests))],
    ['counted / 19 per s, s', ({ requests }) => secondsAtPace(countedOf(requests)).toFixed(1)],
    ['wall time / that', ({ run, requests }) => ratio(run.seconds, secondsAtPace(countedOf(requests)))],
    ['(counted - 190) / 19 per s, s', ({ requests }) => secondsAtLeast(countedOf(requests)).toFixed(1)],
    ['wall time / that', ({ run, requests }) => ratio(run.seconds, secondsAtLeast(countedOf(requests)))],
    ['slices', ({ run }) => whole(run.slices)],
  ]);
  rows('Phase: s / requests / table calls / peak MB', phaseRows(measurements));
  rows('Slice process and storage', [
    ['peak resident memory in the run, MB', ({ run }) => megabytes(run.peakRss)],
    ['peak since process start, MB', ({ run }) => megabytes(run.peakOfProcess)],
    ['values written into HubSpot', ({ changes }) => whole(changes)],
    ['audit events', ({ run }) => whole(run.auditEvents)],
    ['audit events per s of writing', ({ run }) => perSecondOfWriting(run)],
    ['table transactions', ({ run }) => whole(run.storage.transactions)],
    ['other table writes', ({ run }) => whole(run.storage.rowWrites)],
    ['table reads', ({ run }) => whole(run.storage.queries)],
    ['status', ({ run }) => run.status],
  ]);
}

function phaseRows(measurements: readonly Measurement[]) {
  const names = new Set(measurements.flatMap(({ run }) => run.phases.map(({ phase }) => phase)));
  return [...names].map((name) => {
    const row = ({ run }: Measurement) => {
      const phase = run.phases.find(({ phase: other }) => other === name);
      if (phase === undefined) return '';
      const { seconds, requests, storageCalls, peakRss } = phase;
      return [seconds.toFixed(2), whole(requests), whole(storageCalls), megabytes(peakRss)].join(' / ');
    };
    return [name, row] as const;
  });
}

function perSecondOfWriting({ phases, auditEvents }: Measurement['run']): string {
  const seconds = phases.find(({ phase }) => phase === 'deciding_and_writing')?.seconds ?? 0;
  return auditEvents === 0 || seconds === 0 ? '-' : whole(Math.round(auditEvents / seconds));
}

function whole(count: number): string {
  return count.toLocaleString('en');
}

function ratio(actual: number, least: number): string {
  return least === 0 ? '-' : (actual / least).toFixed(2);
}

/** Of 2^20 bytes, as Azure sizes its instances. */
function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
