import type { InventedPerson } from './people.ts';

/** A claim as App Service Authentication writes it. */
interface Claim {
  readonly typ: string;
  readonly val: string;
}

const MICROSOFT = 'http://schemas.microsoft.com';
const SOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

/** Somebody, and the milliseconds since 1970 at which they said who they are. */
export interface SignedIn {
  readonly person: InventedPerson;
  readonly signedInAt: number;
}

/** What Entra says of somebody, under the names that App Service Authentication gives to claims. */
export function claimsOf({ person, signedInAt }: SignedIn, tenantId: string): readonly Claim[] {
  return [
    { typ: `${MICROSOFT}/identity/claims/objectidentifier`, val: person.objectId },
    { typ: `${MICROSOFT}/identity/claims/tenantid`, val: tenantId },
    { typ: 'auth_time', val: String(Math.floor(signedInAt / 1_000)) },
    { typ: 'idtyp', val: 'user' },
    { typ: 'name', val: person.name },
    { typ: 'preferred_username', val: userName(person) },
    { typ: `${SOAP}/nameidentifier`, val: `local-${person.id}` },
    ...person.roles.map((val) => ({ typ: 'roles', val })),
  ];
}

/** The headers in which App Service Authentication says who calls. */
export function principalHeaders(signedIn: SignedIn, tenantId: string): Readonly<Record<string, string>> {
  const { person } = signedIn;
  const principal = {
    auth_typ: 'aad',
    claims: claimsOf(signedIn, tenantId),
    name_typ: 'preferred_username',
    role_typ: `${MICROSOFT}/ws/2008/06/identity/claims/role`,
  };
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
    'x-ms-client-principal-id': person.objectId,
    'x-ms-client-principal-idp': 'aad',
    'x-ms-client-principal-name': userName(person),
  };
}

/** With what somebody signs in; at a domain that cannot exist. */
export function userName({ id }: InventedPerson): string {
  return `${id}@rekisteri.invalid`;
}
