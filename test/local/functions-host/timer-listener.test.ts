import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../../local/functions-host/invoke.ts';
import { Running } from '../../../local/functions-host/running.ts';
import { createTimerListener } from '../../../local/functions-host/timer-trigger.ts';

const START = Date.parse('2026-11-23T10:00:00.500Z');
const fn = { metadata: { name: 'tick', bindings: {} }, handler: () => undefined };

function listen(options: { schedule: string; runOnStartup?: boolean; invoke: (call: Call) => Promise<object> }) {
  const { schedule, runOnStartup = false, invoke } = options;
  const trigger = { type: 'timerTrigger', name: 'timer', schedule, runOnStartup } as const;
  return createTimerListener(fn, trigger, {
    invoke: (_fn, call) => invoke(call),
    now: () => START,
    running: new Running(),
  });
}

describe('createTimerListener', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('skips occurrences while a run is in progress', async () => {
    const runs: PromiseWithResolvers<object>[] = [];
    const timer = listen({
      schedule: '* * * * * *',
      invoke: () => {
        const run = Promise.withResolvers<object>();
        runs.push(run);
        return run.promise;
      },
    });
    timer.start();
    await vi.advanceTimersByTimeAsync(3000);
    expect(runs).toHaveLength(1);
    runs[0]?.resolve({});
    await vi.advanceTimersByTimeAsync(0);
    expect(runs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toHaveLength(2);
    timer.stop();
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('with runOnStartup %s runs %d times at once', async (runOnStartup, times) => {
    const invoke = vi.fn(async () => ({}));
    const timer = listen({ schedule: '0 0 0 1 1 *', runOnStartup, invoke });
    timer.start();
    await vi.advanceTimersByTimeAsync(0);
    timer.stop();
    expect(invoke).toHaveBeenCalledTimes(times);
  });

  it('goes on after a failed run', async () => {
    const invoke = vi.fn(() => Promise.reject(new Error('broken')));
    const timer = listen({ schedule: '* * * * * *', invoke });
    timer.start();
    await vi.advanceTimersByTimeAsync(2000);
    timer.stop();
    expect(invoke).toHaveBeenCalledTimes(2);
  });

  it('wants day of month and day of week together, as NCRONTAB does, and sends the shape of the Functions host', async () => {
    const invoke = vi.fn(async (_call: Call) => ({}));
    await listen({ schedule: '0 0 0 13 * 5', invoke }).run({ isPastDue: true });
    const never = '0001-01-01T00:00:00';
    const wire = {
      Schedule: { AdjustForDST: true },
      ScheduleStatus: { Last: never, LastUpdated: never, Next: '2027-08-13T00:00:00.000Z' },
      IsPastDue: true,
    };
    expect(invoke).toHaveBeenCalledExactlyOnceWith({ triggerName: 'timer', data: { json: JSON.stringify(wire) } });
  });
});
