/** Reads CSV with quoted cells and `;`, character by character; independent of how it is written. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let place = 0;
  while (place < text.length) {
    if (text[place] !== '"') throw new Error(`a cell has to begin with a quote at ${place}`);
    let cell = '';
    for (place += 1; !(text[place] === '"' && text[place + 1] !== '"'); place += 1) {
      if (place >= text.length) throw new Error('a cell does not end');
      if (text[place] === '"') place += 1;
      cell += text[place];
    }
    row.push(cell.startsWith("'") ? cell.slice(1) : cell);
    place += 1;
    if (text[place] === ';') place += 1;
    else if (text.slice(place, place + 2) === '\r\n') {
      rows.push(row);
      row = [];
      place += 2;
    } else throw new Error(`neither a cell nor a row ends at ${place}`);
  }
  if (row.length > 0) throw new Error('the last row does not end');
  return rows;
}
