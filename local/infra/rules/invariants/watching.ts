import { at, idOf, targetOf, valuesAt } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { plainTypeOf } from '../../types/type-of.ts';
import { entriesOf } from '../../values/instance.ts';
import { fault, type Invariant, listOf, missing } from './invariant.ts';

/** The health of the app is asked for, from outside, in a way that Azure knows. */
export const healthIsAskedFor: Invariant = (whole) => {
  const [test] = whole.of('Microsoft.Insights/webtests');
  if (test === undefined) return [missing(whole, 'an availability test')];
  const property = (...path: string[]) => at(test.body, 'properties', ...path);
  const findings: Finding[] = [];
  const wrong = (holds: boolean, message: string) => {
    if (!holds) findings.push(fault(test, message));
  };
  const [component] = whole.of('Microsoft.Insights/components');
  const tags = entriesOf(at(test.body, 'tags')).map(([name]) => name);
  wrong(
    tags.some((name) => /^hidden-link:.*\/components\//i.test(name)),
    "must have the tag hidden-link:<component's id>",
  );
  wrong(component !== undefined, 'belongs to a component');
  wrong(property('Kind') === 'standard' && at(test.body, 'kind') === 'standard', 'kind and Kind must be standard');
  wrong(property('Enabled') === true, 'must be enabled');
  wrong([300, 600, 900].includes(Number(property('Frequency'))), 'Frequency must be 300, 600 or 900');
  wrong(Number(property('Timeout')) <= 120, 'Timeout must be 120 at most');
  const locations = listOf(property('Locations')).map((each) => String(at(each, 'Id')));
  wrong(locations.length > 0, 'asks from no location');
  for (const location of locations)
    wrong(
      /^(emea|us|apac|latam)-[a-z]{2}-[a-z0-9]{2,5}-(azr|edge)$/.test(location),
      `asks from ${location}, which is no location`,
    );
  wrong(
    /^https:\/\/[^/]+\/api\/health$/.test(String(property('Request', 'RequestUrl'))),
    'must ask https://…/api/health',
  );
  // The host answers HEAD with 404.
  wrong(property('Request', 'HttpVerb') === 'GET', 'must ask by GET');
  wrong(property('ValidationRules', 'ExpectedHttpStatusCode') === 200, 'must expect 200');
  const alerts = whole.of('Microsoft.Insights/metricAlerts');
  if (alerts.length === 0) findings.push(missing(whole, 'an alert of the availability test'));
  for (const alert of alerts) {
    const ids = [idOf(test), component === undefined ? undefined : idOf(component)];
    const scopes = listOf(at(alert.body, 'properties', 'scopes'));
    const links = entriesOf(at(alert.body, 'tags')).map(([name]) => name);
    const needed = Number(at(alert.body, 'properties', 'criteria', 'failedLocationCount'));
    if (!ids.every((id) => scopes.includes(id)))
      findings.push(fault(alert, 'scopes must be the test and its component'));
    if (!ids.every((id) => links.includes(`hidden-link:${String(id)}`)))
      findings.push(fault(alert, 'must have the tags hidden-link of the test and of its component'));
    if (!(needed >= 1 && needed <= locations.length))
      findings.push(fault(alert, `waits for ${needed} of ${locations.length} locations to fail`));
  }
  return findings;
};

/** What may be logged of what. */
const CATEGORIES: Readonly<Record<string, RegExp>> = {
  'Microsoft.KeyVault/vaults': /^AuditEvent$/,
  'Microsoft.Storage/storageAccounts/blobServices': /^Storage(Read|Write|Delete)$/,
  'Microsoft.Storage/storageAccounts/tableServices': /^Storage(Read|Write|Delete)$/,
  'Microsoft.Storage/storageAccounts/queueServices': /^Storage(Read|Write|Delete)$/,
};

/** Logs are taken of what has them: a storage account itself has none, its services do. */
export const logsAreOfTheirKind: Invariant = (whole) =>
  whole.of('Microsoft.Insights/diagnosticSettings').flatMap((setting) => {
    const target = targetOf(setting, 'scope')?.resource;
    const type = target === undefined ? '' : plainTypeOf(target);
    const known = CATEGORIES[type];
    if (known === undefined) return [fault(setting, `${type || 'what it is on'} has no logs: take those of a service`)];
    return listOf(at(setting.body, 'properties', 'logs')).flatMap((log) => {
      const category = String(at(log, 'category'));
      return known.test(category) ? [] : [fault(setting, `${type} has no log ${category}`)];
    });
  });

/** Alerts and the budget have somebody to tell. */
export const somebodyIsTold: Invariant = (whole) => [
  ...whole
    .of('Microsoft.Insights/actionGroups')
    .flatMap((group) =>
      valuesAt(group.body, ['properties', 'emailReceivers', '*', 'emailAddress']).includes(whole.param('alertEmail'))
        ? []
        : [fault(group, 'emailReceivers must hold alertEmail: else no alert reaches anybody')],
    ),
  ...whole.of('Microsoft.Consumption/budgets').flatMap((budget) => {
    const told = valuesAt(budget.body, ['properties', 'notifications', '*', 'contactEmails']);
    return [
      ...(told.every((addresses) => listOf(addresses).includes(whole.param('alertEmail')))
        ? []
        : [fault(budget, 'contactEmails of each notification must hold alertEmail')]),
      ...(String(at(budget.body, 'properties', 'timePeriod', 'startDate')).endsWith('-01')
        ? []
        : [fault(budget, 'timePeriod.startDate must be budgetStart, the first day of a month')]),
    ];
  }),
];

/** The budget counts every resource group that is made. */
export const budgetCountsAll: Invariant = (whole) => {
  const budgets = whole.of('Microsoft.Consumption/budgets');
  if (budgets.length === 0) return [missing(whole, 'a budget')];
  return budgets.flatMap((budget) => {
    const [name, operator, values] = ['name', 'operator', 'values'].map((key) =>
      at(budget.body, 'properties', 'filter', 'dimensions', key),
    );
    if (budget.instance.template.targetScope !== 'subscription' || name !== 'ResourceGroupName' || operator !== 'In')
      return [
        fault(budget, 'must be of the subscription, with a filter of ResourceGroupName In: there are several groups'),
      ];
    const groups = whole.of('Microsoft.Resources/resourceGroups').map((group) => group.name);
    const counted = listOf(values);
    return groups.length === counted.length && groups.every((group) => counted.includes(group))
      ? []
      : [fault(budget, `counts ${counted.map(String).join(', ')}, and must count ${groups.map(String).join(', ')}`)];
  });
};

const GLOBAL = new Set(['Microsoft.Insights/actionGroups', 'Microsoft.Insights/metricAlerts']);

/** Everything lies in the region that was chosen, but for what has none. */
export const everythingIsInTheRegion: Invariant = (whole) =>
  whole.all.flatMap((each) => {
    const location = at(each.body, 'location');
    const wanted = GLOBAL.has(each.type) ? 'global' : whole.param('location');
    return location === undefined || location === wanted
      ? []
      : [fault(each, `location must be ${String(wanted)}, not ${String(location)}`)];
  });
