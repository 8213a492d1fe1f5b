import { finding } from '../../finding.ts';
import { valuesAt } from '../../deployed.ts';
import { fault, type Invariant } from './invariant.ts';

const STORAGE = 'Microsoft.Storage/storageAccounts';

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
    if (each.kind === 'param' && each.name === 'environmentName') {
      const most = whole.scenario.instance.value(each.decorators.find(({ name }) => name === 'maxLength')?.args[0]);
      // Names of resource groups are made of it, which take 90 characters; azd takes 64.
      return typeof most === 'number' && most <= 64
        ? []
        : [finding(each, 'environmentName must have @maxLength of 64 at most')];
    }
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
