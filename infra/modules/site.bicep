// The function app on Flex Consumption: plan, app, settings, sign-in.

param location string
param tags object
param siteName string
param token string
param nodeVersion string
param instanceMemoryMB int
param maximumInstanceCount int
param subnetId string
param appIdentityId string
param appClientId string
param sealsIdentityId string
param sealsClientId string
param storageName string
param packageContainer string
param sealsBlobUri string
param vaultName string
param connectionString string
param signInClientId string
@allowed(['federated', 'secret', 'none'])
param signInBy string
param identifierUri string
param allowedApplications array
param accounts array
param policyFile string
param hubspotDailyShare int
param schedules object

var azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
// Names that App Service knows: the first makes it use the identity in place of a secret.
var signInSetting = signInBy == 'federated' ? 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID' : 'MICROSOFT_PROVIDER_AUTHENTICATION_SECRET'
var signInSettings = signInBy == 'federated' ? {
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: appClientId
} : signInBy == 'secret' ? {
  MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=sign-in-secret)'
} : {}

var oneAccount = {
  HUBSPOT_ACCESS_TOKEN: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=hubspot-access-token)'
  REGISTER_POLICY_FILE: policyFile
}
var named = map(accounts, account => union(account, { token: 'HUBSPOT_TOKEN_${toUpper(account.name)}' }))
var severalAccounts = union({ REGISTER_ACCOUNTS: string(named) }, toObject(named, account => account.token, account => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=hubspot-token-${account.name})'))

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-rekisteri-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: siteName
  location: location
  tags: union(tags, { 'azd-service-name': 'rekisteri' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${appIdentityId}': {}
      '${sealsIdentityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: appIdentityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    outboundVnetRouting: empty(subnetId) ? null : { applicationTraffic: true }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: appIdentityId
          }
        }
      }
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        triggers: {
          http: { perInstanceConcurrency: 16 }
        }
      }
    }
  }
}

// All settings at once: what was set by hand is gone after each provisioning.
resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: union(
    {
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: appClientId
      AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
      AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
      AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
      APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${appClientId};Authorization=AAD'
      RegisterStorage__credential: 'managedidentity'
      RegisterStorage__clientId: appClientId
      RegisterStorage__tableServiceUri: storage.properties.primaryEndpoints.table
      RegisterStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
      RegisterStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
      RegisterSeals__blobServiceUri: sealsBlobUri
      RegisterSeals__clientId: sealsClientId
      AUDIT_KEY: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=audit-key)'
      AUDIT_KEYS_PREVIOUS: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=audit-keys-previous)'
      ERASURE_KEY: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=erasure-key)'
      ERASURE_KEYS_PREVIOUS: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=erasure-keys-previous)'
      HUBSPOT_DAILY_SHARE: string(hubspotDailyShare)
      SYNC_SCHEDULE: schedules.sync
      CLOCK_SCHEDULE: schedules.clock
      RECONCILE_SCHEDULE: schedules.reconcile
      VERIFY_SCHEDULE: schedules.verify
      REGISTER_TENANT_ID: tenant().tenantId
      WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
    },
    empty(accounts) ? oneAccount : severalAccounts,
    signInSettings
  )
}

resource signIn 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'authsettingsV2'
  // One change of the configuration after the other: each restarts the app.
  dependsOn: [settings]
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      // Health tells strangers its status alone; the page of the console and its files hold no data.
      excludedPaths: ['/api/health', '/api/console', '/api/console/*']
    }
    httpSettings: {
      requireHttps: true
      routes: { apiPrefix: '/.auth' }
      forwardProxy: { convention: 'NoProxy' }
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: signInClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          clientSecretSettingName: signInBy == 'none' ? null : signInSetting
        }
        validation: {
          allowedAudiences: [signInClientId, identifierUri]
          defaultAuthorizationPolicy: {
            allowedApplications: concat([signInClientId, azureCli], allowedApplications)
          }
        }
      }
    }
    login: {
      // The app asks for no token of a person's, and none is kept.
      tokenStore: { enabled: false }
    }
  }
}

output name string = site.name
output url string = 'https://${site.properties.defaultHostName}'
