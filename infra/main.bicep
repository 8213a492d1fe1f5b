// Everything that Rekisteri needs in Azure, from an empty subscription: `azd provision`, or
// `az deployment sub create --template-file infra/main.bicep`. docs/deploy.md leads through it.
targetScope = 'subscription'

@description('Name of the environment, such as prod: part of the names of the resource groups.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region: one of the European Union that has Flex Consumption. Everything but the two resource groups of global services lies there.')
@allowed([
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'northeurope'
  'spaincentral'
  'swedencentral'
  'westeurope'
])
param location string

@description('Object id of whoever sets the secrets; empty gives nobody the right.')
param operatorPrincipalId string = ''

@description('What operatorPrincipalId is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string = 'User'

@description('Where alerts and warnings of the budget are sent.')
@minLength(3)
param alertEmail string

@description('Client id of the app registration; empty: this template makes one, for which the deployer needs rights in Microsoft Graph.')
param signInClientId string = ''

@description('How the browser signs in to the console: by the identity of the app (federated), by a secret of the registration in the vault (secret), or not at all (none: tokens only).')
@allowed(['federated', 'secret', 'none'])
param signInBy string = 'federated'

@description('Client ids of other programs that may call with a token.')
param allowedApplications array = []

@description('The HubSpot accounts, where there are several: [{ name, policyFile, tables? }]. Empty: one account.')
param accounts array = []

@description('Policy file of the only account.')
param policyFile string = 'policy/asiakasrekisteri.json'

@description('Percent of the daily quota of HubSpot that the app may use.')
@minValue(1)
@maxValue(100)
param hubspotDailyShare int = 50

@description('When the timers fire: NCRONTAB, in UTC. The clock fires just after midnight in Helsinki, in summer and in winter.')
param schedules object = {
  sync: '0 */15 * * * *'
  clock: '0 5 21,22 * * *'
  reconcile: '0 0 1 * * 0'
  verify: '0 30 2 * * *'
}

@description('Version of Node.js.')
@allowed(['22', '24'])
param nodeVersion string = '22'

@description('Memory of an instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Most instances of one function. It is no lock: HTTP, queue and each timer have their own.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('How the storage accounts are kept: in three zones, or in one.')
@allowed(['Standard_ZRS', 'Standard_LRS', 'Standard_GZRS', 'Standard_GRS'])
param storageSku string = 'Standard_ZRS'

@description('Days for which a seal of the audit trail cannot be changed or deleted, from its last append.')
@minValue(1)
@maxValue(146000)
param sealsRetentionDays int = 3653

@description('Set it to true once the immutability policy is locked (docs/deploy.md): a locked policy is not deployed again.')
param sealsLocked bool = false

@description('Keeps vault and storage accounts from being deleted. A lock that is there is taken off by hand: docs/deploy.md.')
param deleteLock bool = true

@description('A vault of this name was deleted and is kept by its purge protection: takes it back. Off again afterwards.')
param recoverVault bool = false

@description('Id of a subnet that is delegated to Microsoft.App/environments; empty: no virtual network.')
param subnetId string = ''

@description('Closes the account of the seals to everything but the subnet, which needs the service endpoint Microsoft.Storage.')
param sealsOnlyFromSubnet bool = false

@description('Object id of the identity that backs up; empty: no account for backups is made (docs/backup.md).')
param backupPrincipalId string = ''

@description('What backupPrincipalId is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param backupPrincipalType string = 'ServicePrincipal'

@description('How backups are kept: in a second region too, or where the region has no pair in three zones.')
@allowed(['Standard_GRS', 'Standard_GZRS', 'Standard_ZRS', 'Standard_LRS'])
param backupSku string = 'Standard_GRS'

@description('Days for which a file of a backup cannot be changed or deleted.')
@minValue(1)
@maxValue(146000)
param backupRetentionDays int = 400

@description('Set it to true once the policy of the backups is locked: a locked policy is not deployed again.')
param backupLocked bool = false

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Where from the availability test asks: each location asks every five minutes.')
@minLength(1)
param webTestLocations array = ['emea-nl-ams-azr']

@description('What a month may cost, in the currency of the subscription.')
@minValue(1)
param monthlyBudget int = 50

@description('First day of the month in which the budget begins, such as 2026-12-01. It is not changed later.')
@minLength(10)
@maxLength(10)
param budgetStart string

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var siteName = 'func-rekisteri-${token}'
var identifierUri = 'api://${tenant().tenantId}/rekisteri-${token}'
// Without a name where there is one account, as the app names its containers.
var suffixes = empty(accounts) ? [''] : map(accounts, account => account.?tables == 'unsuffixed' ? '' : '-${account.name}')

// `npm run backup` has a container for each account of HubSpot, whatever its tables are called.
var backupSuffixes = empty(accounts) ? [''] : map(accounts, account => '-${account.name}')

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-rekisteri-${environmentName}'
  location: location
  tags: tags
}

// A group of its own: a locked policy keeps it, and whoever tidies up the other does not meet it.
resource sealsGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-rekisteri-${environmentName}-seals'
  location: location
  tags: tags
}

// Apart from what it is a copy of. It may as well be in another subscription: then docs/backup.md has the commands.
resource backupGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = if (!empty(backupPrincipalId)) {
  name: 'rg-rekisteri-${environmentName}-backup'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    logRetentionDays: logRetentionDays
    alertEmail: alertEmail
    appPrincipalId: identities.outputs.appPrincipalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    sku: storageSku
    containerSuffixes: suffixes
    appPrincipalId: identities.outputs.appPrincipalId
    backupPrincipalId: backupPrincipalId
    backupPrincipalType: backupPrincipalType
    workspaceId: monitoring.outputs.workspaceId
    deleteLock: deleteLock
  }
}

