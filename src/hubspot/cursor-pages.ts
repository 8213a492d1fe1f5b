import type { z } from 'zod';
import type { pagingSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';

/** More pages than this are a loop. */
const MOST_PAGES = 10_000;

interface Asked<Page> {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly answer: z.ZodType<Page>;
}

/** All pages of a list, to the one without a cursor. Throws `HubSpotError` for cursors that lead in a circle. */
export async function readPages<Page extends { readonly paging?: z.infer<typeof pagingSchema> }>(
  { transport }: Pick<Access, 'transport'>,
  { path, query, answer }: Asked<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const page = await transport.send({ method: 'GET', path, query: { ...query, after }, answer, effect: 'read' });
    pages.push(page);
    after = page.paging?.next?.after;
    if (after !== undefined && (seen.has(after) || seen.size >= MOST_PAGES)) throw wrongAnswer(path, 'has no end');
    if (after !== undefined) seen.add(after);
  } while (after !== undefined);
  return pages;
}

/** The error for an answer to `GET path` that `what` is wrong with: `has no end`. */
export function wrongAnswer(path: string, what: string): HubSpotError {
  const endpoint = `GET ${path}`;
  return new HubSpotError('unexpected_answer', `The answer to ${endpoint} ${what}: ask again.`, { endpoint });
}
