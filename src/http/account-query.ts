import type { HttpRequest } from '@azure/functions';
import type { FieldError } from './answers.ts';

/** The query parameter that names the HubSpot account, where there are several. */
export const ACCOUNT = 'account';

/** How a function uses it: `needed`, `optional` (all accounts without it), or not at all. */
export type AccountUse = 'needed' | 'optional' | 'none';

/** The account that a request names: `all` where it names none and need not. */
export type AccountChoice =
  | { readonly kind: 'named'; readonly account: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'wrong'; readonly errors: readonly FieldError[] };

/** Reads it. Where `names` is empty there is one account only, and `account` is a parameter that nobody knows. */
export function accountIn(
  request: Pick<HttpRequest, 'query'>,
  names: readonly string[],
  use: AccountUse,
): AccountChoice {
  if (names.length === 0 || use === 'none') return { kind: 'all' };
  const [given, ...more] = request.query.getAll(ACCOUNT);
  if (given === undefined && use === 'optional') return { kind: 'all' };
  if (given !== undefined && more.length === 0 && names.includes(given)) return { kind: 'named', account: given };
  const message = `must be one of the accounts, once: ${names.join(', ')}`;
  return { kind: 'wrong', errors: [{ path: ACCOUNT, message }] };
}

/** An address of ours as somebody has to call it who asks about this account. */
export function addressOf(path: string, account: string | undefined): string {
  return account === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}${ACCOUNT}=${account}`;
}
