// What the app did, on one page of the portal.

param location string
param tags object
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'rekisteri-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Rekisteri'
    category: 'workbook'
    sourceId: toLower(workspaceId)
    serializedData: string(loadJsonContent('../workbook.json'))
  }
}
