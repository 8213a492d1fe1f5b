/**
 * Where to lead a browser: the path that it was asked to, if that is on this site, else `otherwise`. A path of two slashes
 * would be another site's address.
 */
export function sameSitePath(given: string | null, url: URL, otherwise: string): string {
  const target = given === null ? null : URL.parse(given, url.href);
  if (target === null || target.origin !== url.origin || target.pathname.startsWith('//')) return otherwise;
  return target.pathname + target.search + target.hash;
}
