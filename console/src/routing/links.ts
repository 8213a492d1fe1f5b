import { useLocation } from 'preact-iso';
import { ACCOUNT, accountInAddress } from '../api/account.ts';

/** Where the console is. */
export const BASE = '/api/console';

/** Values of a query; what is undefined, null or empty is left out. */
export type Query = Readonly<Record<string, string | number | undefined | null>>;

/** The address of a page of the console, e.g. `/requests`, in the account that is being looked at. */
export function href(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  const account = accountInAddress();
  for (const [name, value] of Object.entries({ ...(account === undefined ? {} : { [ACCOUNT]: account }), ...query }))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  const search = params.toString();
  return `${BASE}${path === '/' ? '' : path}${search === '' ? '' : `?${search}`}`;
}

export interface QueryOfPage {
  /** What stands in the address after `?`. */
  readonly query: Readonly<Record<string, string>>;
  /** Changes some of it and stays on the page; leads to the first page of what is listed. Back leads to what was shown before. */
  setQuery(changes: Query): void;
  /** The same, for what nobody has asked for: Back leads past it, and the place on the page stays. */
  replaceQuery(changes: Query): void;
  /** The address with some of it changed. */
  withQuery(changes: Query): string;
}

/** The query of the page's address, which filters, sorts and pages what it shows: so it can be linked to and gone back to. */
export function useQuery(): QueryOfPage {
  const { path, query, route } = useLocation();
  const page = path.slice(BASE.length) || '/';
  const withQuery = (changes: Query) => href(page, { ...query, continuation: undefined, ...changes });
  return {
    query,
    withQuery,
    setQuery: (changes) => route(withQuery(changes)),
    replaceQuery: (changes) => route(withQuery(changes) + location.hash, true),
  };
}
