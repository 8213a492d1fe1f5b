import type { CallerSettings } from '../../settings/callers.ts';
import { type AccessRule, rolesFor } from '../access-rule.ts';
import type { Method } from '../methods.ts';
import { ADMIN, AUDITOR, OFFICER, ROLE_NAMES } from '../roles.ts';

/** How callers are known in this app. */
export type KnownBy = Omit<CallerSettings, 'tenantId'>;

const KEY_SCHEMES = {
  functionKey: { type: 'apiKey', in: 'header', name: 'x-functions-key', description: 'Key of the function app.' },
  functionKeyInQuery: { type: 'apiKey', in: 'query', name: 'code', description: 'The same in the address.' },
} as const;

const TOKEN_SCHEMES = {
  entra: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `A token of Microsoft Entra ID for this application, with the role ${ADMIN}, ${OFFICER} or ${AUDITOR}.`,
  },
} as const;

const LOCAL_SCHEMES = {
  invented: {
    type: 'http',
    scheme: 'bearer',
    description: 'One of the invented people of `npm start`, as `local:NAME`; /.auth/login/aad names them.',
  },
} as const;

/** How callers are known here: what the platform asks for depends on whether App Service Authentication is on. */
export function securitySchemes({ authentication, localSignIn }: KnownBy) {
  if (authentication) return TOKEN_SCHEMES;
  return { ...KEY_SCHEMES, ...(localSignIn === undefined ? {} : LOCAL_SCHEMES) };
}

/** What one operation asks for: any of these. Roles are named as OpenAPI 3.1 has it. */
export function securityOf(
  method: Method,
  rule: AccessRule,
  { authentication, localSignIn }: KnownBy,
  openWithoutRole: boolean,
): readonly Readonly<Record<string, readonly string[]>>[] {
  const roles = openWithoutRole ? [[]] : rolesFor(rule, method).map((role) => [ROLE_NAMES[role]]);
  if (authentication) return roles.map((needed) => ({ entra: needed }));
  const persons = localSignIn === undefined ? [] : roles.map((needed) => ({ invented: needed }));
  // Where a key opens nothing and nobody can sign in, the platform asks for one all the same.
  const keys = isOpenToKeys(method, rule) || persons.length === 0 ? Object.keys(KEY_SCHEMES) : [];
  return [...keys.map((name) => ({ [name]: [] })), ...persons];
}

/** Whether whoever has a function key may call. */
export function isOpenToKeys(method: Method, rule: AccessRule): boolean {
  return !rule.personRequired && rolesFor(rule, method).includes('admin');
}
