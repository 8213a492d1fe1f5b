import { fileURLToPath } from 'node:url';
import { QueueClient } from '@azure/storage-queue';
import { onTestFinished, vi } from 'vitest';
import {
  type FunctionsHost,
  type FunctionsHostOptions,
  startFunctionsHost,
} from '../../../local/functions-host/host.ts';
import { freshStorageNames } from '../../support/storage.ts';

export interface FixtureHost {
  readonly host: FunctionsHost;
  /** Everything the host logged, in order. */
  readonly lines: string[];
  readonly queue: QueueClient;
  readonly poison: QueueClient;
}

export interface FixtureOptions extends Partial<FunctionsHostOptions> {
  readonly fixture?: 'fixture' | 'fixture-base64' | 'fixture-streams';
  /** The schedule of the timer `tick`; by default it never comes. */
  readonly schedule?: string;
  /** What happens to the queue before the host sees it; it does not exist yet. */
  readonly prepare?: (queue: QueueClient) => Promise<void>;
}

/** Starts the fixture app on queues of its own and closes it when the test ends. */
export async function startFixture(options: FixtureOptions = {}): Promise<FixtureHost> {
  const { fixture = 'fixture', schedule = '0 0 0 1 1 *', prepare, ...overrides } = options;
  const storage = freshStorageNames();
  const queueName = storage.queue('work');
  vi.stubEnv('FIXTURE_QUEUE', queueName);
  vi.stubEnv('FIXTURE_SCHEDULE', schedule);
  const queue = new QueueClient(storage.connectionString, queueName);
  await prepare?.(queue);
  const lines: string[] = [];
  const host = await startFunctionsHost({
    root: fileURLToPath(new URL(fixture, import.meta.url)),
    port: 0,
    connectionString: (name) => (name === 'FixtureStorage' ? storage.connectionString : undefined),
    log: (line) => lines.push(line),
    pollIntervalMs: 10,
    ...overrides,
  });
  onTestFinished(() => host.close());
  return {
    host,
    lines,
    queue,
    poison: new QueueClient(storage.connectionString, `${queueName}-poison`),
  };
}

/** What a fixture function said with `context.log`, parsed. */
export function said(lines: readonly string[], functionName: string): unknown[] {
  const start = `${functionName}: information: `;
  return lines.filter((line) => line.startsWith(start)).map((line) => JSON.parse(line.slice(start.length)));
}
