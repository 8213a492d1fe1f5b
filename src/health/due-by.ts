import { Cron } from 'croner';

/**
 * The instant since which a function with this schedule should have done its work: the last time but one at which it was
 * due, some allowance ago. So one missed time is forgiven, two are not, however irregular the schedule. `undefined` when
 * it was not due twice yet.
 */
export function dueBy(schedule: string, now: number, allowanceMs: number): number | undefined {
  const cron = new Cron(schedule, { paused: true, mode: '6-part', timezone: 'UTC' });
  return cron
    .previousRuns(2, new Date(now - allowanceMs))
    .at(1)
    ?.getTime();
}
