import { ACCOUNT } from './account-query.ts';

/**
 * The header that leads to the next page (RFC 8288); none where there is no continuation. Its address is made anew rather than taken
 * from the request, which may hold a function key.
 */
export function nextLink(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
  continuation: string | null,
  account: string | undefined,
): { readonly link?: string } {
  if (continuation === null) return {};
  const given = Object.entries({ ...query, continuation, [ACCOUNT]: account });
  const named = given.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return { link: `<${path}?${new URLSearchParams(named)}>; rel="next"` };
}
