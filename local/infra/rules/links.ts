import { type Finding, finding } from '../finding.ts';
import type { Scenario } from '../scenarios.ts';
import { isList, isObject, type Value } from '../values/value.ts';

/** Properties that hold the id of a resource, and of which type it is. */
const LINKS: Readonly<Record<string, string>> = {
  workspaceId: 'Microsoft.OperationalInsights/workspaces',
  WorkspaceResourceId: 'Microsoft.OperationalInsights/workspaces',
  scopes: 'Microsoft.OperationalInsights/workspaces',
  sourceId: 'Microsoft.OperationalInsights/workspaces',
  actionGroupId: 'Microsoft.Insights/actionGroups',
  actionGroups: 'Microsoft.Insights/actionGroups',
  componentId: 'Microsoft.Insights/components',
  webTestId: 'Microsoft.Insights/webtests',
  serverFarmId: 'Microsoft.Web/serverfarms',
  keyVaultReferenceIdentity: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  userAssignedIdentityResourceId: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  userAssignedIdentities: 'Microsoft.ManagedIdentity/userAssignedIdentities',
};

/** Links without which a resource is of no use, by its type. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.Web/sites': ['serverFarmId'],
  'Microsoft.Insights/components': ['WorkspaceResourceId'],
  'Microsoft.Insights/diagnosticSettings': ['workspaceId'],
  'Microsoft.Insights/scheduledQueryRules': ['scopes', 'actionGroups'],
  'Microsoft.Insights/workbooks': ['sourceId'],
};

/** Ids of resources stand where ids of that type belong: both are texts to Azure's types. */
export function checkLinks(scenario: Scenario): Finding[] {
  return scenario.deployed.flatMap(({ type: own, body, place, resource }) => {
    const links = linksIn(body);
    const lacking = (NEEDED[own] ?? []).filter((name) => !links.some(([found]) => found === name));
    const wrong = links.flatMap(([name, id]) => {
      const type = LINKS[name] ?? '';
      if (typeof id !== 'string' || id.toLowerCase().includes(`/providers/${type}/`.toLowerCase())) return [];
      // Alerts on metrics look at tests and components.
      if (name === 'scopes' && own !== 'Microsoft.Insights/scheduledQueryRules') return [];
      return [finding(place, `${resource.name}: ${name} is '${id}', which is no id of a ${type}`)];
    });
    return [...lacking.map((name) => finding(place, `${resource.name}: ${name} is missing`)), ...wrong];
  });
}

function linksIn(value: Value): (readonly [string, Value])[] {
  if (isList(value)) return value.flatMap(linksIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (!(name in LINKS)) return linksIn(inner);
    const ids = isList(inner) ? inner : isObject(inner) ? Object.keys(inner) : [inner];
    return ids.map((id) => [name, id] as const);
  });
}
