import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TableClient } from '@azure/data-tables';
import { expect, onTestFinished, test } from 'vitest';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import type { LogEntry } from '../../local/simulator/log.ts';
import { serve } from '../../local/simulator/serve.ts';
import { createSimulator } from '../../local/simulator/simulator.ts';
import { freshStorageNames } from '../support/storage.ts';

const TEN_SECONDLY = 40;
const PROCESS = fileURLToPath(new URL('../support/budget-process.ts', import.meta.url));

/** The most requests of one window, and the shortest time that one more took. */
function shortest(entries: readonly LogEntry[], limit: number): number {
  const times = entries.map(({ at }) => at).sort((a, b) => a - b);
  return Math.min(...times.slice(limit).map((at, index) => at - (times[index] ?? 0)));
}

test('two processes that ask for all they can get, and one that takes over from a killed one, keep to one budget', async () => {
  const names = freshStorageNames();
  const table = names.table('Index');
  await TableClient.fromConnectionString(names.connectionString, table, {
    allowInsecureConnection: true,
  }).createTable();
  const simulator = createSimulator({
    account: emptyAccount(4242, 'Europe/Helsinki'),
    now: Date.now,
    latencyMs: 20,
    limits: { tenSecondly: TEN_SECONDLY },
  });
  const served = await serve(simulator);
  const running: ChildProcess[] = [];
  onTestFinished(async () => {
    for (const child of running) child.kill('SIGKILL');
    await served.close();
  });
  const start = (name: number) => {
    const { connectionString: storage } = names;
    const options = Object.entries({ hubspot: served.url, storage, table, name });
    const child = fork(
      PROCESS,
      options.map(([option, value]) => `--${option}=${value}`),
      { execArgv: [] },
    );
    running.push(child);
    return child;
  };
  /** Until the process was given so many lists; rejects when it ends before. */
  const lists = (child: ChildProcess, count: number) =>
    new Promise<void>((resolve, reject) => {
      let left = count;
      child.on('message', () => {
        left -= 1;
        if (left === 0) resolve();
      });
      child.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
    });

  const [first, second] = [start(1), start(2)];
  await Promise.all([lists(first, 5), lists(second, 5)]);
  first.kill('SIGKILL');
  const third = start(3);
  await Promise.all([lists(second, 15), lists(third, 15)]);

  const { log } = simulator;
  expect(log.filter(({ status }) => status !== 200)).toEqual([]);
  const searches = log.filter(({ path }) => path.endsWith('/search'));
  const others = log.filter(({ path }) => !path.endsWith('/search'));
  expect(new Set(others.map(({ query }) => query))).toEqual(new Set(['?limit=1', '?limit=2', '?limit=3']));
  expect(others.length).toBeGreaterThan(TEN_SECONDLY);
  expect(searches.length).toBeGreaterThan(20);
  expect(shortest(others, TEN_SECONDLY)).toBeGreaterThan(10_000);
  expect(shortest(searches, 5)).toBeGreaterThan(1_000);
});
