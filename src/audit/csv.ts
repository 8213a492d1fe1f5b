/**
 * CSV as RFC 4180 has it, in the dialect that a Finnish Excel opens in columns by a double click. Our own few lines:
 * libraries that write CSV (csv-stringify, papaparse) quote and escape as well, but would need all of the below as options,
 * and what they prepend against formulas differs from version to version, so that a reader could not undo it.
 */

/** First in a file: without it Excel takes UTF-8 for Windows-1252. */
export const CSV_BOM = '\uFEFF';

/** A comma is the decimal separator in Finland, so Excel does not split at it there. */
const SEPARATOR = ';';
const END_OF_LINE = '\r\n';

/** What a spreadsheet would take for a formula, and the mark itself, so that a reader can drop exactly one. */
const DANGEROUS = /^[=+\-@\t\r']/;
const MARK = "'";

/** One line with its end. Every cell is quoted; one that a spreadsheet might run as a formula begins with `'`. */
export function csvRow(cells: readonly (string | number)[]): string {
  return cells.map((cell) => csvCell(String(cell))).join(SEPARATOR) + END_OF_LINE;
}

/** A file: the names of the columns, and rows. */
export function csvTable(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [CSV_BOM, ...[columns, ...rows].map(csvRow)].join('');
}

function csvCell(text: string): string {
  const harmless = DANGEROUS.test(text) ? MARK + text : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
