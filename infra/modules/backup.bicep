// The account of the backups, in a resource group of its own. Whoever backs up can read and add files there, and nobody can change one.

param location string
param tags object
param token string
param sku string
@description('One for each HubSpot account: an empty text, or a hyphen and its name.')
param containerSuffixes array
param principalId string
@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string
@minValue(1)
@maxValue(146000)
param retentionDays int
@description('The policy is locked: it is not deployed any more, for a change of a locked policy is refused.')
param locked bool
param workspaceId string
param deleteLock bool

var groupId = resourceGroup().id

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: 'stbackup${token}'
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
      defaultAction: 'Allow'
      bypass: 'AzureServices'
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
    name: 'register-backup${suffix}'
    properties: { publicAccess: 'None' }
  }
]

// A file of a backup is written once.
resource policies 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2026-04-01' = [
  for (suffix, place) in containerSuffixes: if (!locked) {
    parent: containers[place]
    name: 'default'
    properties: { immutabilityPeriodSinceCreationInDays: retentionDays }
  }
]

// Without blobs/write a file that is there cannot be overwritten, and nothing here deletes.
resource adder 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(groupId, 'backup-adder')
  properties: {
    roleName: 'Rekisteri backup adder (${token})'
    description: 'Reads and adds files of backups. Overwrites and deletes nothing.'
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
    name: guid(account.id, suffix, principalId, adder.id)
    scope: containers[place]
    properties: {
      principalId: principalId
      principalType: principalType
      roleDefinitionId: adder.id
    }
  }
]

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
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'backups'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the backups of the register and its audit trail.'
  }
}

output name string = account.name
output blobUri string = account.properties.primaryEndpoints.blob
