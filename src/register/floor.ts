import type { Instant } from './instant.ts';

/**
 * What erased people leave behind at their company: the latest service contact that any of them had, an instant without an
 * activity (§7). Forgetting one person must not make a colleague look forgotten. One that could not be read is not the same as none.
 */
export type Floor = { readonly at: Instant } | { readonly unread: string };

/** The later of two floors of one company; what could not be read wins over everything. */
export function laterFloor(a: Floor | undefined, b: Floor | undefined): Floor | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if ('unread' in a) return a;
  return 'unread' in b || b.at > a.at ? b : a;
}
