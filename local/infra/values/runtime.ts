import type { Resource } from '../bicep/ast.ts';
import { guidOf } from './guid-of.ts';
import type { Value, ValueObject } from './value.ts';

const SUBSCRIPTION = guidOf('subscription');

/** Ids that Azure gives to identities and applications: others for each. */
const IDS: ReadonlySet<string> = new Set(['appId', 'clientId', 'principalId', 'customerId']);

/**
 * What a property of a resource looks like once it is deployed: enough to see that one is not taken for another, and for
 * settings to be read by the program's own rules. `undefined` when that is not known here. `name` is the resource's.
 */
export function atRuntime(property: string, { type, name: symbol, file }: Resource, name: Value): Value {
  const [kind = ''] = type.split('@');
  const called = typeof name === 'string' ? name : symbol;
  if (property === 'id') return `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/${kind}/${called}`;
  if (IDS.has(property)) return guidOf(file, symbol, property);
  if (property === 'primaryEndpoints')
    return Object.fromEntries(
      ['blob', 'queue', 'table'].map((service) => [service, `https://${called}.${service}.core.windows.net/`]),
    );
  if (property === 'ConnectionString')
    return `InstrumentationKey=${guidOf(file, symbol)};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/`;
  if (property === 'vaultUri') return `https://${called}.vault.azure.net/`;
  return property === 'defaultHostName' ? `${called}.azurewebsites.net` : undefined;
}

const TENANT = guidOf('tenant');

/** What the functions give that ask where a deployment goes. */
export const SURROUNDINGS: Readonly<Record<string, ValueObject>> = {
  tenant: { tenantId: TENANT, displayName: 'tenant', countryCode: 'FI' },
  subscription: {
    id: `/subscriptions/${SUBSCRIPTION}`,
    subscriptionId: SUBSCRIPTION,
    tenantId: TENANT,
    displayName: 'subscription',
  },
  resourceGroup: {
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`,
    name: 'rg',
    location: 'swedencentral',
    type: 'Microsoft.Resources/resourceGroups',
    tags: {},
    properties: { provisioningState: 'Succeeded' },
  },
  deployer: { objectId: guidOf('deployer'), tenantId: TENANT, userPrincipalName: 'operator@example.fi' },
  environment: {
    name: 'AzureCloud',
    resourceManager: 'https://management.azure.com/',
    authentication: { loginEndpoint: 'https://login.microsoftonline.com/', tenant: 'common', audiences: [] },
    suffixes: { storage: 'core.windows.net', keyvaultDns: '.vault.azure.net' },
  },
};
