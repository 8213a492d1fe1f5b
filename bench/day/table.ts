import Table from 'cli-table3';

/** Prints a table without lines between its rows; all columns but the first hold figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const printed = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
  });
  for (const row of rows) printed.push([...row]);
  console.log(printed.toString());
}

export function whole(count: number): string {
  return count.toLocaleString('en');
}

/** Nothing stays an empty cell. */
export function some(count: number): string {
  return count === 0 ? '' : whole(count);
}
