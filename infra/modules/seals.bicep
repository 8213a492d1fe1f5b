// The account of the seals, in a resource group of its own. The app can read and append there, and nobody can delete.

param location string
param tags object
param token string
param sku string
@description('One for each HubSpot account: an empty text, or a hyphen and its name.')
param containerSuffixes array
param sealsPrincipalId string
@description('Who backs up the seals, and so reads them; empty: nobody.')
param backupPrincipalId string
@allowed(['User', 'Group', 'ServicePrincipal'])
param backupPrincipalType string
@minValue(1)
@maxValue(146000)
param retentionDays int
@description('The policy is locked: it is not deployed any more, for a change of a locked policy is refused.')
param locked bool
@description('The only subnet that reaches the account; empty: every network, by identity alone.')
param subnetId string
param workspaceId string
param deleteLock bool

var groupId = resourceGroup().id
var storageBlobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'stseals${token}'
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
    networkAcls: {
      defaultAction: empty(subnetId) ? 'Allow' : 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: empty(subnetId) ? [] : [{ id: subnetId, action: 'Allow' }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 90
    }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = [
  for suffix in containerSuffixes: {
    parent: blobs
    name: 'register-seals${suffix}'
    properties: { publicAccess: 'None' }
  }
]

// Seals are appended to for a month. Locking is no property: docs/deploy.md has the command.
resource policies 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2026-04-01' = [
  for (suffix, place) in containerSuffixes: if (!locked) {
    parent: containers[place]
    name: 'default'
    properties: {
      immutabilityPeriodSinceCreationInDays: retentionDays
      allowProtectedAppendWrites: true
    }
  }
]

// Reading, and adding blobs and blocks. Without blobs/write every overwrite is refused, and nothing here deletes.
resource appender 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(groupId, 'seals-appender')
  properties: {
    roleName: 'Rekisteri seals appender (${token})'
    description: 'Reads and appends seals of the audit trail. Overwrites and deletes nothing.'
    type: 'CustomRole'
    assignableScopes: [groupId]
    permissions: [
      {
        actions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
        ]
      }
    ]
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (suffix, place) in containerSuffixes: {
    name: guid(account.id, suffix, sealsPrincipalId, appender.id)
    scope: containers[place]
    properties: {
      principalId: sealsPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: appender.id
    }
  }
]

resource backupReaders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (suffix, place) in containerSuffixes: if (!empty(backupPrincipalId)) {
    name: guid(account.id, suffix, backupPrincipalId, storageBlobDataReader)
    scope: containers[place]
    properties: {
      principalId: backupPrincipalId
      principalType: backupPrincipalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataReader)
    }
  }
]

// Attempts to delete or to overwrite are evidence.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageDelete'
        enabled: true
      }
      {
        category: 'StorageWrite'
        enabled: true
      }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'seals'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the seals of the audit trail.'
  }
}

output name string = account.name
output blobUri string = account.properties.primaryEndpoints.blob
