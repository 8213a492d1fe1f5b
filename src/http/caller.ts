import type { CallerSettings } from '../settings/callers.ts';
import { isSignedInHere } from './local-sign-in.ts';
import { PRINCIPAL_HEADER, type PrincipalFault, readPrincipal } from './principal.ts';
import { type Role, rolesIn } from './roles.ts';

/** Who calls: a person or an application that Entra vouches for, or whoever holds the function key. */
export interface Caller {
  readonly kind: 'person' | 'application' | 'key';
  /** Stands in the audit trail: an object id of Entra, or `key`. */
  readonly actor: string;
  readonly roles: ReadonlySet<Role>;
  /** Milliseconds since 1970 at which they proved who they are, where the platform tells. */
  readonly signedInAt?: number | undefined;
}

/** Why a caller who is known may not call; stands in logs and in the audit trail. */
export type Forbidden =
  | 'other_tenant'
  | 'role_missing'
  | 'role_insufficient'
  | 'person_required'
  | 'only_in_azure'
  | 'cross_site';

/** Somebody who may not call. `needed` are the roles of which one would do. */
export type Refused =
  | { readonly kind: 'unauthenticated'; readonly reason: PrincipalFault }
  | {
      readonly kind: 'forbidden';
      readonly actor: string;
      readonly reason: Forbidden;
      readonly needed: readonly Role[];
    };

/** Whoever holds the function key; a key names nobody. */
const KEY_HOLDER: Caller = { kind: 'key', actor: 'key', roles: new Set(['admin']) };

/**
 * Who calls with these headers, whatever the function. A role that is limited to one of `accounts` counts. Without App
 * Service Authentication, and without the local sign-in, the principal is ignored, for anyone could forge it: the platform
 * has asked for a function key then.
 */
export function identify(
  { authentication, tenantId, localSignIn }: CallerSettings,
  headers: Pick<Headers, 'get'>,
  accounts: readonly string[] = [],
): Caller | Refused {
  if (!authentication && !isSignedInHere(localSignIn, headers)) return KEY_HOLDER;
  const principal = readPrincipal(headers.get(PRINCIPAL_HEADER));
  if (typeof principal === 'string') return { kind: 'unauthenticated', reason: principal };
  const { objectId: actor, isApplication, roles, signedInAt } = principal;
  if (tenantId !== undefined && principal.tenantId !== tenantId)
    return { kind: 'forbidden', actor, reason: 'other_tenant', needed: [] };
  return { kind: isApplication ? 'application' : 'person', actor, roles: rolesIn(roles, accounts), signedInAt };
}

/** Whether it is somebody who may not call. */
export function isRefused(caller: Caller | Refused): caller is Refused {
  return caller.kind === 'unauthenticated' || caller.kind === 'forbidden';
}
