import { z } from 'zod';
import { GUID } from '../guid.ts';

/** The header in which App Service Authentication says who calls. Without it anyone can send one. */
export const PRINCIPAL_HEADER = 'x-ms-client-principal';

/** Who calls, as Entra vouches for it. */
export interface Principal {
  /** Object id of the person or app, in lower case. */
  readonly objectId: string;
  /** `undefined` when the token names no tenant, or more than one. */
  readonly tenantId: string | undefined;
  /** Whether the token is one of an application and not of a person: `idtyp` is `app`. */
  readonly isApplication: boolean;
  readonly roles: ReadonlySet<string>;
  /** Milliseconds since 1970 at which they proved who they are; `undefined` when the platform does not tell. */
  readonly signedInAt: number | undefined;
}

/** Why a header names nobody; stands in logs and in the audit trail. */
export type PrincipalFault =
  | 'principal_missing'
  | 'principal_undecodable'
  | 'other_identity_provider'
  | 'object_id_missing';

/** As much as the Functions host takes of all headers together. */
const MOST_CHARACTERS = 32_768;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

// The platform maps some claims to long names; which of them depends on its version.
const ROLE_CLAIMS = ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'];
const TENANT_CLAIMS = ['tid', 'http://schemas.microsoft.com/identity/claims/tenantid'];
/** An optional claim of access tokens, which the app registration has to ask for. */
const TOKEN_KIND_CLAIM = 'idtyp';
const NAME_CLAIMS = ['name'];
const OBJECT_ID_CLAIMS = ['oid', 'http://schemas.microsoft.com/identity/claims/objectidentifier'];

/** When somebody proved who they are (OpenID Connect Core §2), else when their token was made (RFC 7519): seconds since 1970. */
const SIGN_IN_TIME_CLAIMS = ['auth_time', 'iat'];
const SECONDS = /^\d{1,11}$/;

const principalSchema = z.object({
  auth_typ: z.string(),
  role_typ: z.string().nullish(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

type Claims = z.infer<typeof principalSchema>['claims'];

/**
 * Reads the principal that App Service Authentication sends (base64 of JSON). Our own parsing: `HttpRequest.user` throws
 * for some headers, and believes any identity provider. Gives why not when it names nobody whom Entra vouches for.
 */
export function readPrincipal(header: string | null): Principal | PrincipalFault {
  if (header === null || header === '') return 'principal_missing';
  const decoded = principalSchema.safeParse(decode(header));
  if (!decoded.success) return 'principal_undecodable';
  const { auth_typ, role_typ, claims } = decoded.data;
  if (auth_typ !== 'aad') return 'other_identity_provider';
  const objectId = only(valuesOf(claims, OBJECT_ID_CLAIMS));
  if (objectId === undefined || !GUID.test(objectId)) return 'object_id_missing';
  const roles = valuesOf(claims, role_typ ? [role_typ, ...ROLE_CLAIMS] : ROLE_CLAIMS);
  const isApplication = valuesOf(claims, [TOKEN_KIND_CLAIM]).some((kind) => kind.toLowerCase() === 'app');
  const tenantId = only(valuesOf(claims, TENANT_CLAIMS));
  return { objectId, tenantId, isApplication, roles: new Set(roles), signedInAt: signInTime(claims) };
}

/** What Entra calls who calls, to be shown to themselves: it is written nowhere. `undefined` when it does not tell. */
export function nameOfPrincipal(headers: Pick<Headers, 'get'>): string | undefined {
  const parsed = principalSchema.safeParse(decode(headers.get(PRINCIPAL_HEADER) ?? ''));
  const [name] = parsed.success ? valuesOf(parsed.data.claims, NAME_CLAIMS) : [];
  return name === '' ? undefined : name;
}

function decode(header: string): unknown {
  if (header.length > MOST_CHARACTERS || !BASE64.test(header)) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'base64')));
  } catch {
    return undefined;
  }
}

/** By the first of the claims that is there; of several values the earliest. One that cannot be read is as old as can be. */
function signInTime(claims: Claims): number | undefined {
  const told = SIGN_IN_TIME_CLAIMS.map((name) => valuesOf(claims, [name])).find((values) => values.length > 0);
  return told && Math.min(...told.map((value) => (SECONDS.test(value) ? Number(value) * 1_000 : 0)));
}

function valuesOf(claims: Claims, names: readonly string[]): string[] {
  return claims.filter(({ typ }) => names.includes(typ)).map(({ val }) => val);
}

/** The value that all of them agree on, in lower case. Contradictions identify nobody. */
function only(values: readonly string[]): string | undefined {
  const distinct = new Set(values.map((value) => value.toLowerCase()));
  return distinct.size === 1 ? [...distinct][0] : undefined;
}
