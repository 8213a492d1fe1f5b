import type { Policy } from '../policy/schema.ts';
import { formatInstant } from '../register/instant.ts';
import { type Check, type Health, worstOf } from './check.ts';
import { checkConsents, checkProperties } from './checks/account.ts';
import { checkOpenIntents, checkVerification } from './checks/audit.ts';
import { checkDrift } from './checks/drift.ts';
import { checkScopes, checkToken } from './checks/hubspot.ts';
import { checkErasures } from './checks/erasures.ts';
import { checkLaterChecks } from './checks/later-checks.ts';
import { checkNotice } from './checks/notice.ts';
import { checkOffboarding } from './checks/offboarding.ts';
import { checkQuota } from './checks/quota.ts';
import { checkRequests } from './checks/requests.ts';
import { checkWork } from './checks/runs.ts';
import { checkReturns } from './checks/returns.ts';
import { checkSegments } from './checks/segments.ts';
import { checkSeals } from './checks/seals.ts';
import { checkPolicy, checkSettings } from './checks/settings.ts';
import { checkPoisonQueue, checkStorage, unread } from './checks/storage.ts';
import { checkVersion } from './checks/version.ts';
import type { HealthFacts } from './facts.ts';
import { type Work, workDueBy } from './work.ts';

/** Decides from facts how the register is. Pure; `now` in milliseconds. */
export function decideHealth(facts: HealthFacts, policy: Policy, now: number): Health {
  const { settings, hubspot, runs, systemNow } = facts;
  const checks = [
    checkVersion(facts),
    checkSettings(settings),
    checkPolicy(settings, policy),
    checkStorage(facts),
    checkPoisonQueue(facts),
    checkToken(hubspot, systemNow),
    checkScopes(hubspot, runs),
    checkProperties(hubspot),
    checkConsents(hubspot, policy.consents.legalBasis),
    checkQuota(facts),
    ...(['sync', 'retentionClock', 'reconcile'] as const).map((work) => runCheck(work, facts, policy, now)),
    checkOpenIntents(facts, now),
    checkVerification(facts, now),
    checkSeals(facts, now),
    checkReturns(facts),
    checkErasures(facts, now),
    checkLaterChecks(facts),
    checkNotice(policy, now),
    checkDrift(facts),
    checkRequests(facts),
    checkSegments(facts),
    checkOffboarding(facts),
  ];
  return { status: worstOf(checks.map(({ status }) => status)), checkedAt: formatInstant(now), checks };
}

function runCheck(work: Work, { runs, anchor, settings }: HealthFacts, { undone }: Policy, now: number): Check {
  if (!runs.known) return unread(work, 'The runs', runs);
  const { inUseForADay, [work]: ended } = runs.value;
  const limit = workDueBy(work, settings.schedules, now);
  const seenUntil = work === 'sync' && anchor.known ? anchor.value : undefined;
  return checkWork({ work, undone, now, runs: ended, limit, inUseForADay, seenUntil });
}
