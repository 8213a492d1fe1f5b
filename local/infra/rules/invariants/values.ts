import { at } from '../../deployed.ts';
import { finding } from '../../finding.ts';
import { isList, isObject, type Value } from '../../values/value.ts';
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
    ...['StorageDelete', 'StorageWrite', 'StorageRead', 'AuditEvent'],
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

/** Numbers of which Azure's types know no end: the least and the most that work. */
const RANGES: readonly (readonly [string, string, number, number])[] = [
  ['Microsoft.Consumption/budgets', 'properties.amount', 1, Number.MAX_SAFE_INTEGER],
  ['Microsoft.Consumption/budgets', 'properties.notifications.*.threshold', 10, 200],
  ['Microsoft.OperationalInsights/workspaces', 'properties.workspaceCapping.dailyQuotaGb', 1, 100],
  ['Microsoft.OperationalInsights/workspaces', 'properties.retentionInDays', 30, 730],
  [`${STORAGE}/blobServices`, 'properties.deleteRetentionPolicy.days', 7, 365],
  [`${STORAGE}/blobServices`, 'properties.containerDeleteRetentionPolicy.days', 7, 365],
  ['Microsoft.Web/sites', 'properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount', 1, 1000],
  [
    'Microsoft.Web/sites',
    'properties.functionAppConfig.scaleAndConcurrency.triggers.http.perInstanceConcurrency',
    1,
    1000,
  ],
];

/** Between what the parameters of the main template have to lie, whatever somebody chooses. */
const PARAMETERS: Readonly<Record<string, readonly [number, number]>> = {
  hubspotDailyShare: [1, 100],
  maximumInstanceCount: [1, 1000],
  sealsRetentionDays: [1, 146_000],
  backupRetentionDays: [1, 146_000],
  logRetentionDays: [30, 730],
  monthlyBudget: [1, Number.MAX_SAFE_INTEGER],
};

/** Numbers lie where they work, and parameters cannot be chosen where they do not. */
export const rangesAreRight: Invariant = (whole) => [
  ...RANGES.flatMap(([type, path, least, most]) =>
    whole
      .of(type)
      .flatMap((each) =>
        valuesAt(each.body, path.split('.')).flatMap((value) =>
          typeof value === 'number' && (value < least || value > most)
            ? [fault(each, `${path} is ${value}, and must be ${least} to ${most}`)]
            : [],
        ),
      ),
  ),
  ...whole.scenario.instance.template.declarations.flatMap((each) => {
    const range = each.kind === 'param' && Object.hasOwn(PARAMETERS, each.name) ? PARAMETERS[each.name] : undefined;
    if (range === undefined) return [];
    const [least, most] = range;
    const bounds = whole.scenario.instance.bounds(each.name);
    const isOpen = bounds.length < (most === Number.MAX_SAFE_INTEGER ? 1 : 2);
    return isOpen || bounds.some((bound) => Number(bound) < least || Number(bound) > most)
      ? [finding(each, `${each.name} must have @minValue and @maxValue within ${least} to ${most}`)]
      : [];
  }),
];

function valuesAt(value: Value, path: readonly string[]): Value[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (name !== '*') return valuesAt(at(value, name), rest);
  const items = isList(value) ? value : isObject(value) ? Object.values(value) : [undefined];
  return items.flatMap((item) => valuesAt(item, rest));
}

/** Whatever lies in a region of its own has the tag by which azd tidies up. */
export const resourcesAreTagged: Invariant = (whole) =>
  whole.all.flatMap((each) =>
    at(each.body, 'location') === undefined || at(each.body, 'tags', 'azd-env-name') === whole.param('environmentName')
      ? []
      : [fault(each, 'must have the tag azd-env-name')],
  );
