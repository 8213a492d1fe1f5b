import { Cron } from 'croner';
import { z } from 'zod';

/** When the timers fire: NCRONTAB, in UTC. */
export interface Schedules {
  readonly sync: string;
  readonly clock: string;
  readonly reconcile: string;
  readonly verify: string;
}

const schedule = (fallback: string) =>
  z
    .string()
    .trim()
    .default(fallback)
    .refine(isNcrontab, {
      error: 'must be an NCRONTAB expression of six fields, seconds first, such as 0 */15 * * * *',
      abort: true,
    })
    .refine(
      isOnceAMinuteAtMost,
      'fires more often than once a minute: let its first field be one number, such as 0 */15 * * * *',
    );

/** Settings of the timers. */
export const scheduleShape = {
  SYNC_SCHEDULE: schedule('0 */15 * * * *'),
  // Midnight in Helsinki is 22:00 UTC in winter and 21:00 in summer; Flex Consumption knows no zone but UTC.
  CLOCK_SCHEDULE: schedule('0 5 21,22 * * *'),
  RECONCILE_SCHEDULE: schedule('0 0 1 * * 0'),
  VERIFY_SCHEDULE: schedule('0 30 2 * * *'),
};

const valuesSchema = z.object(scheduleShape);

/** The schedules as the program names them. */
export function schedulesOf(value: z.infer<typeof valuesSchema>): Schedules {
  return {
    sync: value.SYNC_SCHEDULE,
    clock: value.CLOCK_SCHEDULE,
    reconcile: value.RECONCILE_SCHEDULE,
    verify: value.VERIFY_SCHEDULE,
  };
}

/** One field of NCRONTAB: `*`, numbers or three-letter names, as ranges, steps and lists. */
const NCRONTAB_FIELD = /^(\*|\w{1,3}(-\w{1,3})?)(\/\d+)?(,(\*|\w{1,3}(-\w{1,3})?)(\/\d+)?)*$/;

/** Croner knows more than the Functions host: `L`, `W`, `#`, `?`, dates, and Sunday as 7. Those are refused first. */
function isNcrontab(expression: string): boolean {
  const fields = expression.split(/\s+/);
  if (!fields.every((field) => NCRONTAB_FIELD.test(field) && !/\d[LW]|^[LW]+$/i.test(field))) return false;
  if (/(^|[,-])7/.test(fields.at(-1) ?? '')) return false;
  try {
    new Cron(expression, { paused: true, mode: '6-part' }).stop();
    return true;
  } catch {
    return false;
  }
}

/** Its seconds alone tell: two of one minute are less than a minute apart, in whichever minutes it fires. */
function isOnceAMinuteAtMost(expression: string): boolean {
  const [seconds = '*'] = expression.split(/\s+/);
  const cron = new Cron(`${seconds} * * * * *`, { paused: true, mode: '6-part', timezone: 'UTC' });
  const [first, second] = cron.nextRuns(2, new Date(0));
  return first === undefined || second === undefined || second.getTime() - first.getTime() >= 60_000;
}
