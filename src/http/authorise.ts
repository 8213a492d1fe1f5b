import type { CallerSettings } from '../settings/callers.ts';
import { type PrincipalFault, readPrincipal } from './principal.ts';

/** The application roles of Entra that open the functions; `Register.Officer.balentor` opens one account only. */
export const ADMIN = 'Register.Admin';
export const OFFICER = 'Register.Officer';
export const AUDITOR = 'Register.Auditor';

/** `admin` may do everything; `officer`, who handles register matters, and `auditor` may look. */
export type Role = 'admin' | 'officer' | 'auditor';

/** The one that may most comes first. */
const ROLES = [
  ['admin', ADMIN],
  ['officer', OFFICER],
  ['auditor', AUDITOR],
] as const;

/** Why a caller who is known may not call. */
type Forbidden = 'other_tenant' | 'role_missing' | 'role_insufficient';

/** Who calls, and what follows from it. The actor is who stands in the audit trail. */
export type Caller =
  | { readonly kind: 'authorised'; readonly actor: string; readonly role: Role }
  | { readonly kind: 'unauthenticated'; readonly reason: PrincipalFault }
  | { readonly kind: 'forbidden'; readonly actor: string; readonly reason: Forbidden };

/** Whoever holds the function key; a key names nobody. */
const KEY_HOLDER: Caller = { kind: 'authorised', actor: 'key', role: 'admin' };

/**
 * Who calls with this `X-MS-CLIENT-PRINCIPAL`, whatever the function. A role that is limited to one of `accounts` counts.
 * Without App Service Authentication the header is ignored, for anyone could forge it: the platform has asked for a function
 * key then, and that opens everything.
 */
export function identify(
  { authentication, tenantId }: CallerSettings,
  header: string | null,
  accounts: readonly string[] = [],
): Caller {
  if (!authentication) return KEY_HOLDER;
  const principal = readPrincipal(header);
  if (typeof principal === 'string') return { kind: 'unauthenticated', reason: principal };
  const { objectId: actor, roles } = principal;
  if (tenantId !== undefined && principal.tenantId !== tenantId)
    return { kind: 'forbidden', actor, reason: 'other_tenant' };
  const held = ROLES.find(([, name]) =>
    [name, ...accounts.map((one) => `${name}.${one}`)].some((one) => roles.has(one)),
  );
  if (held !== undefined) return { kind: 'authorised', actor, role: held[0] };
  return { kind: 'forbidden', actor, reason: 'role_missing' };
}

/** The same caller with respect to one request: all but administrators may only GET. */
export function authorise(caller: Caller, method: string): Caller {
  if (caller.kind !== 'authorised' || caller.role === 'admin' || method === 'GET') return caller;
  return { kind: 'forbidden', actor: caller.actor, reason: 'role_insufficient' };
}
