import { ADMIN, AUDITOR, OFFICER } from '../../../../src/http/roles.ts';
import { at } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { SURROUNDINGS } from '../../values/runtime.ts';
import { isList } from '../../values/value.ts';
import { fault, type Invariant, listOf, missing } from './invariant.ts';

const OPEN_PATHS = ['/api/health', '/api/console', '/api/console/*'];

/** Nobody comes in unknown, but to what holds no data. */
export const signInIsAsked: Invariant = (whole) => {
  const [signIn] = whole.of('Microsoft.Web/sites/config').filter(({ name }) => name === 'authsettingsV2');
  if (signIn === undefined) return [missing(whole, 'sign-in (authsettingsV2)')];
  const property = (...path: string[]) => at(signIn.body, 'properties', ...path);
  const aad = (...path: string[]) => property('identityProviders', 'azureActiveDirectory', ...path);
  const findings: Finding[] = [];
  const wrong = (holds: boolean, message: string) => {
    if (!holds) findings.push(fault(signIn, message));
  };
  wrong(property('platform', 'enabled') === true, 'platform.enabled must be true');
  wrong(
    property('globalValidation', 'requireAuthentication') === true,
    'globalValidation.requireAuthentication must be true',
  );
  wrong(
    property('globalValidation', 'unauthenticatedClientAction') === 'Return401',
    'globalValidation.unauthenticatedClientAction must be Return401',
  );
  const open = listOf(property('globalValidation', 'excludedPaths'));
  wrong(
    open.length === OPEN_PATHS.length && OPEN_PATHS.every((path) => open.includes(path)),
    `globalValidation.excludedPaths must be ${OPEN_PATHS.join(', ')}: all else holds data`,
  );
  wrong(property('httpSettings', 'requireHttps') === true, 'httpSettings.requireHttps must be true');
  wrong(
    property('httpSettings', 'routes', 'apiPrefix') === '/.auth',
    'httpSettings.routes.apiPrefix must be /.auth, which the console calls',
  );
  wrong(
    property('httpSettings', 'forwardProxy', 'convention') === 'NoProxy',
    'httpSettings.forwardProxy.convention must be NoProxy',
  );
  wrong(property('platform', 'runtimeVersion') === '~1', 'platform.runtimeVersion must be ~1');
  wrong(aad('enabled') === true, 'azureActiveDirectory.enabled must be true');
  wrong(
    /^https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}\/v2\.0$/.test(String(aad('registration', 'openIdIssuer'))),
    'registration.openIdIssuer must be that of the tenant, /v2.0',
  );
  const clientId = aad('registration', 'clientId');
  const [audiences, applications] = [
    aad('validation', 'allowedAudiences'),
    aad('validation', 'defaultAuthorizationPolicy', 'allowedApplications'),
  ];
  wrong(isList(audiences) && audiences.includes(clientId), 'validation.allowedAudiences must hold the client id');
  wrong(
    isList(applications) && applications.includes(clientId),
    'validation.defaultAuthorizationPolicy.allowedApplications must hold the client id',
  );
  const browser = whole.param('signInBy') !== 'none';
  // Nobody asks `/.auth/me`, and instances of Flex Consumption have no disk in common to keep tokens on.
  wrong(
    property('login', 'tokenStore', 'enabled') === false,
    'login.tokenStore must be off: it keeps what nothing needs',
  );
  const setting = aad('registration', 'clientSecretSettingName');
  const settings = whole.of('Microsoft.Web/sites/config').find(({ name }) => name === 'appsettings');
  for (const name of ['REGISTER_TENANT_ID', 'WEBSITE_AUTH_AAD_ALLOWED_TENANTS'])
    wrong(
      at(settings?.body, 'properties', name) === SURROUNDINGS.tenant?.tenantId,
      `${name} must be tenant().tenantId`,
    );
  const isThere = typeof setting === 'string' && at(settings?.body, 'properties', setting) !== undefined;
  wrong(
    isThere === browser,
    'registration.clientSecretSettingName must name a setting of the app, where the browser signs in',
  );
  return findings;
};

