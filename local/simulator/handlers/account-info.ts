import { DateTime } from 'luxon';
import type { Answer, Call, Family } from '../call.ts';

/** Facts about the account, and today's use of its request budget. */
export const accountInfoFamily: Family = {
  prefix: '/account-info',
  endpoints: [
    { method: 'GET', pattern: /^\/details$/u, budget: 'burst', scopes: () => [['oauth']], answer: details },
    {
      method: 'GET',
      pattern: /^\/api-usage\/daily\/private-apps$/u,
      budget: 'burst',
      scopes: () => [['oauth']],
      answer: usage,
    },
  ],
};

function details(call: Call): Answer {
  const { portalId, timeZone, hostingLocation = 'eu1' } = call.world.account;
  const local = DateTime.fromMillis(call.at, { zone: timeZone });
  return {
    status: 200,
    body: {
      portalId,
      accountType: 'STANDARD',
      timeZone,
      companyCurrency: 'EUR',
      additionalCurrencies: [],
      utcOffset: local.toFormat('ZZ'),
      utcOffsetMilliseconds: local.offset * 60_000,
      uiDomain: 'app-eu1.hubspot.com',
      dataHostingLocation: hostingLocation,
    },
  };
}

function usage(call: Call): Answer {
  const { budget, limits } = call.world;
  const { used, resetsAt } = budget.today(call.at);
  const result = {
    name: 'private-apps-api-calls-daily',
    usageLimit: limits.daily,
    currentUsage: used,
    collectedAt: new Date(call.at).toISOString(),
    fetchStatus: 'SUCCESS',
    resetsAt: new Date(resetsAt).toISOString(),
  };
  return { status: 200, body: { results: [result] } };
}
