import type { Deployed } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { isList, isObject, type Value } from '../../values/value.ts';
import { fault, type Invariant } from './invariant.ts';

const STORAGE = 'Microsoft.Storage/storageAccounts';
const INSIGHTS = 'Microsoft.Insights';

/** Paths below another. */
const below = (path: string, ...names: readonly string[]) => names.map((name) => `${path}.${name}`);

/**
 * What is set on resources: of each type that is made, the paths below `properties` (`[]` is any item, `*` any name); of what is in Microsoft
 * Graph, all. Whatever else somebody sets or makes may open, dull or cost something, and has to be looked at before it is added here.
 */
const SETTABLE: Readonly<Record<string, readonly string[]>> = {
  [STORAGE]: [
    'allowSharedKeyAccess',
    'allowBlobPublicAccess',
    'allowCrossTenantReplication',
    'defaultToOAuthAuthentication',
    'minimumTlsVersion',
    'supportsHttpsTrafficOnly',
    'publicNetworkAccess',
    'networkAcls.defaultAction',
    'networkAcls.bypass',
    'networkAcls.virtualNetworkRules[].id',
    'networkAcls.virtualNetworkRules[].action',
  ],
  [`${STORAGE}/blobServices`]: [
    'deleteRetentionPolicy.enabled',
    'deleteRetentionPolicy.days',
    'containerDeleteRetentionPolicy.enabled',
    'containerDeleteRetentionPolicy.days',
  ],
  [`${STORAGE}/queueServices`]: [],
  [`${STORAGE}/tableServices`]: [],
  [`${STORAGE}/blobServices/containers`]: ['publicAccess'],
  [`${STORAGE}/blobServices/containers/immutabilityPolicies`]: [
    'immutabilityPeriodSinceCreationInDays',
    'allowProtectedAppendWrites',
  ],
  [`${STORAGE}/managementPolicies`]: [
    ...below('policy.rules[]', 'name', 'type', 'enabled'),
    ...below('policy.rules[].definition', 'filters.blobTypes[]', 'filters.prefixMatch[]'),
    'policy.rules[].definition.actions.baseBlob.delete.daysAfterCreationGreaterThan',
  ],
  'Microsoft.KeyVault/vaults': [
    'createMode',
    'tenantId',
    'sku.family',
    'sku.name',
    'enableRbacAuthorization',
    'enableSoftDelete',
    'softDeleteRetentionInDays',
    'enablePurgeProtection',
    'publicNetworkAccess',
    'accessPolicies[]',
    'networkAcls.defaultAction',
    'networkAcls.bypass',
  ],
  'Microsoft.Web/serverfarms': ['reserved'],
  'Microsoft.Web/sites': [
    'serverFarmId',
    'httpsOnly',
    'keyVaultReferenceIdentity',
    'virtualNetworkSubnetId',
    'outboundVnetRouting.applicationTraffic',
    'siteConfig.minTlsVersion',
    'siteConfig.ftpsState',
    'siteConfig.http20Enabled',
    'functionAppConfig.runtime.name',
    'functionAppConfig.runtime.version',
    ...below('functionAppConfig.deployment.storage', 'type', 'value'),
    ...below('functionAppConfig.deployment.storage.authentication', 'type', 'userAssignedIdentityResourceId'),
    ...below('functionAppConfig.scaleAndConcurrency', 'instanceMemoryMB', 'maximumInstanceCount'),
    'functionAppConfig.scaleAndConcurrency.triggers.http.perInstanceConcurrency',
  ],
  [`${INSIGHTS}/components`]: ['Application_Type', 'WorkspaceResourceId', 'DisableLocalAuth'],
  'Microsoft.OperationalInsights/workspaces': ['sku.name', 'retentionInDays', 'workspaceCapping.dailyQuotaGb'],
  [`${INSIGHTS}/diagnosticSettings`]: ['workspaceId', 'logs[].category', 'logs[].enabled'],
  'Microsoft.Authorization/roleDefinitions': [
    'roleName',
    'description',
    'type',
    'assignableScopes[]',
    'permissions[].actions[]',
    'permissions[].dataActions[]',
  ],
  'Microsoft.Authorization/roleAssignments': ['principalId', 'principalType', 'roleDefinitionId'],
  'Microsoft.Authorization/locks': ['level', 'notes'],
  'Microsoft.Resources/resourceGroups': [],
  'Microsoft.ManagedIdentity/userAssignedIdentities': [],
  [`${STORAGE}/queueServices/queues`]: [],
  [`${INSIGHTS}/actionGroups`]: [
    'groupShortName',
    'enabled',
    ...below('emailReceivers[]', 'name', 'emailAddress', 'useCommonAlertSchema'),
  ],
  [`${INSIGHTS}/scheduledQueryRules`]: [
    'displayName',
    'description',
    'severity',
    'enabled',
    'scopes[]',
    'evaluationFrequency',
    'windowSize',
    'skipQueryValidation',
    'autoMitigate',
    'actions.actionGroups[]',
    ...below('criteria.allOf[]', 'query', 'timeAggregation', 'operator', 'threshold'),
    ...below('criteria.allOf[].failingPeriods', 'numberOfEvaluationPeriods', 'minFailingPeriodsToAlert'),
  ],
  [`${INSIGHTS}/metricAlerts`]: [
    'description',
    'severity',
    'enabled',
    'scopes[]',
    'evaluationFrequency',
    'windowSize',
    'autoMitigate',
    ...below('criteria', 'odata.type', 'webTestId', 'componentId', 'failedLocationCount'),
    'actions[].actionGroupId',
  ],
  [`${INSIGHTS}/webtests`]: [
    'SyntheticMonitorId',
    'Name',
    'Enabled',
    'Kind',
    'Frequency',
    'Timeout',
    'RetryEnabled',
    'Locations[].Id',
    ...below('Request', 'RequestUrl', 'HttpVerb', 'FollowRedirects', 'ParseDependentRequests'),
    ...below('ValidationRules', 'ExpectedHttpStatusCode', 'SSLCheck', 'SSLCertRemainingLifetimeCheck'),
  ],
  [`${INSIGHTS}/workbooks`]: ['displayName', 'category', 'sourceId', 'serializedData'],
  'Microsoft.Consumption/budgets': [
    'category',
    'amount',
    'timeGrain',
    'timePeriod.startDate',
    ...below('filter.dimensions', 'name', 'operator', 'values[]'),
    ...below('notifications.*', 'enabled', 'operator', 'threshold', 'thresholdType', 'contactEmails[]'),
  ],
  'Microsoft.Web/sites/config authsettingsV2': [
    'platform.enabled',
    'platform.runtimeVersion',
    'login.tokenStore.enabled',
    ...below('globalValidation', 'requireAuthentication', 'unauthenticatedClientAction', 'excludedPaths[]'),
    ...below('httpSettings', 'requireHttps', 'routes.apiPrefix', 'forwardProxy.convention'),
    ...below('identityProviders.azureActiveDirectory', 'enabled', 'validation.allowedAudiences[]'),
    'identityProviders.azureActiveDirectory.validation.defaultAuthorizationPolicy.allowedApplications[]',
    ...below(
      'identityProviders.azureActiveDirectory.registration',
      ...['clientId', 'openIdIssuer', 'clientSecretSettingName'],
    ),
  ],
  'Microsoft.Graph/applications': [
    'uniqueName',
    'displayName',
    'signInAudience',
    'identifierUris[]',
    'web.redirectUris[]',
    ...below('web.implicitGrantSettings', 'enableIdTokenIssuance', 'enableAccessTokenIssuance'),
    'api.requestedAccessTokenVersion',
    ...below('api.oauth2PermissionScopes[]', 'id', 'value', 'type', 'isEnabled'),
    ...below('api.oauth2PermissionScopes[]', 'adminConsentDisplayName', 'adminConsentDescription'),
    ...below('api.preAuthorizedApplications[]', 'appId', 'delegatedPermissionIds[]'),
    ...below(
      'optionalClaims',
      'accessToken[].name',
      'accessToken[].essential',
      'idToken[].name',
      'idToken[].essential',
    ),
    ...below('appRoles[]', 'id', 'value', 'displayName', 'description', 'allowedMemberTypes[]', 'isEnabled'),
  ],
  'Microsoft.Graph/servicePrincipals': ['appId', 'appRoleAssignmentRequired'],
  'Microsoft.Graph/applications/federatedIdentityCredentials': ['name', 'audiences[]', 'issuer', 'subject'],
};

