export const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
export const OTHER_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';
export const OBJECT_ID = '0f3c1c3e-5a0e-4d0b-9d0e-2f6a7c1b8d4e';
const MICROSOFT = 'http://schemas.microsoft.com';
export const LONG_TENANT = `${MICROSOFT}/identity/claims/tenantid`;
export const LONG_OBJECT_ID = `${MICROSOFT}/identity/claims/objectidentifier`;
export const LONG_ROLE = `${MICROSOFT}/ws/2008/06/identity/claims/role`;

type Claim = readonly [typ: string, val: string];

const OF_TENANT: readonly Claim[] = [['tid', TENANT]];
const OF_OBJECT: readonly Claim[] = [['oid', OBJECT_ID]];

/** What differs from an ordinary principal of the right tenant, without any role. */
export interface PrincipalParts {
  readonly auth_typ?: unknown;
  readonly role_typ?: unknown;
  readonly tenant?: readonly Claim[];
  readonly objectId?: readonly Claim[];
  readonly more?: readonly Claim[];
}

/** The header that App Service Authentication sends for somebody. */
export function principal(parts: PrincipalParts = {}): string {
  const { auth_typ = 'aad', role_typ = 'roles', tenant = OF_TENANT, objectId = OF_OBJECT, more = [] } = parts;
  const claims = [['name', 'Aino Virtanen'] as const, ...tenant, ...objectId, ...more].map(([typ, val]) => ({
    typ,
    val,
  }));
  return base64({ auth_typ, name_typ: 'name', role_typ, claims });
}

/** Somebody of the right tenant with these roles. */
export const withRoles = (...roles: readonly string[]): string =>
  principal({ more: roles.map((role) => ['roles', role]) });

export const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
