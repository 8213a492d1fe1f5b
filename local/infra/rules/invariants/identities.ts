import { at, type Deployed } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { atRuntime } from '../../values/runtime.ts';
import type { Value } from '../../values/value.ts';
import { fault, type Invariant, missing, type Whole } from './invariant.ts';

/** The three ids of an identity: where one of them belongs another is as good a text. */
interface Identity {
  readonly id: Value;
  readonly clientId: Value;
  readonly principalId: Value;
}

const CONTAINER = 'Microsoft.Storage/storageAccounts/blobServices/containers';

function identitiesOf(whole: Whole): Identity[] {
  return whole.of('Microsoft.ManagedIdentity/userAssignedIdentities').map(({ resource, name }) => {
    const [id, clientId, principalId] = ['id', 'clientId', 'principalId'].map((each) =>
      atRuntime(each, resource, name),
    );
    return { id, clientId, principalId };
  });
}

const settingsOf = (whole: Whole) => whole.of('Microsoft.Web/sites/config').find(({ name }) => name === 'appsettings');
const principalOf = ({ body }: Deployed) => at(body, 'properties', 'principalId');

/** The app has two identities, and each id of them stands where it belongs. */
export const identitiesAreWhereTheyBelong: Invariant = (whole) => {
  const [site] = whole.of('Microsoft.Web/sites');
  const settings = settingsOf(whole);
  if (site === undefined || settings === undefined) return [];
  const identities = identitiesOf(whole);
  const own = identities.find(({ id }) => id === at(site.body, 'properties', 'keyVaultReferenceIdentity'));
  const ofSeals = identities.find((each) => each !== own);
  if (own === undefined || ofSeals === undefined)
    return [missing(whole, 'an identity of the app, or one of the seals')];
  return [
    ...ofSettings(settings, own, ofSeals),
    ...ofSite(site, own),
    ...ofAssignments(whole, own, ofSeals),
    ...ofCredentials(whole, own),
  ];
};

function ofSettings(settings: Deployed, own: Identity, ofSeals: Identity): Finding[] {
  const setting = (name: string) => at(settings.body, 'properties', name);
  const wrong = (name: string, wanted: Value, what: string) =>
    setting(name) === undefined || setting(name) === wanted
      ? []
      : [fault(settings, `${name} must be the client id of ${what}`)];
  return [
    ...wrong('AzureWebJobsStorage__clientId', own.clientId, "the app's identity"),
    ...wrong('RegisterStorage__clientId', own.clientId, "the app's identity"),
    ...wrong('OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID', own.clientId, "the app's identity"),
    ...wrong('RegisterSeals__clientId', ofSeals.clientId, 'the identity of the seals'),
    ...(String(setting('APPLICATIONINSIGHTS_AUTHENTICATION_STRING')) === `ClientId=${own.clientId};Authorization=AAD`
      ? []
      : [fault(settings, "APPLICATIONINSIGHTS_AUTHENTICATION_STRING must name the client id of the app's identity")]),
  ];
}

function ofSite(site: Deployed, own: Identity): Finding[] {
  const authentication = at(site.body, 'properties', 'functionAppConfig', 'deployment', 'storage', 'authentication');
  return at(authentication, 'userAssignedIdentityResourceId') === own.id
    ? []
    : [fault(site, "the package must be reached by the app's own identity: the other one has no role there")];
}

function ofAssignments(whole: Whole, own: Identity, ofSeals: Identity): Finding[] {
  const seals = whole.of(CONTAINER).find(({ name }) => String(name).startsWith('register-seals'));
  const people = ['operatorPrincipalId', 'backupPrincipalId'].map((name) => whole.param(name));
  return whole.of('Microsoft.Authorization/roleAssignments').flatMap((assignment) => {
    const principal = principalOf(assignment);
    if (people.includes(principal)) return [];
    if (at(assignment.body, 'properties', 'principalType') !== 'ServicePrincipal')
      return [fault(assignment, 'principalType of an identity must be ServicePrincipal')];
    const wanted = assignment.instance === seals?.instance ? ofSeals : own;
    if (principal === wanted.principalId) return [];
    const what = wanted === own ? "the app's identity" : 'the identity of the seals';
    return [fault(assignment, `principalId must be the principal id of ${what}`)];
  });
}

function ofCredentials(whole: Whole, own: Identity): Finding[] {
  return whole.of('Microsoft.Graph/applications/federatedIdentityCredentials').flatMap((credential) => {
    const findings: Finding[] = [];
    if (at(credential.body, 'subject') !== own.principalId)
      findings.push(fault(credential, "subject must be the principal id of the app's identity"));
    if (!/^https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}\/v2\.0$/.test(String(at(credential.body, 'issuer'))))
      findings.push(fault(credential, 'issuer must be that of the tenant, /v2.0'));
    if (JSON.stringify(at(credential.body, 'audiences')) !== '["api://AzureADTokenExchange"]')
      findings.push(fault(credential, 'audiences must be api://AzureADTokenExchange'));
    return findings;
  });
}

/** Each service is reached at its own address, the seals at those of their own account. */
export const addressesAreRight: Invariant = (whole) => {
  const settings = settingsOf(whole);
  if (settings === undefined) return [];
  const accounts = whole.of('Microsoft.Storage/storageAccounts');
  const containerOf = (start: string) =>
    whole
      .of('Microsoft.Storage/storageAccounts/blobServices/containers')
      .find(({ name }) => String(name).startsWith(start));
  const accountOf = (start: string) => accounts.find(({ instance }) => instance === containerOf(start)?.instance)?.name;
  const wanted = (prefix: string, service: string) =>
    `https://${accountOf(prefix === 'RegisterSeals' ? 'register-seals' : 'register-copies')}.${service}.core.windows.net/`;
  return ['AzureWebJobsStorage', 'RegisterStorage', 'RegisterSeals'].flatMap((prefix) =>
    ['blob', 'queue', 'table'].flatMap((service) => {
      const name = `${prefix}__${service}ServiceUri`;
      const value = at(settings.body, 'properties', name);
      if (value === undefined || value === wanted(prefix, service)) return [];
      return [fault(settings, `${name} is ${String(value)}, and must be ${wanted(prefix, service)}`)];
    }),
  );
};
