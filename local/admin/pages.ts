import { CSV_BOM } from '../../src/audit/csv.ts';
import type { Reply } from './reply.ts';

/** What leads to the next page, in an answer of either form. */
const NEXT = /[?&]continuation=([^&>]+)[^>]*>; *rel="next"/;

/** The continuation that the header `Link` of an answer names; `undefined` on the last page. */
export function nextPage({ headers }: Pick<Reply, 'headers'>): string | undefined {
  const next = NEXT.exec(headers.get('link') ?? '')?.[1];
  return next === undefined ? undefined : decodeURIComponent(next);
}

/** The rows of a page of CSV that goes on where another ended. */
export function withoutHeading(page: string): string {
  const bare = page.startsWith(CSV_BOM) ? page.slice(CSV_BOM.length) : page;
  return bare.slice(bare.indexOf('\n') + 1);
}
