extension 'br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0'

// The app registration by which people and programs sign in. Its deployer needs Application.ReadWrite.All in Microsoft
// Graph, or the role Application Administrator; docs/deploy.md makes the same by `az ad app create`.

param token string
param identifierUri string
@description('Address of the function app, without a slash at its end.')
param siteUrl string
@description('Object id of the identity whose tokens stand for a secret at sign-in.')
param identityPrincipalId string
@description('HubSpot accounts to which roles may be limited.')
param accountNames array

var uniqueName = 'rekisteri-${token}'
var scopeId = guid(uniqueName, 'user_impersonation')
var azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
// Register.Officer decides about people, so no application can have it.
var roles = [
  {
    value: 'Register.Admin'
    displayName: 'Register administrator'
    description: 'Starts runs and sees everything but copies and letters.'
    members: ['User', 'Application']
  }
  {
    value: 'Register.Officer'
    displayName: 'Register officer'
    description: 'Decides about people in the register.'
    members: ['User']
  }
  {
    value: 'Register.Auditor'
    displayName: 'Register auditor'
    description: 'Reads everything but copies and letters.'
    members: ['User', 'Application']
  }
]
var rolesOfAccounts = flatten(map(accountNames, account => map(roles, role => {
  value: '${role.value}.${account}'
  displayName: '${role.displayName} (${account})'
  description: '${role.description} Of the HubSpot account ${account} only.'
  members: role.members
})))

resource registration 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: 'Rekisteri (${token})'
  signInAudience: 'AzureADMyOrg'
  identifierUris: [identifierUri]
  web: {
    redirectUris: ['${siteUrl}/.auth/login/aad/callback']
    implicitGrantSettings: {
      enableIdTokenIssuance: true
      enableAccessTokenIssuance: false
    }
  }
  api: {
    requestedAccessTokenVersion: 2
    oauth2PermissionScopes: [
      {
        id: scopeId
        value: 'user_impersonation'
        type: 'User'
        isEnabled: true
        adminConsentDisplayName: 'Use Rekisteri'
        adminConsentDescription: 'Use Rekisteri as the person who is signed in.'
      }
    ]
    preAuthorizedApplications: [
      {
        appId: azureCli
        delegatedPermissionIds: [scopeId]
      }
    ]
  }
  // By the first the app tells a token of an application, by the second when a person last signed in.
  optionalClaims: {
    accessToken: [{ name: 'idtyp', essential: false }, { name: 'auth_time', essential: false }]
    idToken: [{ name: 'auth_time', essential: false }]
  }
  appRoles: map(concat(roles, rolesOfAccounts), role => {
    id: guid(uniqueName, role.value)
    value: role.value
    displayName: role.displayName
    description: role.description
    allowedMemberTypes: role.members
    isEnabled: true
  })
}

resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: registration.appId
  appRoleAssignmentRequired: true
}

// The identity of the app stands for a secret.
resource credential 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${registration.uniqueName}/app-identity'
  audiences: ['api://AzureADTokenExchange']
  issuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
  subject: identityPrincipalId
}

output clientId string = registration.appId
