import { addressOf, bodyOf, type CallQuery, call } from '../../api/client.ts';
import { rowsIn } from './csv-rows.ts';

/** Rows of one call: what the API gives at the most. */
const ROWS = 1_000;
const NEXT = /<([^>]+)>;\s*rel="next"/;
const END_OF_LINE = '\r\n';

/**
 * Fetches a list as CSV, page after page, and puts the pages into one file: the header row of the first alone. `onRows` is told how many
 * rows there are so far. @throws ApiProblem, or the reason for which `signal` was aborted.
 */
export async function wholeCsv(
  path: string,
  query: CallQuery,
  { signal, onRows }: { readonly signal: AbortSignal; onRows(rows: number): void },
): Promise<{ readonly file: Blob; readonly rows: number }> {
  const parts: string[] = [];
  let rows = 0;
  for (
    let address: string | undefined = addressOf(path, { ...query, format: 'csv', limit: ROWS });
    address !== undefined;
  ) {
    const answer: Response = await call('GET', address, { signal, headers: { accept: 'text/csv' } });
    const bytes = await bodyOf(answer, () => answer.arrayBuffer(), signal);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const body = text.slice(text.indexOf(END_OF_LINE) + END_OF_LINE.length);
    parts.push(parts.length === 0 ? text : body);
    rows += rowsIn(body);
    onRows(rows);
    const next = NEXT.exec(answer.headers.get('link') ?? '')?.[1];
    address = next === undefined ? undefined : addressOf(next);
  }
  return { file: new Blob(parts, { type: 'text/csv;charset=utf-8' }), rows };
}
