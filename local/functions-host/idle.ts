import { setTimeout as delay } from 'node:timers/promises';
import { describeError, FunctionsHostError } from './errors.ts';
import type { QueueListener } from './queue-trigger.ts';
import type { Running } from './running.ts';

/**
 * Resolves when nothing runs and no queue holds a visible message. A storage fault means "not idle".
 * @throws FunctionsHostError `stopped` when the host is closed meanwhile.
 */
export async function waitUntilIdle(host: {
  readonly queues: readonly QueueListener[];
  readonly running: Running;
  readonly pollIntervalMs: number;
  readonly log: (line: string) => void;
  readonly stopped: () => boolean;
}): Promise<void> {
  for (;;) {
    await host.running.settled();
    if (host.stopped()) throw new FunctionsHostError('stopped', 'The host was closed before it was idle.');
    const started = host.running.started;
    const waiting = await someVisible(host.queues, host.log);
    // A message that was taken off its queue just before we looked is on its way to a function.
    await Promise.all(host.queues.map((queue) => queue.received()));
    if (!waiting && host.running.count === 0 && host.running.started === started) return;
    for (const queue of host.queues) queue.wake();
    await delay(host.pollIntervalMs);
  }
}

async function someVisible(queues: readonly QueueListener[], log: (line: string) => void): Promise<boolean> {
  try {
    return (await Promise.all(queues.map((queue) => queue.hasVisibleMessage()))).includes(true);
  } catch (error) {
    log(`A queue cannot be looked at: ${describeError(error)}`);
    return true;
  }
}
