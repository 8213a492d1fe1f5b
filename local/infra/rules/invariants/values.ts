import { at, valuesAt } from '../../deployed.ts';
import { fault, type Invariant } from './invariant.ts';

const STORAGE = 'Microsoft.Storage/storageAccounts';

/** Values that Azure would take otherwise too: of a type, at a path (`*` is all that lies there), one of these. */
const VALUES: readonly (readonly [string, string, ...(string | number | boolean | undefined)[]])[] = [
  [STORAGE, 'kind', 'StorageV2'],
  [STORAGE, 'sku.name', 'Standard_ZRS', 'Standard_LRS', 'Standard_GZRS', 'Standard_GRS'],
  [STORAGE, 'properties.allowCrossTenantReplication', false],
  [STORAGE, 'properties.defaultToOAuthAuthentication', true],
  [STORAGE, 'properties.publicNetworkAccess', 'Enabled'],
  [STORAGE, 'properties.networkAcls.bypass', 'AzureServices'],
  [`${STORAGE}/blobServices`, 'properties.containerDeleteRetentionPolicy.enabled', true],
  ['Microsoft.KeyVault/vaults', 'properties.networkAcls.defaultAction', 'Allow'],
  ['Microsoft.KeyVault/vaults', 'properties.publicNetworkAccess', 'Enabled'],
  ['Microsoft.KeyVault/vaults', 'properties.softDeleteRetentionInDays', 90],
  ['Microsoft.OperationalInsights/workspaces', 'properties.sku.name', 'PerGB2018'],
  ['Microsoft.Insights/actionGroups', 'properties.enabled', true],
  ['Microsoft.Insights/actionGroups', 'properties.emailReceivers.*.useCommonAlertSchema', true],
  ['Microsoft.Insights/diagnosticSettings', 'properties.logs.*.enabled', true],
  [
    'Microsoft.Insights/diagnosticSettings',
    'properties.logs.*.category',
    'StorageDelete',
    'StorageWrite',
    'StorageRead',
    'AuditEvent',
  ],
  ['Microsoft.Insights/scheduledQueryRules', 'kind', 'LogAlert'],
  ['Microsoft.Insights/scheduledQueryRules', 'properties.skipQueryValidation', true],
  ['Microsoft.Insights/scheduledQueryRules', 'properties.autoMitigate', true],
  ['Microsoft.Insights/scheduledQueryRules', 'properties.criteria.allOf.*.failingPeriods.numberOfEvaluationPeriods', 1],
  ['Microsoft.Insights/scheduledQueryRules', 'properties.criteria.allOf.*.failingPeriods.minFailingPeriodsToAlert', 1],
  ['Microsoft.Insights/metricAlerts', 'properties.evaluationFrequency', 'PT5M'],
  ['Microsoft.Insights/metricAlerts', 'properties.windowSize', 'PT15M'],
  ['Microsoft.Insights/metricAlerts', 'properties.autoMitigate', true],
  ['Microsoft.Insights/webtests', 'properties.RetryEnabled', true],
  ['Microsoft.Insights/webtests', 'properties.Request.FollowRedirects', false],
  ['Microsoft.Insights/webtests', 'properties.ValidationRules.SSLCheck', true],
  ['Microsoft.Insights/workbooks', 'kind', 'shared'],
  ['Microsoft.Insights/workbooks', 'properties.category', 'workbook'],
  ['Microsoft.Consumption/budgets', 'properties.category', 'Cost'],
  ['Microsoft.Consumption/budgets', 'properties.timeGrain', 'Monthly'],
  ['Microsoft.Consumption/budgets', 'properties.notifications.*.operator', 'GreaterThan', 'GreaterThanOrEqualTo'],
  ['Microsoft.Consumption/budgets', 'properties.notifications.*.enabled', true],
  ['Microsoft.Consumption/budgets', 'properties.notifications.*.thresholdType', 'Actual', 'Forecasted'],
  ['Microsoft.Authorization/roleDefinitions', 'properties.type', 'CustomRole'],
  ['Microsoft.Web/serverfarms', 'kind', 'functionapp'],
  ['Microsoft.Web/serverfarms', 'sku.capacity', undefined],
  ['Microsoft.Web/sites', 'identity.type', 'UserAssigned'],
  ['Microsoft.Web/sites', 'properties.functionAppConfig.deployment.storage.type', 'blobContainer'],
  ['Microsoft.Web/sites', 'properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB', 512, 2048, 4096],
  ['Microsoft.Graph/applications', 'web.implicitGrantSettings.enableIdTokenIssuance', true],
  ['Microsoft.Graph/applications', 'web.implicitGrantSettings.enableAccessTokenIssuance', false],
  ['Microsoft.Graph/applications', 'api.oauth2PermissionScopes.*.isEnabled', true],
  ['Microsoft.Graph/applications', 'api.oauth2PermissionScopes.*.value', 'user_impersonation'],
  ['Microsoft.Graph/applications', 'api.oauth2PermissionScopes.*.type', 'User', 'Admin'],
  ['Microsoft.Graph/applications', 'appRoles.*.allowedMemberTypes.*', 'User', 'Application'],
];

/** Values by which something works, or is safe, and which Azure's types leave open. */
export const valuesAreAsTheyMustBe: Invariant = (whole) => [
  ...whole.of('Microsoft.Insights/workbooks').flatMap((workbook) => {
    const source = at(workbook.body, 'properties', 'sourceId');
    return typeof source === 'string' && source !== source.toLowerCase()
      ? [fault(workbook, 'sourceId must be in lower case: the portal finds it by that')]
      : [];
  }),
  ...VALUES.flatMap(([type, path, ...wanted]) =>
    whole
      .of(type)
      .flatMap((each) =>
        valuesAt(each.body, path.split('.')).flatMap((value) =>
          wanted.some((one) => one === value)
            ? []
            : [fault(each, `${path} is ${String(value)}, and must be ${wanted.map(String).join(' or ')}`)],
        ),
      ),
  ),
];

/** Whatever lies in a region of its own has the tag by which azd tidies up. */
export const resourcesAreTagged: Invariant = (whole) =>
  whole.all.flatMap((each) =>
    at(each.body, 'location') === undefined || at(each.body, 'tags', 'azd-env-name') === whole.param('environmentName')
      ? []
      : [fault(each, 'must have the tag azd-env-name')],
  );
