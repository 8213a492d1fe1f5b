import type { HttpRequest } from '@azure/functions';

type Request = Pick<HttpRequest, 'method' | 'url' | 'headers'>;

/** Where something that stands before App Service (Front Door, Application Gateway) says what the caller asked for. */
const FORWARDED_HOST = ['x-forwarded-host', 'x-original-host'];

/**
 * Whether a browser sent this for a page that is not ours: anything but a GET, and a GET where `sameSiteOnly` says so. Goes
 * by `Sec-Fetch-Site` and `Origin`, which pages cannot set; a caller without both is no browser.
 */
export function isCrossSite(request: Request, sameSiteOnly: boolean): boolean {
  const { method, headers } = request;
  if (method === 'GET' && !sameSiteOnly) return false;
  const site = headers.get('sec-fetch-site');
  // `none` is the user's own doing, such as the address bar; no browser sends anything but a GET for it.
  if (site !== null && site !== 'same-origin' && !(method === 'GET' && site === 'none')) return true;
  const origin = headers.get('origin');
  // A form of a page with `Referrer-Policy: no-referrer`, as ours have, is sent with `null` (Fetch, "append a request Origin
  // header"); then only the other header tells a page of ours from a sandboxed one.
  if (origin === null || (origin === 'null' && site !== null)) return false;
  return !ownOrigins(request).has(origin);
}

/**
 * The origins under which callers reach us. The Functions host makes `url` of `DISGUISED-HOST` and `X-Forwarded-Proto`, as
 * App Service sends them. What stands before App Service may name another host; a page of another site cannot send such
 * a header unless CORS was opened for it.
 */
function ownOrigins({ url, headers }: Request): ReadonlySet<string> {
  const { protocol, origin } = new URL(url);
  const names = FORWARDED_HOST.flatMap((header) => (headers.get(header) ?? '').split(','));
  const forwarded = names.flatMap((name) => {
    const address = name.trim() === '' ? null : URL.parse(`${protocol}//${name.trim()}`);
    return address === null ? [] : [address.origin];
  });
  return new Set([origin, ...forwarded]);
}