module seals 'modules/seals.bicep' = {
  name: 'seals'
  scope: sealsGroup
  params: {
    location: location
    tags: tags
    token: token
    sku: storageSku
    containerSuffixes: suffixes
    sealsPrincipalId: identities.outputs.sealsPrincipalId
    backupPrincipalId: backupPrincipalId
    backupPrincipalType: backupPrincipalType
    retentionDays: sealsRetentionDays
    locked: sealsLocked
    subnetId: sealsOnlyFromSubnet ? subnetId : ''
    workspaceId: monitoring.outputs.workspaceId
    deleteLock: deleteLock
  }
}

module backup 'modules/backup.bicep' = if (!empty(backupPrincipalId)) {
  name: 'backup'
  scope: backupGroup
  params: {
    location: location
    tags: tags
    token: token
    sku: backupSku
    containerSuffixes: backupSuffixes
    principalId: backupPrincipalId
    principalType: backupPrincipalType
    retentionDays: backupRetentionDays
    locked: backupLocked
    workspaceId: monitoring.outputs.workspaceId
    deleteLock: deleteLock
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    appPrincipalId: identities.outputs.appPrincipalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    recover: recoverVault
    workspaceId: monitoring.outputs.workspaceId
    deleteLock: deleteLock
  }
}

module registration 'modules/registration.bicep' = if (empty(signInClientId)) {
  name: 'registration'
  scope: group
  params: {
    token: token
    identifierUri: identifierUri
    siteUrl: 'https://${siteName}.azurewebsites.net'
    identityPrincipalId: identities.outputs.appPrincipalId
    accountNames: map(accounts, account => account.name)
  }
}

module site 'modules/site.bicep' = {
  name: 'site'
  scope: group
  params: {
    location: location
    tags: tags
    siteName: siteName
    token: token
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    subnetId: subnetId
    appIdentityId: identities.outputs.appIdentityId
    appClientId: identities.outputs.appClientId
    sealsIdentityId: identities.outputs.sealsIdentityId
    sealsClientId: identities.outputs.sealsClientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    sealsBlobUri: seals.outputs.blobUri
    vaultName: vault.outputs.name
    connectionString: monitoring.outputs.connectionString
    signInClientId: empty(signInClientId) ? registration!.outputs.clientId : signInClientId
    signInBy: signInBy
    identifierUri: identifierUri
    allowedApplications: allowedApplications
    accounts: accounts
    policyFile: policyFile
    hubspotDailyShare: hubspotDailyShare
    schedules: schedules
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    actionGroupId: monitoring.outputs.actionGroupId
    sealsAccount: seals.outputs.name
  }
}

module availability 'modules/availability.bicep' = {
  name: 'availability'
  scope: group
  params: {
    location: location
    tags: tags
    healthUrl: '${site.outputs.url}/api/health'
    locations: webTestLocations
    componentId: monitoring.outputs.componentId
    actionGroupId: monitoring.outputs.actionGroupId
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = {
  name: 'budget'
  params: {
    name: 'rekisteri-${environmentName}'
    groupNames: concat([group.name, sealsGroup.name], empty(backupPrincipalId) ? [] : [backupGroup!.name])
    amount: monthlyBudget
    startDate: budgetStart
    contactEmail: alertEmail
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output REKISTERI_APP string = site.outputs.name
output REKISTERI_URL string = site.outputs.url
output REKISTERI_VAULT string = vault.outputs.name
output REKISTERI_STORAGE string = storage.outputs.name
output REKISTERI_SEALS_GROUP string = sealsGroup.name
output REKISTERI_SEALS string = seals.outputs.name
output REKISTERI_BACKUP_GROUP string = empty(backupPrincipalId) ? '' : backupGroup!.name
output REKISTERI_BACKUP string = empty(backupPrincipalId) ? '' : backup!.outputs.name
output REKISTERI_BACKUP_URI string = empty(backupPrincipalId) ? '' : backup!.outputs.blobUri
output REKISTERI_SIGN_IN_CLIENT_ID string = empty(signInClientId) ? registration!.outputs.clientId : signInClientId
output REKISTERI_SIGN_IN_URI string = identifierUri
output REKISTERI_IDENTITY_PRINCIPAL_ID string = identities.outputs.appPrincipalId
output REKISTERI_WORKSPACE_ID string = monitoring.outputs.workspaceCustomerId
