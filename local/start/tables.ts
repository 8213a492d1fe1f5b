import Table from 'cli-table3';
import { membersOf } from '../../src/register/difference.ts';
import { CONTACT_PROPERTIES, REGISTER_GROUP } from '../../src/register/properties.ts';
import type { RegisterView } from './register-view.ts';
import type { RunView } from './run-view.ts';
import type { ShownProperty } from './staff-view.ts';

/** Failures shown at the most, and notices. */
const MOST_ROWS = 10;

/** Values of an enumeration with the labels that staff see, in the order of the options. */
function labelsOf(name: (typeof CONTACT_PROPERTIES)[number]['name']): ReadonlyMap<string, string> {
  const options = CONTACT_PROPERTIES.flatMap((property) => (property.name === name ? [...property.options] : []));
  return new Map(options.map(({ value, label }) => [value, label]));
}

const STATUSES = labelsOf('rekisteri_retention_status');
const BASES = labelsOf('rekisteri_retention_basis');
const KINDS = labelsOf('rekisteri_request_open');

/** What staff now see in HubSpot: contacts by status, and the next to end. */
export function registerTables({ byStatus, next, requests, counted, complete }: RegisterView): string {
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
  return `${all}, as staff see them in HubSpot:\n${statuses}\n\nThe next to end:\n${endings}${requestsTable(requests)}`;
}

/** What people have requested and until when it has to be answered; nothing when nothing is open. */
function requestsTable(requests: RegisterView['requests']): string {
  if (requests.length === 0) return '';
  const rows = requests.slice(0, MOST_ROWS).map(({ id, open, due }) => {
    const kinds = membersOf(open).map((kind) => withLabel(kind, KINDS));
    return [id, kinds.join('; '), due];
  });
  const shown = requests.length > MOST_ROWS ? ` (the first ${MOST_ROWS} of ${requests.length})` : '';
  return `\n\nRequests to be answered${shown}:\n${table(['contact', 'open', 'due'], rows)}`;
}

/** What the run did and what it cost; `wallMs` is how long it took, if that is known. */
export function runTables(run: RunView, wallMs: number | undefined): string {
  const { contacts, companies, requests, failures, notices, problems } = run;
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
  const time = wallMs === undefined ? '' : ` The run took ${seconds(wallMs)}.`;
  const parts = [`What the run did:\n${done}`, cost + time];
  if (problems.length > 0) parts.push(['Problems:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
  if (failures.length > 0) parts.push(reasonsTable('failures', 'Failures', failures));
  if (notices.length > 0) parts.push(reasonsTable('notices', 'To be looked at', notices));
  return parts.join('\n\n');
}

function reasonsTable(what: string, title: string, all: RunView['failures']): string {
  const rows = all
    .slice(0, MOST_ROWS)
    .map(({ contactId, companyId = '', reason }) => [
      contactId === undefined ? `company ${companyId}` : `contact ${contactId}`,
      reason,
    ]);
  const heading = all.length > rows.length ? `The first ${rows.length} of ${all.length} ${what}` : title;
  return `${heading}:\n${table(['record', 'reason'], rows)}`;
}

/** One contact as staff see it in HubSpot. */
export function contactTable(id: string, properties: readonly ShownProperty[]): string {
  const rows = properties.map(({ label, value }) => [label, value || '-']);
  return `Contact ${id} as staff see it in HubSpot:\n${table([REGISTER_GROUP.label, ''], rows)}`;
}

function withLabel(value: string, labels: ReadonlyMap<string, string>): string {
  const label = labels.get(value);
  return label === undefined ? value : `${value} (${label})`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Without colours: the output may be a file. */
export function table(head: string[], rows: (string | number)[][]): string {
  const made = new Table({ head, style: { head: [], border: [], compact: true } });
  made.push(...rows);
  return made.toString();
}
