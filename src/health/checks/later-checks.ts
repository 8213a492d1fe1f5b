import { type Check, checkOf, type Problem } from '../check.ts';
import type { LaterCheckFacts, HealthFacts } from '../facts.ts';
import { unread } from './storage.ts';

/** So many ids are told of each list; GET /api/erasures/{id} has more. */
const MOST_IDS = 20;

/** Whether everybody who was erased is still gone, as far as later checks have looked. */
export function checkLaterChecks({ laterChecks }: Pick<HealthFacts, 'laterChecks'>): Check {
  if (!laterChecks.known) return unread('laterChecks', 'What later checks of erasures have found', laterChecks);
  const { back, late } = laterChecks.value;
  const facts = { found: back.map((one) => ({ ...one, found: one.found.slice(0, MOST_IDS) })), late };
  return checkOf('laterChecks', [...back.flatMap(found), ...late.map(notMade)], facts);
}

function found({ erasureId, days, found: ids, foundCount }: LaterCheckFacts['back'][number]): Problem[] {
  const people = ids.filter((id) => !id.includes(':')).length;
  const said = `${days} days after the erasure ${erasureId}, ${foundCount} of its records were in HubSpot again`;
  const again = 'The next run of the retention clock looks again.';
  if (people > 0) {
    const reason = `${said}, people among them.`;
    const action = `Find out in HubSpot's audit logs who brought them back, and have a new list prepared for contacts that are to go. ${again}`;
    return [{ status: 'failed', reason, action }];
  }
  const action = `Find out in HubSpot's audit logs who restored those engagements, and delete them there again; HubSpot empties its recycle bin after 90 days. ${again}`;
  return [{ status: 'degraded', reason: `${said}, all of them engagements.`, action }];
}

function notMade({ erasureId, days }: LaterCheckFacts['late'][number]): Problem {
  const reason = `Whether everything of the erasure ${erasureId} is still gone after ${days} days is not known yet.`;
  const action = 'See the problems of the latest run of the retention clock; the next one looks again.';
  return { status: 'degraded', reason, action };
}
