/** Roles of Azure that these templates may give, by id; each is called by its name wherever the id stands. */
export const ROLES: ReadonlyMap<string, string> = new Map([
  ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'storageBlobDataOwner'],
  ['ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'storageBlobDataContributor'],
  ['2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', 'storageBlobDataReader'],
  ['974c5e8b-45b9-4653-ba55-5f855dd0fb88', 'storageQueueDataContributor'],
  ['8a0f0c08-91a1-4084-bc3d-661d67233fed', 'storageQueueDataMessageProcessor'],
  ['c6a89b2d-59bc-44d0-9896-0f6e12d7b80a', 'storageQueueDataMessageSender'],
  ['19e7f393-937e-4f77-808e-94535e297925', 'storageQueueDataReader'],
  ['0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', 'storageTableDataContributor'],
  ['76199698-9eea-4c19-bc75-cec21354c6b6', 'storageTableDataReader'],
  ['4633458b-17de-408a-b874-0445c86b69e6', 'keyVaultSecretsUser'],
  ['b86a8fe4-44ce-4948-aee5-eccb2c155cd7', 'keyVaultSecretsOfficer'],
  ['3913510d-42f4-4e42-8a64-420c390055eb', 'monitoringMetricsPublisher'],
  ['f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'roleBasedAccessControlAdministrator'],
]);

/** Applications of Microsoft that are let in. */
export const KNOWN_APPLICATIONS: ReadonlyMap<string, string> = new Map([
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'azureCli'],
]);

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** What a role may allow to do with blobs. */
export const DATA_ACTIONS: ReadonlySet<string> = new Set([
  ...['read', 'write', 'delete', 'add/action', 'move/action', 'filter/action'].map((action) => `${BLOBS}/${action}`),
  ...['tags/read', 'tags/write', 'deleteBlobVersion/action', 'permanentDelete/action'].map(
    (action) => `${BLOBS}/${action}`,
  ),
]);

/** Settings that Flex Consumption refuses, or takes no notice of. */
export const REFUSED_ON_FLEX: ReadonlySet<string> = new Set([
  'FUNCTIONS_WORKER_RUNTIME',
  'FUNCTIONS_WORKER_RUNTIME_VERSION',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_PROCESS_COUNT',
  'FUNCTIONS_MAX_HTTP_CONCURRENCY',
  'FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'ENABLE_ORYX_BUILD',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_CONTENTSHARE',
  'WEBSITE_CONTENTOVERVNET',
  'WEBSITE_VNET_ROUTE_ALL',
  'WEBSITE_DNS_SERVER',
  'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT',
  'WEBSITES_CONTAINER_START_TIME_LIMIT',
  'WEBSITE_TIME_ZONE',
  'TZ',
  'WEBSITE_LOAD_CERTIFICATES',
]);

/** Settings that the platform reads, beside those of the program. */
export const OF_THE_PLATFORM: ReadonlySet<string> = new Set([
  ...['credential', 'clientId', 'blobServiceUri', 'queueServiceUri', 'tableServiceUri'].map(
    (part) => `AzureWebJobsStorage__${part}`,
  ),
  'RegisterStorage__credential',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'WEBSITE_AUTH_AAD_ALLOWED_TENANTS',
  'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID',
  'MICROSOFT_PROVIDER_AUTHENTICATION_SECRET',
]);

/** Settings of the example file that a deployment does without, and why. */
export const NOT_IN_AZURE: ReadonlyMap<string, string> = new Map([
  ['FUNCTIONS_WORKER_RUNTIME', 'is refused by Flex Consumption'],
  ['AzureWebJobsStorage', 'is given by an identity'],
  ['RegisterStorage', 'is given by an identity'],
  ['RegisterSeals', 'is given by an identity'],
  ['HUBSPOT_BASE_URL', 'has its default'],
  ['HUBSPOT_API_VERSION', 'has its default'],
  ['HUBSPOT_REQUESTS_PER_10_SECONDS', 'follows what HubSpot reports'],
  ['REGISTER_NOW', 'is refused in Azure'],
]);
