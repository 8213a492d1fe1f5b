import { z } from 'zod';
import { parseJson } from '../../../src/parse-json.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';
import { KNOWN_APPLICATIONS } from './built-in.ts';
import { faultsOfRoles } from './invariants/sign-in.ts';

const FILE = 'infra/registration.json';
const place = { file: FILE, line: 1 };
const role = z.strictObject({
  id: z.guid(),
  value: z.string(),
  displayName: z.string(),
  description: z.string(),
  allowedMemberTypes: z.array(z.enum(['User', 'Application'])),
  isEnabled: z.literal(true),
});

const claim = (name: string) => z.strictObject({ name: z.literal(name), essential: z.boolean() });

/** The body of a request to Microsoft Graph that makes the app registration by hand. */
const schema = z.strictObject({
  displayName: z.string(),
  signInAudience: z.literal('AzureADMyOrg'),
  web: z.strictObject({
    implicitGrantSettings: z.strictObject({
      enableIdTokenIssuance: z.literal(true),
      enableAccessTokenIssuance: z.literal(false),
    }),
  }),
  api: z.strictObject({
    requestedAccessTokenVersion: z.literal(2),
    oauth2PermissionScopes: z.array(
      z.strictObject({
        id: z.guid(),
        value: z.literal('user_impersonation'),
        type: z.enum(['User', 'Admin']),
        isEnabled: z.literal(true),
        adminConsentDisplayName: z.string(),
        adminConsentDescription: z.string(),
      }),
    ),
    preAuthorizedApplications: z.array(
      z.strictObject({
        appId: z.enum([...KNOWN_APPLICATIONS.keys()]),
        delegatedPermissionIds: z.array(z.guid()).min(1),
      }),
    ),
  }),
  optionalClaims: z.strictObject({
    accessToken: z.tuple([claim('idtyp'), claim('auth_time')]),
    idToken: z.tuple([claim('auth_time')]),
  }),
  appRoles: z.array(role),
});

/** `registration.json`: what `registration.bicep` makes, for those who make it by hand. */
export function checkRegistration(files: Files): Finding[] {
  const text = files(FILE);
  if (text === undefined) return [finding(place, 'is not there')];
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => finding(place, `${path.map(String).join('.')}: ${message}`));
  const { api, appRoles } = parsed.data;
  const scopes = api.oauth2PermissionScopes.map(({ id }) => id);
  const unknown = api.preAuthorizedApplications.flatMap(({ delegatedPermissionIds: ids }) =>
    ids.filter((id) => !scopes.includes(id)),
  );
  return [
    ...unknown.map((id) => finding(place, `there is no scope ${id}`)),
    ...faultsOfRoles(appRoles, []).map((message) => finding(place, message)),
  ];
}
