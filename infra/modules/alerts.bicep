// What somebody is told of. Every rule finds rows when something is wrong, and none when all is well; docs/runbook.md
// has a section of the same name for each.

param location string
param tags object
param workspaceId string
param actionGroupId string
@description('Name of the account of the seals.')
param sealsAccount string

// The app writes lines of JSON.
var lines = '''
AppTraces
| where Message startswith "{"
| extend e = parse_json(Message)
| extend event = tostring(e.event), account = tostring(e.account)
'''

var rules = [
  {
    name: 'chain-fault'
    title: 'The audit trail does not verify'
    severity: 0
    frequency: 'PT15M'
    window: 'PT15M'
    query: '''
| where event in ("audit_verification_failed", "audit_verification_not_recorded")
'''
  }
  {
    name: 'seals-not-written'
    title: 'The audit trail could not be sealed'
    severity: 1
    frequency: 'PT1H'
    window: 'PT1H'
    query: '''
| where event in ("audit_not_sealed", "audit_sealing_not_remembered")
'''
  }
  {
    name: 'verification-silent'
    title: 'The audit trail has not been verified for a day'
    severity: 1
    frequency: 'PT1H'
    window: 'P2D'
    query: '''
| where TimeGenerated > ago(26h)
| where event in ("audit_verified", "audit_verification_failed")
| summarize seen = count()
| where seen == 0
'''
  }
  {
    name: 'sync-silent'
    title: 'The sync timer has not fired for an hour'
    severity: 1
    frequency: 'PT15M'
    window: 'PT1H'
    query: '''
| where event in ("timer_added_run", "timer_added_no_run") and tostring(e.scope) == "changed"
| summarize seen = count()
| where seen == 0
'''
  }
  {
    name: 'clock-silent'
    title: 'The clock has not fired for a day'
    severity: 1
    frequency: 'PT1H'
    window: 'P2D'
    query: '''
| where TimeGenerated > ago(26h)
| where event in ("timer_added_run", "timer_added_no_run") and tostring(e.scope) == "clock"
| summarize seen = count()
| where seen == 0
'''
  }
  {
    name: 'run-failed'
    title: 'A run failed'
    severity: 2
    frequency: 'PT15M'
    window: 'PT15M'
    query: '''
| where event == "run_finished" and tostring(e.status) == "failed"
'''
  }
  {
    name: 'slice-failing'
    title: 'Slices of runs fail again and again'
    severity: 3
    frequency: 'PT1H'
    window: 'PT1H'
    query: '''
| where event in ("slice_failed", "slice_put_off")
| summarize failures = count() by runId = tostring(e.runId)
| where failures >= 5
'''
  }
  {
    name: 'app-fault'
    title: 'The app is at fault'
    severity: 2
    frequency: 'PT15M'
    window: 'PT15M'
    query: '''
| where event in ("unexpected_error", "account_failed", "slice_of_no_account", "refusal_not_recorded")
'''
  }
  {
    name: 'poison-queue'
    title: 'A message was given up'
    severity: 2
    frequency: 'PT15M'
    window: 'PT15M'
    query: '''
| where event == "poison_message_ignored"
    or (event == "health_checked" and tostring(e.degraded) has "poisonQueue")
'''
  }
  {
    name: 'health-failed'
    title: 'The register is not kept'
    severity: 1
    frequency: 'PT15M'
    window: 'PT1H'
    query: '''
| where event == "health_checked" and tostring(e.status) == "failed"
| summarize failures = count() by account
| where failures >= 2
'''
  }
  {
    name: 'health-degraded'
    title: 'The health has not been ok for a day'
    severity: 3
    frequency: 'PT1H'
    window: 'P1D'
    query: '''
| where event == "health_checked"
| summarize seen = count(), ok = countif(tostring(e.status) == "ok") by account
| where seen >= 12 and ok == 0
'''
  }
  {
    name: 'requests-overdue'
    title: 'The deadline of a person\'s request is over'
    severity: 1
    frequency: 'PT1H'
    window: 'PT1H'
    query: '''
| where event == "health_checked" and tostring(e.failed) has "requests"
'''
  }
  {
    name: 'quota'
    title: 'The daily quota of HubSpot is used up'
    severity: 3
    frequency: 'PT1H'
    window: 'PT1H'
    query: '''
| where event == "health_checked" and tostring(e.degraded) has "dailyQuota"
'''
  }
  {
    name: 'erased-are-back'
    title: 'Somebody who was erased is there again'
    severity: 1
    frequency: 'PT1H'
    window: 'PT1H'
    query: '''
| where event == "erasure_looked_after" and toint(e.found) > 0
'''
  }
  {
    name: 'copy-left'
    title: 'A copy for a person could not be deleted'
    severity: 2
    frequency: 'PT1H'
    window: 'PT1H'
    query: '''
| where event == "copy_not_deleted"
'''
  }
  {
    name: 'many-refusals'
    title: 'Many calls are refused'
    severity: 3
    frequency: 'PT1H'
    window: 'PT1H'
    query: '''
| where event == "request_refused"
| summarize refusals = count() by actor = tostring(e.actor)
| where refusals >= 50
'''
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: 'rekisteri-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Rekisteri: ${rule.title}'
      description: 'What to do: docs/runbook.md, section ${rule.name}.'
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      // The tables come with the first lines of the app.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: '${lines}${rule.query}'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]

// Nobody has reason to delete a seal, so each attempt counts, refused or not.
resource sealsTouched 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'rekisteri-seals-touched'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Rekisteri: somebody tried to delete or overwrite seals'
    description: 'What to do: docs/runbook.md, section seals-touched.'
    severity: 0
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: replace('''
StorageBlobLogs
| where AccountName == "SEALS"
| where OperationName startswith "Delete"
    or OperationName in ("PutBlock", "PutBlockList", "SetBlobMetadata", "SetBlobProperties", "SetContainerACL")
    or (Category == "StorageWrite" and StatusText in ("AuthorizationPermissionMismatch", "BlobImmutableDueToPolicy"))
''', 'SEALS', sealsAccount)
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: { actionGroups: [actionGroupId] }
  }
}
