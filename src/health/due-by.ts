import { Cron } from 'croner';

/**
 * The instant since which a function with this schedule should have done its work: the last time but one at which it was
 * due, some allowance ago. So one missed time is forgiven, two are not, however irregular the schedule; or as many as
 * `forgiven` says. `undefined` when it was not due so often yet.
 */
export function dueBy(schedule: string, now: number, allowanceMs: number, forgiven = 1): number | undefined {
  const cron = new Cron(schedule, { paused: true, mode: '6-part', timezone: 'UTC' });
  return cron
    .previousRuns(forgiven + 1, new Date(now - allowanceMs))
    .at(forgiven)
    ?.getTime();
}
