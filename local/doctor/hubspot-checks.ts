import type { Now } from '../../src/clock.ts';
import { digestOf } from '../../src/digest.ts';
import { type Check, checkOf } from '../../src/health/check.ts';
import { checkConsents, checkProperties } from '../../src/health/checks/account.ts';
import { checkScopes, checkToken } from '../../src/health/checks/hubspot.ts';
import { askHubSpot } from '../../src/health/hubspot/ask.ts';
import { known, notKnown } from '../../src/health/known.ts';
import { readAccount } from '../../src/hubspot/account.ts';
import type { BudgetState } from '../../src/hubspot/budget-state.ts';
import { readDefinitions } from '../../src/hubspot/definitions.ts';
import { HubSpotError } from '../../src/hubspot/errors.ts';
import { planProvisioning } from '../../src/hubspot/provisioning.ts';
import type { Access } from '../../src/hubspot/records.ts';
import { inProcess } from '../../src/hubspot/shared-state.ts';
import { readSubscriptionTypes } from '../../src/hubspot/subscriptions.ts';
import { createTransport } from '../../src/hubspot/transport.ts';
import { pathsOf } from '../../src/hubspot/version.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { noticeWords, worded } from '../../src/register/notice-words.ts';
import { COMPANY_PROPERTIES, contactPropertiesWith, REGISTER_GROUP } from '../../src/register/properties.ts';
import { channelOptions } from '../../src/register/purpose.ts';
import type { HubSpotSettings } from '../../src/settings/hubspot.ts';

/**
 * Whether HubSpot takes the token, which scopes it has, and what the first run would define. The requests are those of a run, and only
 * read; the budget is counted in this process alone, so nothing is kept of them.
 */
export async function hubspotChecks(settings: HubSpotSettings, policy: Policy, now: Now): Promise<Check[]> {
  const transport = createTransport({ ...settings, shared: inProcess<BudgetState>() });
  const access: Access = { transport, paths: pathsOf(settings.apiVersion) };
  const findings = await askHubSpot(access, policy, digestOf(policy), now());
  const hubspot = known({ findings, effort: 'asked' as const });
  const token = notHeardIsAFault(checkToken(hubspot, now()));
  const others = token.status === 'ok' ? [await definitionsCheck(access, policy)] : [];
  return [
    { ...token, facts: { ...token.facts, ...(await accountFacts(access, token)) } },
    withWhatIsLost(scopesCheck(checkScopes(hubspot, notKnown('no run has been looked at')), token)),
    lackingIsNoFault(checkProperties(hubspot)),
    checkConsents(hubspot, policy.consents.legalBasis),
    ...others,
  ];
}

async function accountFacts(access: Access, token: Check): Promise<Check['facts']> {
  if (token.status !== 'ok') return {};
  try {
    const { portalId, timeZone, hostingLocation } = await readAccount(access);
    return { account: portalId, timeZone, hostingLocation };
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    return { account: `not known (${error.reason})` };
  }
}

/** Nothing asks again later, as the app does: without an answer nothing is known to be right. */
function notHeardIsAFault(check: Check): Check {
  if (check.status !== 'degraded') return check;
  return {
    ...check,
    status: 'failed',
    action: 'See whether HubSpot can be reached from here, and run the doctor again.',
  };
}

/** Scopes of which HubSpot said nothing are not right. */
function scopesCheck(check: Check, token: Check): Check {
  if (check.status !== 'ok' || token.status === 'ok') return check;
  const reason = 'Unknown: HubSpot did not answer all that it was asked.';
  return checkOf('hubspotScopes', [{ status: 'degraded', reason, action: 'See the check hubspotToken.' }], check.facts);
}

/** What nobody has without an optional scope. */
const LOST = [
  'crm.lists.read and crm.lists.write: staff have no segments',
  'crm.lists.read: access copies do not say which lists a person is on',
  'crm.objects.marketing_events.read: access copies do not say which marketing events a person took part in',
  'conversations.read: access copies hold no conversations (chat, shared inboxes)',
  'crm.objects.feedback_submissions.read: access copies hold no answers to surveys',
];

function withWhatIsLost(check: Check): Check {
  return { ...check, facts: { ...check.facts, withoutAnOptionalScope: LOST } };
}

/** Before the first run there are none. */
function lackingIsNoFault(check: Check): Check {
  const { lacking } = check.facts;
  const isAllOfIt = check.status === 'degraded' && Array.isArray(lacking) && lacking.length > 0;
  return isAllOfIt ? { ...check, status: 'ok' } : check;
}

/** What the next run over everything would make or repair. */
async function definitionsCheck(access: Access, policy: Policy): Promise<Check> {
  try {
    const purposes = await readSubscriptionTypes(access);
    const needed = { contacts: contactPropertiesWith(channelOptions(purposes)), companies: COMPANY_PROPERTIES };
    const plans = await Promise.all(
      (['contacts', 'companies'] as const).map(async (on) => {
        const held = await readDefinitions(access, on);
        return planProvisioning(on, held, REGISTER_GROUP, worded(needed[on], noticeWords(policy)));
      }),
    );
    const names = (kind: 'create' | 'repair') =>
      plans.flatMap(({ objectType, [kind]: some }) => some.map(({ name }) => `${objectType}.${name}`));
    return checkOf('definitions', [], { wouldMake: names('create'), wouldRepair: names('repair') });
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    const reason = `What the next run would define cannot be told (${error.reason}).`;
    return checkOf('definitions', [{ status: 'degraded', reason, action: 'See hubspotScopes.' }]);
  }
}
