import { type Check, checkOf } from '../check.ts';
import { dueBy } from '../due-by.ts';
import type { HealthFacts } from '../facts.ts';
import { unread } from './storage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A trail of a young register need not have been verified yet. */
const UNVERIFIED_MS = 2 * DAY;
/** A slice that was cut short is repeated long before. */
const OPEN_MS = HOUR;

/** Whether the audit trail was verified in time, and found whole. */
export function checkVerification(facts: HealthFacts, now: number): Check {
  const { verification, trailSince, settings } = facts;
  if (!verification.known) return unread('verification', 'The last verification', verification);
  const last = verification.value;
  if (last === undefined) {
    if (!trailSince.known) return unread('verification', 'The age of the audit trail', trailSince);
    const since = trailSince.value;
    if (since === null || now - Date.parse(since) <= UNVERIFIED_MS)
      return checkOf('verification', [], { trailSince: since });
    const reason = `The audit trail was never verified, and began at ${since}.`;
    return checkOf('verification', [{ status: 'degraded', reason, action: LOOK_AT_TIMER }], { trailSince: since });
  }
  const { at, status, faults } = last;
  const shown = { verifiedAt: at, faults, schedule: settings.schedules.verify };
  if (status === 'failed') {
    const reason = `The verification at ${at} found ${faults} faults: audit events were changed or removed.`;
    return checkOf('verification', [{ status: 'failed', reason, action: FOLLOW_UP }], shown);
  }
  // None is forgiven: whoever puts an older result back over one with faults is found by its time.
  if (Date.parse(at) >= (dueBy(settings.schedules.verify, now, 3 * HOUR, 0) ?? 0))
    return checkOf('verification', [], shown);
  const reason = `The audit trail was last verified at ${at}: a verification is overdue.`;
  return checkOf('verification', [{ status: 'degraded', reason, action: LOOK_AT_TIMER }], shown);
}

const LOOK_AT_TIMER = 'Look whether the function verifyAudit is enabled, and at its log.';
const FOLLOW_UP =
  'Treat it as an incident: keep the tables as they are, see GET /api/audit/verification, and find out who had access.';

/** Intents without outcome: normal for moments while a run writes. */
export function checkOpenIntents({ openIntents }: Pick<HealthFacts, 'openIntents'>, now: number): Check {
  if (!openIntents.known) return unread('openIntents', 'The open intents of the audit trail', openIntents);
  const { count, oldestAt } = openIntents.value;
  if (oldestAt === null || now - Date.parse(oldestAt) <= OPEN_MS)
    return checkOf('openIntents', [], { count, oldestAt });
  const reason = `${count} intents have no outcome, the oldest since ${oldestAt}: a run was cut short and none has gone on.`;
  const action = 'Start a run over everything: it looks at HubSpot and records what became of them.';
  return checkOf('openIntents', [{ status: 'degraded', reason, action }], { count, oldestAt });
}
