import { CSV_BOM, csvRow } from '../csv.ts';
import type { Format } from './format.ts';
import type { ExportRecord } from './record.ts';

const TEXTS = [
  'record',
  'format',
  'chain',
  'row',
  'at',
  'runId',
  'actor',
  'action',
  'subject',
  'content',
  'keyId',
  'previousHash',
  'hash',
  'indexSum',
  'sealMac',
  'mac',
];
const NUMBERS = ['first', 'last', 'sequence', 'count', 'indexRows', 'openRows', 'prunings', 'sealNumber'];
const BOOLEANS = ['seals', 'begun'];

const COLUMNS = [...TEXTS, ...NUMBERS, ...BOOLEANS];

/** Members that each record has; all other cells of its row are empty and mean nothing. */
const MEMBERS: Readonly<Record<ExportRecord['record'], readonly string[]>> = {
  export: ['format', 'at', 'seals'],
  stray: ['chain', 'row'],
  chain: ['chain'],
  entry: 'chain first last at runId actor action subject content keyId previousHash hash'.split(' '),
  pruned: ['chain', 'first', 'last', 'previousHash', 'hash', 'keyId', 'mac'],
  unreadable: ['chain', 'row'],
  head: 'chain sequence hash count indexRows indexSum openRows prunings sealNumber sealMac keyId mac'.split(' '),
  no_head: ['chain', 'begun'],
};

/** CSV that opens in Excel: a header row, then a row for each record, a column for each member that any record has. */
export const csv: Format = {
  name: 'csv',
  start: `${CSV_BOM}${csvRow(COLUMNS)}`,
  quoted: true,
  encode: (record) => {
    const values = new Map<string, unknown>(Object.entries(record));
    return csvRow(COLUMNS.map((name) => String(values.get(name) ?? '')));
  },
  decode: (text) => {
    const cells = cellsOf(text);
    if (cells?.length !== COLUMNS.length) return undefined;
    const named = COLUMNS.map((name, index) => [name, cells[index] ?? ''] as const);
    const own = new Set(membersOf(cells[0] ?? ''));
    // A cell that the record has no use for must be empty: nothing is said there that is not verified.
    const used = named.filter(([name, cell]) => own.has(name) || cell !== '');
    return Object.fromEntries(used.map(([name, cell]) => [name, typed(name, cell)]));
  },
};

function membersOf(record: string): readonly string[] {
  const members = Object.entries(MEMBERS).find(([name]) => name === record);
  return ['record', ...(members?.[1] ?? [])];
}

function typed(name: string, cell: string): unknown {
  if (NUMBERS.includes(name)) return /^(0|-?[1-9]\d*)$/.test(cell) ? Number(cell) : cell;
  if (BOOLEANS.includes(name) && ['true', 'false'].includes(cell)) return cell === 'true';
  return cell;
}

/** The cells of a row, all of them quoted; `undefined` when it is written otherwise. */
function cellsOf(text: string): string[] | undefined {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  if (!/^"(?:[^"]|"")*"(?:;"(?:[^"]|"")*")*$/.test(line)) return undefined;
  return [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => plain(cell.replaceAll('""', '"')));
}

/** Drops the `'` that stands before what could be taken for a formula. */
function plain(cell: string): string {
  return /^'[=+\-@\t\r']/.test(cell) ? cell.slice(1) : cell;
}