/** The app registration gives tokens of version 2, with the claim that tells applications, to those who were assigned. */
export const registrationIsSound: Invariant = (whole) => [
  ...whole.of('Microsoft.Graph/applications').flatMap((application) => {
    const property = (...path: string[]) => at(application.body, ...path);
    const findings: Finding[] = [];
    const wrong = (holds: boolean, message: string) => {
      if (!holds) findings.push(fault(application, message));
    };
    wrong(property('signInAudience') === 'AzureADMyOrg', 'signInAudience must be AzureADMyOrg');
    wrong(property('api', 'requestedAccessTokenVersion') === 2, 'api.requestedAccessTokenVersion must be 2');
    const redirects = listOf(property('web', 'redirectUris'));
    const [site] = whole.of('Microsoft.Web/sites');
    const wanted = `https://${String(site?.name)}.azurewebsites.net/.auth/login/aad/callback`;
    wrong(redirects.length === 1 && redirects.includes(wanted), `web.redirectUris must be ${wanted} alone`);
    const claims = (token: string) => listOf(property('optionalClaims', token)).map((claim) => at(claim, 'name'));
    wrong(
      claims('accessToken').includes('idtyp'),
      'optionalClaims.accessToken must hold idtyp: by it tokens of applications are known',
    );
    for (const token of ['accessToken', 'idToken'])
      wrong(
        claims(token).includes('auth_time'),
        `optionalClaims.${token} must hold auth_time: by it a fresh sign-in is known`,
      );
    const scopes = listOf(property('api', 'oauth2PermissionScopes')).map((scope) => at(scope, 'id'));
    const used = listOf(property('api', 'preAuthorizedApplications')).flatMap((each) =>
      listOf(at(each, 'delegatedPermissionIds')),
    );
    wrong(used.length > 0, 'preAuthorizedApplications must name the scope');
    wrong(
      used.every((id) => scopes.includes(id)),
      'preAuthorizedApplications names a scope that is not there',
    );
    return findings;
  }),
  ...whole
    .of('Microsoft.Graph/servicePrincipals')
    .flatMap((principal) =>
      at(principal.body, 'appRoleAssignmentRequired') === true
        ? []
        : [fault(principal, 'appRoleAssignmentRequired must be true')],
    ),
];

const VALUES = [ADMIN, OFFICER, AUDITOR];

/** The app registration has the roles that the program knows, and no application can be an officer. */
export const rolesAreThere: Invariant = (whole) =>
  whole.of('Microsoft.Graph/applications').flatMap((application) =>
    faultsOfRoles(
      listOf(at(application.body, 'appRoles')),
      listOf(whole.param('accounts')).map((account) => String(at(account, 'name'))),
    ).map((message) => fault(application, message)),
  );

/** What is wrong with application roles. */
export function faultsOfRoles(roles: readonly unknown[], accounts: readonly string[]): string[] {
  const found = roles.flatMap((role) => (isRole(role) ? [role] : []));
  const wanted = ['', ...accounts.map((name) => `.${name}`)].flatMap((suffix) =>
    VALUES.map((value) => `${value}${suffix}`),
  );
  const faults = wanted.flatMap((value) =>
    found.some((role) => role.value === value) ? [] : [`lacks the role ${value}`],
  );
  for (const { value, allowedMemberTypes, isEnabled } of found) {
    if (!wanted.includes(value)) faults.push(`has the role ${value}, which the program does not know`);
    if (value.startsWith(OFFICER) && allowedMemberTypes.join() !== 'User')
      faults.push(`${value} must be for users alone`);
    if (!isEnabled) faults.push(`${value} is not enabled`);
  }
  const ids = found.map(({ id }) => id);
  return new Set(ids).size === ids.length ? faults : [...faults, 'has two roles of one id'];
}

interface Role {
  readonly id: string;
  readonly value: string;
  readonly allowedMemberTypes: readonly string[];
  readonly isEnabled: boolean;
}

function isRole(role: unknown): role is Role {
  return (
    typeof role === 'object' &&
    role !== null &&
    'value' in role &&
    typeof role.value === 'string' &&
    'allowedMemberTypes' in role &&
    Array.isArray(role.allowedMemberTypes)
  );
}
