// Two identities: one for all that the app does, one that can only read and append seals.

param location string
param tags object
param token string

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-rekisteri-app-${token}'
  location: location
  tags: tags
}

resource seals 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-rekisteri-seals-${token}'
  location: location
  tags: tags
}

output appIdentityId string = app.id
output appClientId string = app.properties.clientId
output appPrincipalId string = app.properties.principalId
output sealsIdentityId string = seals.id
output sealsClientId string = seals.properties.clientId
output sealsPrincipalId string = seals.properties.principalId
