import Table from 'cli-table3';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import type { RegisterView } from './register-view.ts';
import type { RunView } from './run-view.ts';

const MOST_FAILURES = 10;

/** Values of an enumeration with the labels that staff see, in the order of the options. */
function labelsOf(name: (typeof CONTACT_PROPERTIES)[number]['name']): ReadonlyMap<string, string> {
  const options = CONTACT_PROPERTIES.flatMap((property) => (property.name === name ? [...property.options] : []));
  return new Map(options.map(({ value, label }) => [value, label]));
}

const STATUSES = labelsOf('rekisteri_retention_status');
const BASES = labelsOf('rekisteri_retention_basis');

/** What staff now see in HubSpot: contacts by status, and the next to end. */
export function registerTables({ byStatus, next, counted, complete }: RegisterView): string {
  const values = [...STATUSES.keys(), ...[...byStatus.keys()].filter((value) => !STATUSES.has(value))];
  const statuses = table(
    ['rekisteri_retention_status', 'Säilytyksen tila', 'contacts'],
    values.map((value) => [value || '(empty)', STATUSES.get(value) ?? '', byStatus.get(value) ?? 0]),
  );
  const endings = table(
    ['contact', 'status', 'ends', 'basis'],
    next.map(({ id, status, ends, basis }) => [id, withLabel(status, STATUSES), ends, withLabel(basis, BASES)]),
  );
  const all = complete ? `All ${counted} contacts` : `The first ${counted} contacts; the account has more`;
  return `${all}, as staff see them in HubSpot:\n${statuses}\n\nThe next to end:\n${endings}`;
}

/** What the run did and what it cost; `wallMs` is how long it was followed. */
export function runTables({ contacts, companies, requests, failures, problems }: RunView, wallMs: number): string {
  const done = table(
    ['', 'seen', 'changed', 'unchanged', 'failed', 'unknown'],
    Object.entries({ contacts, companies }).map(([kind, counts]) => [
      kind,
      counts.processed,
      counts.changed,
      counts.unchanged,
      counts.failed,
      counts.unknown,
    ]),
  );
  const { count, retried, throttledMs } = requests;
  const cost = `${count} requests to HubSpot, ${retried} of them retries; ${seconds(throttledMs)} waited for its limits.`;
  const parts = [`What the run did:\n${done}`, `${cost} The run took ${seconds(wallMs)}.`];
  if (problems.length > 0) parts.push(['Problems:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
  if (failures.length > 0) parts.push(failuresTable(failures));
  return parts.join('\n\n');
}

function failuresTable(failures: RunView['failures']): string {
  const rows = failures
    .slice(0, MOST_FAILURES)
    .map(({ contactId, companyId = '', reason }) => [
      contactId === undefined ? `company ${companyId}` : `contact ${contactId}`,
      reason,
    ]);
  const title = failures.length > rows.length ? `The first ${rows.length} of ${failures.length} failures` : 'Failures';
  return `${title}:\n${table(['record', 'reason'], rows)}`;
}

function withLabel(value: string, labels: ReadonlyMap<string, string>): string {
  const label = labels.get(value);
  return label === undefined ? value : `${value} (${label})`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Without colours: the output may be a file. */
function table(head: string[], rows: (string | number)[][]): string {
  const made = new Table({ head, style: { head: [], border: [], compact: true } });
  made.push(...rows);
  return made.toString();
}
