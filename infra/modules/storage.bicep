// The account of the app: the host's blobs, the package, tables, queue, and copies for people. No keys.

param location string
param tags object
param token string
param sku string
@description('One for each HubSpot account: an empty text, or a hyphen and its name.')
param containerSuffixes array
param appPrincipalId string
@description('Who backs up the tables, and so reads them; empty: nobody.')
param backupPrincipalId string
@allowed(['User', 'Group', 'ServicePrincipal'])
param backupPrincipalType string
param workspaceId string
param deleteLock bool

var queues = ['register-slices', 'register-slices-poison']
var storageTableDataReader = '76199698-9eea-4c19-bc75-cec21354c6b6'
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'strekisteri${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    // The platform uploads the package from outside every network: a closed account breaks each deployment.
    networkAcls: {
      defaultAction: 'Allow'
      bypass: 'AzureServices'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: blobs
  name: 'app-package'
  properties: { publicAccess: 'None' }
}

resource copies 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = [
  for suffix in containerSuffixes: {
    parent: blobs
    name: 'register-copies${suffix}'
    properties: { publicAccess: 'None' }
  }
]

// The app deletes each copy within an hour; this is for an app that is gone.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-04-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'copies-of-people'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['appendBlob']
              prefixMatch: ['register-copies']
            }
            actions: {
              baseBlob: {
                delete: { daysAfterCreationGreaterThan: 1 }
              }
            }
          }
        }
      ]
    }
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-04-01' = {
  parent: account
  name: 'default'
}

resource sliceQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-04-01' = [
  for name in queues: {
    parent: queueService
    name: name
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2026-04-01' = {
  parent: account
  name: 'default'
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, appPrincipalId, role.value)
    scope: account
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

resource backupReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(backupPrincipalId)) {
  name: guid(account.id, backupPrincipalId, storageTableDataReader)
  scope: account
  properties: {
    principalId: backupPrincipalId
    principalType: backupPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataReader)
  }
}

// Whoever else writes into the tables is seen here. Reads are not logged: the app makes thousands each night.
resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: tableService
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'register'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the register and its audit trail.'
  }
}

output name string = account.name
output packageContainer string = package.name
