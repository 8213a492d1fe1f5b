import { type Check, checkOf, type Problem } from '../check.ts';
import type { ErasureFacts, HealthFacts } from '../facts.ts';
import { unread } from './storage.ts';

/** Syncs start what is due, a quarter of an hour apart unless the schedule says otherwise, and wait for other runs. */
const ALLOWANCE_MS = 3 * 3_600_000;

/** Whether what was approved is carried out in time, and comes to its end. */
export function checkErasures({ erasures }: Pick<HealthFacts, 'erasures'>, now: number): Check {
  if (!erasures.known) return unread('erasures', 'The lists of people to erase', erasures);
  const { waiting, executing } = erasures.value;
  const problems = [...overdue(waiting, now), ...stuck(executing)];
  return checkOf('erasures', problems, { approved: waiting.length, executing: executing.length });
}

function overdue(waiting: ErasureFacts['waiting'], now: number): Problem[] {
  return waiting.flatMap(({ id, executeFrom }) => {
    if (executeFrom === null || Date.parse(executeFrom) + ALLOWANCE_MS >= now) return [];
    const reason = `The list ${id} of people to erase is approved and should have been carried out since ${executeFrom}.`;
    return [{ status: 'degraded', reason, action: 'A sync carries it out when it succeeds: see the check sync.' }];
  });
}

function stuck(executing: ErasureFacts['executing']): Problem[] {
  return executing.flatMap(({ id, problem }) => {
    if (problem === null) return [];
    const reason = `The list ${id} of people to erase has not come to its end: ${problem}`;
    return [{ status: 'degraded', reason, action: 'Mend the reason; the next sync goes on with it.' }];
  });
}
