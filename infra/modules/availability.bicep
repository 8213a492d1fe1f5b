// Asks the health of the app every five minutes. It answers 503 when the register is not kept.

param location string
param tags object
param healthUrl string
param locations array
param componentId string
param actionGroupId string

resource healthTest 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'rekisteri-health'
  location: location
  tags: union(tags, { 'hidden-link:${componentId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'rekisteri-health'
    Name: 'Rekisteri: health'
    Enabled: true
    Kind: 'standard'
    Frequency: 300
    Timeout: 60
    RetryEnabled: true
    Locations: [for id in locations: { Id: id }]
    Request: {
      RequestUrl: healthUrl
      HttpVerb: 'GET'
      FollowRedirects: false
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource unavailable 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'rekisteri-unavailable'
  location: 'global'
  tags: union(tags, {
    'hidden-link:${componentId}': 'Resource'
    'hidden-link:${healthTest.id}': 'Resource'
  })
  properties: {
    description: 'What to do: docs/runbook.md, section unavailable.'
    severity: 1
    enabled: true
    scopes: [healthTest.id, componentId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: healthTest.id
      componentId: componentId
      failedLocationCount: length(locations) > 1 ? 2 : 1
    }
    autoMitigate: true
    actions: [{ actionGroupId: actionGroupId }]
  }
}
