/** Before the first row: without it Excel takes Finnish letters for others. */
export const CSV_BOM = '\uFEFF';

/** A cell that begins so could be taken for a formula; a `'` of its own is doubled, so that a reader can drop one. */
const FORMULA_LIKE = /^[=+\-@\t\r']/;

/** One row as Excel in Finland reads it: `;` between cells, all of them quoted, CRLF at the end, and no formulas. */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

function cell(value: string | number): string {
  const text = String(value);
  return `"${(FORMULA_LIKE.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
