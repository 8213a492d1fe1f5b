import type { Resource } from '../bicep/ast.ts';
import type { Value } from './value.ts';

const A_GUID = '11111111-2222-4333-8444-555555555555';

/** What only Azure tells, as it looks: enough for settings to be read by the program's own rules. */
const LOOKS: Readonly<Record<string, Value>> = {
  appId: A_GUID,
  clientId: A_GUID,
  principalId: A_GUID,
  customerId: A_GUID,
  primaryEndpoints: {
    blob: 'https://account.blob.core.windows.net/',
    queue: 'https://account.queue.core.windows.net/',
    table: 'https://account.table.core.windows.net/',
  },
  ConnectionString: `InstrumentationKey=${A_GUID};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/`,
  defaultHostName: 'app.azurewebsites.net',
};

/** What a property of a resource looks like once it is deployed; `undefined` when that is not known here. */
export function atRuntime(property: string, { type, name }: Resource): Value {
  return property === 'id' ? `/subscriptions/${A_GUID}/providers/${type.split('@')[0]}/${name}` : LOOKS[property];
}

/** What the functions give that ask where a deployment goes. */
export const SURROUNDINGS: Readonly<Record<string, Value>> = {
  tenant: { tenantId: A_GUID },
  subscription: { id: `/subscriptions/${A_GUID}`, subscriptionId: A_GUID, tenantId: A_GUID },
  resourceGroup: { id: `/subscriptions/${A_GUID}/resourceGroups/rg`, name: 'rg', location: 'westeurope' },
  deployer: { objectId: A_GUID, tenantId: A_GUID },
  environment: {
    authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
    suffixes: { storage: 'core.windows.net' },
  },
};
