/** Rows of CSV whose cells are all quoted: ends of lines that stand outside of quotes. */
export function rowsIn(csv: string): number {
  let rows = 0;
  let isQuoted = false;
  for (let at = 0; at < csv.length; at += 1) {
    if (csv[at] === '"') isQuoted = !isQuoted;
    else if (csv[at] === '\n' && !isQuoted) rows += 1;
  }
  return rows;
}
