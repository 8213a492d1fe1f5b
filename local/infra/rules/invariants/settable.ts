import type { Finding } from '../../finding.ts';
import { isList, isObject, type Value } from '../../values/value.ts';
import { fault, type Invariant } from './invariant.ts';

const STORAGE = 'Microsoft.Storage/storageAccounts';

/**
 * What is set on resources that hold data, let somebody in, or tell what happened: of a type, the paths below `properties` (`[]` is any
 * item). Whatever else somebody sets may open, dull or cost something, and has to be looked at before it is added here.
 */
const SETTABLE: Readonly<Record<string, readonly string[]>> = {
  [STORAGE]: [
    ...['allowSharedKeyAccess', 'allowBlobPublicAccess', 'allowCrossTenantReplication', 'defaultToOAuthAuthentication'],
    ...['minimumTlsVersion', 'supportsHttpsTrafficOnly', 'publicNetworkAccess'],
    ...['networkAcls.defaultAction', 'networkAcls.bypass'],
    ...['networkAcls.virtualNetworkRules[].id', 'networkAcls.virtualNetworkRules[].action'],
  ],
  [`${STORAGE}/blobServices`]: [
    ...['deleteRetentionPolicy.enabled', 'deleteRetentionPolicy.days'],
    ...['containerDeleteRetentionPolicy.enabled', 'containerDeleteRetentionPolicy.days'],
  ],
  [`${STORAGE}/queueServices`]: [],
  [`${STORAGE}/tableServices`]: [],
  [`${STORAGE}/blobServices/containers`]: ['publicAccess'],
  [`${STORAGE}/blobServices/containers/immutabilityPolicies`]: [
    ...['immutabilityPeriodSinceCreationInDays', 'allowProtectedAppendWrites'],
  ],
  [`${STORAGE}/managementPolicies`]: [
    ...['name', 'type', 'enabled', 'definition.filters.blobTypes[]', 'definition.filters.prefixMatch[]'].map(
      (path) => `policy.rules[].${path}`,
    ),
    'policy.rules[].definition.actions.baseBlob.delete.daysAfterCreationGreaterThan',
  ],
  'Microsoft.KeyVault/vaults': [
    ...['createMode', 'tenantId', 'sku.family', 'sku.name', 'enableRbacAuthorization', 'enableSoftDelete'],
    ...['softDeleteRetentionInDays', 'enablePurgeProtection', 'publicNetworkAccess', 'accessPolicies[]'],
    ...['networkAcls.defaultAction', 'networkAcls.bypass'],
  ],
  'Microsoft.Web/serverfarms': ['reserved'],
  'Microsoft.Web/sites': [
    ...['serverFarmId', 'httpsOnly', 'keyVaultReferenceIdentity', 'virtualNetworkSubnetId'],
    ...['outboundVnetRouting.applicationTraffic', 'siteConfig.minTlsVersion', 'siteConfig.ftpsState'],
    ...['siteConfig.http20Enabled', 'functionAppConfig.runtime.name', 'functionAppConfig.runtime.version'],
    ...['type', 'value', 'authentication.type', 'authentication.userAssignedIdentityResourceId'].map(
      (path) => `functionAppConfig.deployment.storage.${path}`,
    ),
    ...['instanceMemoryMB', 'maximumInstanceCount', 'triggers.http.perInstanceConcurrency'].map(
      (path) => `functionAppConfig.scaleAndConcurrency.${path}`,
    ),
  ],
  'Microsoft.Insights/components': ['Application_Type', 'WorkspaceResourceId', 'DisableLocalAuth'],
  'Microsoft.OperationalInsights/workspaces': ['sku.name', 'retentionInDays', 'workspaceCapping.dailyQuotaGb'],
  'Microsoft.Insights/diagnosticSettings': ['workspaceId', 'logs[].category', 'logs[].enabled'],
  'Microsoft.Authorization/roleDefinitions': [
    ...['roleName', 'description', 'type', 'assignableScopes[]'],
    ...['permissions[].actions[]', 'permissions[].dataActions[]'],
  ],
  'Microsoft.Authorization/roleAssignments': ['principalId', 'principalType', 'roleDefinitionId'],
  'Microsoft.Authorization/locks': ['level', 'notes'],
};

/** Nothing is set that nobody has looked at. */
export const onlyWhatIsKnownIsSet: Invariant = (whole) =>
  whole.all.flatMap((each) => {
    const known = SETTABLE[each.type];
    const properties = isObject(each.body) ? each.body.properties : undefined;
    if (known === undefined || !isObject(properties)) return [];
    const findings: Finding[] = [...new Set(pathsIn(properties, ''))].flatMap((path) =>
      known.includes(path)
        ? []
        : [
            fault(
              each,
              `${path} is set, which these templates leave as Azure has it: look at what it opens, and at SETTABLE`,
            ),
          ],
    );
    return findings;
  });

function* pathsIn(value: Value, path: string): Generator<string> {
  if (isList(value)) for (const item of value) yield* pathsIn(item, `${path}[]`);
  else if (isObject(value))
    for (const [name, item] of Object.entries(value)) yield* pathsIn(item, path === '' ? name : `${path}.${name}`);
  // What is null is not set.
  else if (value !== null) yield path;
}