/** Settings of the app are held against the program's own rules. */
const SETTINGS = 'Microsoft.Web/sites/config appsettings';

/** What stands beside `properties`. */
const BESIDE: ReadonlySet<string> = new Set([
  'name',
  'location',
  'tags',
  'kind',
  'sku',
  'identity',
  'properties',
  'parent',
  'scope',
  'dependsOn',
]);

/** Nothing is made or set that nobody has looked at. */
export const onlyWhatIsKnownIsSet: Invariant = (whole) =>
  whole.all.flatMap((each) => {
    const kind = each.type === 'Microsoft.Web/sites/config' ? `${each.type} ${String(each.name)}` : each.type;
    if (kind === SETTINGS) return [];
    const known = SETTABLE[kind];
    if (known === undefined)
      return [fault(each, `${kind} is nothing that these templates make: look at what it opens, and at SETTABLE`)];
    return pathsOf(each).flatMap((path): Finding[] =>
      known.includes(path) || known.includes(path.replace(/^(\w+)\.\w+\./, '$1.*.'))
        ? []
        : [
            fault(
              each,
              `${path} is set, which these templates leave as Azure has it: look at what it opens, and at SETTABLE`,
            ),
          ],
    );
  });

/** Paths that a body sets, each once. */
function pathsOf({ type, body }: Deployed): string[] {
  if (!isObject(body)) return [];
  if (type.startsWith('Microsoft.Graph/')) return [...new Set(pathsIn(withoutPlace(body), ''))];
  const beside = Object.keys(body).filter((name) => !BESIDE.has(name));
  return [...beside, ...new Set(pathsIn(body.properties ?? {}, ''))];
}

function withoutPlace(body: Value): Value {
  if (!isObject(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !['parent', 'scope', 'dependsOn'].includes(name)));
}

function* pathsIn(value: Value, path: string): Generator<string> {
  if (isList(value)) for (const item of value) yield* pathsIn(item, `${path}[]`);
  else if (isObject(value))
    for (const [name, item] of Object.entries(value)) yield* pathsIn(item, path === '' ? name : `${path}.${name}`);
  // What is null is not set.
  else if (value !== null) yield path;
}
