import type { CallerSettings } from '../settings/settings.ts';
import { type PrincipalFault, readPrincipal } from './principal.ts';

/** The application roles of Entra that open the functions (docs/operations.md). */
export const ADMIN = 'Register.Admin';
export const AUDITOR = 'Register.Auditor';

/** `admin` may do everything, `auditor` may look. */
export type Role = 'admin' | 'auditor';

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
 * Who calls with this `X-MS-CLIENT-PRINCIPAL`, whatever the function. Without App Service Authentication the header is
 * ignored, for anyone could forge it: the platform has asked for a function key then, and that opens everything.
 */
export function identify({ authentication, tenantId }: CallerSettings, header: string | null): Caller {
  if (!authentication) return KEY_HOLDER;
  const principal = readPrincipal(header);
  if (typeof principal === 'string') return { kind: 'unauthenticated', reason: principal };
  const { objectId: actor, roles } = principal;
  if (tenantId !== undefined && principal.tenantId !== tenantId)
    return { kind: 'forbidden', actor, reason: 'other_tenant' };
  if (roles.has(ADMIN)) return { kind: 'authorised', actor, role: 'admin' };
  if (roles.has(AUDITOR)) return { kind: 'authorised', actor, role: 'auditor' };
  return { kind: 'forbidden', actor, reason: 'role_missing' };
}

/** The same caller with respect to one request: an auditor may only GET. */
export function authorise(caller: Caller, method: string): Caller {
  if (caller.kind !== 'authorised' || caller.role === 'admin' || method === 'GET') return caller;
  return { kind: 'forbidden', actor: caller.actor, reason: 'role_insufficient' };
}
