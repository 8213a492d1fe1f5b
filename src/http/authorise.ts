import { type AccessRule, rolesFor } from './access-rule.ts';
import { type Caller, type Forbidden, isRefused, type Refused } from './caller.ts';

/** What one request asks for, as far as it matters to whether its caller may. */
export interface Asked {
  readonly method: string;
  /** Whether a browser sent it for a page that is not ours. */
  readonly crossSite: boolean;
}

/**
 * The same caller with respect to one request, or the refusal. `personsTrusted` tells whether somebody can be believed here
 * to be the person they are said to be.
 */
export function authorise(
  caller: Caller | Refused,
  rule: AccessRule,
  { method, crossSite }: Asked,
  personsTrusted: boolean,
): Caller | Refused {
  if (isRefused(caller)) return caller;
  const needed = rolesFor(rule, method);
  const reason = reasonAgainst(caller);
  return reason === undefined ? caller : { kind: 'forbidden', actor: caller.actor, reason, needed };

  function reasonAgainst({ kind, roles }: Caller): Forbidden | undefined {
    if (rule.personRequired && !personsTrusted) return 'only_in_azure';
    if (crossSite) return 'cross_site';
    if (rule.personRequired && kind !== 'person') return 'person_required';
    if (roles.size === 0) return 'role_missing';
    return needed.some((role) => roles.has(role)) ? undefined : 'role_insufficient';
  }
}
