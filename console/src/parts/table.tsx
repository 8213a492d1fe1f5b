import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useMessages } from '../words/messages.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  cell(row: Row): ComponentChildren;
  /** Numbers stand to the right. */
  readonly numeric?: boolean;
  /** Names the row for screen readers; one column of a table should. */
  readonly rowHeader?: boolean;
  /** What the API sorts by when its header is pressed. */
  readonly sort?: string;
}

/** What the rows are sorted by: a field of the API, with `-` before it from the last to the first. */
export type Sort = string;

/**
 * A table with its own scroller, so that the page itself never scrolls in two directions. `captionHidden` leaves the caption to screen
 * readers, where a heading says the same.
 */
export function Table<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  empty,
  busy = false,
}: {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  empty?: ComponentChildren;
  /** While newer rows are fetched. */
  busy?: boolean;
}) {
  const t = useMessages('shared');
  const id = useId();
  if (rows.length === 0) return <p class="empty">{empty ?? t('nothing')}</p>;
  return (
    // A group and no region: the section around it is one, often of the same name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs.
    <div aria-busy={busy} aria-labelledby={id} class="scroller" role="group" tabIndex={0}>
      <table>
        <caption class={captionHidden ? 'for-readers' : undefined} id={id}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                aria-sort={orderOf(column, sort)}
                class={column.numeric ? 'numeric' : undefined}
                key={column.key}
                scope="col"
              >
                {column.sort !== undefined && onSort !== undefined ? (
                  <button class="sort" onClick={() => onSort(nextSort(column.sort, sort))} type="button">
                    {column.header}
                    <svg aria-hidden="true" viewBox="0 0 12 12">
                      <path class="up" d="M6 1L2.5 5h7z" />
                      <path class="down" d="M6 11L2.5 7h7z" />
                    </svg>
                  </button>
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, cell, numeric, rowHeader }) =>
                rowHeader ? (
                  <th key={key} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td class={numeric ? 'numeric' : undefined} key={key}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function orderOf<Row>({ sort: own }: Column<Row>, sort: Sort | undefined): 'ascending' | 'descending' | undefined {
  if (own === undefined || sort === undefined) return undefined;
  if (sort === own) return 'ascending';
  return sort === `-${own}` ? 'descending' : undefined;
}

function nextSort(own: string | undefined, sort: Sort | undefined): Sort {
  return sort === own ? `-${own ?? ''}` : (own ?? '');
}
