import type { Method } from './methods.ts';
import { ROLES, type Role } from './roles.ts';

/** Who may call an HTTP function, and from where. */
export interface AccessRule {
  /** The roles that open a method, any of them. Unless said, GET is open to all and the rest to administrators. */
  readonly mayCall?: Readonly<Partial<Record<Method, readonly Role[]>>>;
  /**
   * Whether only a person may call, never a function key or an application; and outside Azure nobody, unless HubSpot is on
   * this machine, since anyone can invent a person there.
   */
  readonly personRequired?: boolean;
  /** Whether a browser may GET it only from a page of ours or by its address bar. Other methods are never open to other sites. */
  readonly sameSiteOnly?: boolean;
}

/** The roles that open a method of a function. */
export function rolesFor({ mayCall = {} }: AccessRule, method: string): readonly Role[] {
  const declared = Object.entries(mayCall).find(([name]) => name === method)?.[1];
  return declared ?? (method === 'GET' ? ROLES : ['admin']);
}
