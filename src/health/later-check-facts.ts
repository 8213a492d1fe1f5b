import { daysBetween, localDate } from '../register/calendar.ts';
import type { LaterCheck } from '../rights/erasure/list.ts';
import { erasureStores } from '../rights/erasure/stores.ts';
import type { Engine } from '../work/engine.ts';
import type { LaterCheckFacts } from './facts.ts';

/** The clock runs every day, and a day late is late by an outage only. */
const LATE_AFTER_DAYS = 2;

/** Reads what later checks of erasures have found, and which of them were not made in time: one small partition. */
export async function readLaterCheckFacts(
  engine: Pick<Engine, 'storage' | 'rowMacs' | 'policy' | 'now'>,
): Promise<LaterCheckFacts> {
  const lists = await erasureStores(engine).lists.inStates(['completed', 'partly_completed']);
  const today = localDate(engine.now(), engine.policy.timeZone);
  const checks = lists.flatMap(({ id, laterChecks }) => laterChecks.map((check) => ({ erasureId: id, ...check })));
  const isLate = ({ at, dueOn }: LaterCheck) => at === null && daysBetween(dueOn, today) > LATE_AFTER_DAYS;
  const isBack = ({ result, goneAt }: LaterCheck) => result === 'found' && goneAt === null;
  return {
    back: checks
      .filter(isBack)
      .map(({ erasureId, days, found, foundCount }) => ({ erasureId, days, found, foundCount })),
    late: checks.filter(isLate).map(({ erasureId, days }) => ({ erasureId, days })),
  };
}
