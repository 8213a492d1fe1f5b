import { Cron } from 'croner';
import type { Now } from '../../src/clock.ts';
import type { TimerTrigger } from './bindings.ts';
import { describeError, FunctionsHostError } from './errors.ts';
import type { Invoke } from './invoke.ts';
import type { RegisteredFunction } from './registrations.ts';
import type { Running } from './running.ts';

export interface TimerRun {
  /** What the handler reads from `timer.isPastDue`; the host sets it when an occurrence was missed. */
  readonly isPastDue?: boolean;
}

export interface TimerListener {
  /** Runs the function by hand, after a run in progress if there is one; rejects with what it throws. */
  run(options?: TimerRun): Promise<void>;
  start(): void;
  stop(): void;
}

/** What .NET writes for "never", as the Functions host does in a schedule without history. */
const NEVER = '0001-01-01T00:00:00';

/**
 * Runs a timer function by its NCRONTAB schedule (six fields, seconds first, UTC). An occurrence is skipped while a run
 * is in progress; nothing runs at start-up unless `runOnStartup` is set.
 * @throws FunctionsHostError `bad_schedule`
 */
export function createTimerListener(
  fn: RegisteredFunction,
  trigger: TimerTrigger,
  { invoke, now, running }: { readonly invoke: Invoke; readonly now: Now; readonly running: Running },
): TimerListener {
  const cron = parse(fn.metadata.name, trigger.schedule);
  let last: string | undefined;
  let queued = 0;
  let tail: Promise<unknown> = Promise.resolve();

  const runOnce = async ({ isPastDue = false }: TimerRun) => {
    const next = cron.nextRun(new Date(now()))?.toISOString() ?? NEVER;
    const status = { Last: last ?? NEVER, LastUpdated: last ?? NEVER, Next: next };
    const timer = { Schedule: { AdjustForDST: true }, ScheduleStatus: status, IsPastDue: isPastDue };
    try {
      await invoke(fn, { triggerName: trigger.name, data: { json: JSON.stringify(timer) } });
    } finally {
      last = new Date(now()).toISOString();
    }
  };

  const run = (options: TimerRun = {}) => {
    queued += 1;
    const turn = running
      .run(() => tail.then(() => runOnce(options)))
      .finally(() => {
        queued -= 1;
      });
    tail = turn.catch(() => undefined);
    return turn;
  };

  // A failed run is already in the log and, as in Azure, waits for the next occurrence.
  const tick = () => {
    if (queued === 0) run().catch(() => undefined);
  };

  return {
    run,
    start: () => {
      if (trigger.runOnStartup) tick();
      cron.schedule(tick);
    },
    stop: () => cron.stop(),
  };
}

function parse(name: string, schedule: string): Cron {
  try {
    // NCRONTAB wants day of month AND day of week, where cron takes either.
    return new Cron(schedule, { mode: '6-part', timezone: 'UTC', domAndDow: true });
  } catch (error) {
    throw new FunctionsHostError('bad_schedule', `Function ${name}: ${describeError(error)}`);
  }
}
