// What a month may cost. It warns; nothing stops by itself.

param amount int
@description('First day of a month.')
param startDate string
param contactEmail string

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: 'rekisteri'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      spent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [contactEmail]
      }
      expected: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [contactEmail]
      }
    }
  }
}
