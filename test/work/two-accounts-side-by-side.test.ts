import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { http } from 'msw';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serve } from '../../local/simulator/serve.ts';
import { serveByToken } from '../../local/simulator/serve-by-token.ts';
import type { Run } from '../../src/runs/run.ts';
import { isFinished } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { expectRight } from '../support/expect-right.ts';
import { NOW } from '../support/sync-world.ts';
import { startTwoAccounts, type TwoAccounts, workOff } from '../support/two-accounts.ts';

const NAMES = ['balentor', 'toinen'] as const;
const PROCESS = fileURLToPath(new URL('../support/two-accounts-process.ts', import.meta.url));
const ALL = { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false } as const;
const ignore = () => undefined;

/** Holds everybody who comes until all who are expected are there at the same time. */
function meetingOf(met: (here: ReadonlySet<string>) => boolean) {
  const here = new Set<string>();
  let open = ignore;
  const opened = new Promise<void>((resolve) => {
    open = () => void resolve();
  });
  return async (who: string) => {
    here.add(who);
    if (met(here)) open();
    await opened;
  };
}

/** An engine that does something before each request to HubSpot. */
const before = (engine: Engine, each: () => Promise<void> | void): Engine => {
  const { transport } = engine.hubspot;
  const send: typeof transport.send = async (request) => {
    await each();
    return transport.send(request);
  };
  return { ...engine, hubspot: { ...engine.hubspot, transport: { ...transport, send } } };
};

const requestBoth = (trial: TwoAccounts) =>
  Promise.all(NAMES.map(async (name) => (await requestRun(trial[name].newEngine(), ALL)).runId));

/** Both runs come to their end, and each account is as it should be. */
async function expectBothRight(trial: TwoAccounts, runIds: readonly string[]): Promise<void> {
  const run = async (place: number): Promise<Run | undefined> =>
    (await trial[NAMES[place === 0 ? 0 : 1]].newEngine().ledger.find(runIds[place] ?? ''))?.run;
  await vi.waitFor(
    async () => {
      const runs = await Promise.all([run(0), run(1)]);
      expect(runs.map((one) => one?.status)).toEqual(['succeeded', 'succeeded']);
    },
    { timeout: 60_000, interval: 50 },
  );
  for (const name of NAMES) await vi.waitFor(() => expectRight(trial[name], NOW), { timeout: 60_000, interval: 50 });
}

test('in one process a slice of one account and a slice of the other run side by side', async () => {
  const trial = await startTwoAccounts();
  const meet = meetingOf((here) => here.size === NAMES.length);
  const runIds = await requestBoth(trial);
  await workOff(
    trial,
    trial.newProcess((engine, account) => before(engine, () => meet(account))),
  );
  await expectBothRight(trial, runIds);
});

test('in two processes a slice of one account and a slice of the other run side by side', async () => {
  // The processes live by real time, so HubSpot's limits do.
  const real = { hubspot: { rateClock: () => performance.now() } };
  const trial = await startTwoAccounts({ balentor: real, toinen: real });
  const runIds = await requestBoth(trial);
  // Each process reaches HubSpot at an address of its own, so that it can be told who asks.
  const meet = meetingOf((here) =>
    [0, 1].some((process) => here.has(`balentor ${process}`) && here.has(`toinen ${1 - process}`)),
  );
  for (const process of [0, 1]) {
    const served = NAMES.map(async (name) => {
      const hold = http.all('*', () => meet(`${name} ${process}`));
      const { hubspot } = trial[name];
      return [`token-of-${name}`, await serve({ ...hubspot, handlers: [hold, ...hubspot.handlers] })] as const;
    });
    const front = await serveByToken(new Map(await Promise.all(served)));
    const accounts = NAMES.map((name) => {
      const tables = name === 'balentor' ? 'unsuffixed' : 'suffixed';
      return { name, tables, token: `token-of-${name}`, names: trial.names[name] };
    });
    const told = { hubspot: front.url, storage: trial.connectionString, now: new Date(NOW).toISOString(), accounts };
    const child = fork(PROCESS, [JSON.stringify(told)], { execArgv: [], stdio: 'inherit' });
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await front.close();
    });
  }
  await expectBothRight(trial, runIds);
});

test('within an account a slice that is delivered twice at the same time is worked on once', async () => {
  const trial = await startTwoAccounts();
  const { toinen } = trial;
  let working: Set<number> = new Set();
  const engines = [0, 1].map((number) => before({ ...toinen.newEngine(), sliceMs: 0 }, () => void working.add(number)));
  const { runId } = await requestRun(toinen.newEngine(), ALL);
  const ledger = toinen.newEngine().ledger;
  let slices = 0;
  for (;;) {
    const run = (await ledger.find(runId))?.run;
    if (run === undefined || isFinished(run)) break;
    working = new Set();
    await Promise.all(engines.map((engine) => runSlice(engine, { runId, slice: run.slice }, ignore)));
    expect(working.size).toBeLessThanOrEqual(1);
    slices += 1;
  }
  expect(slices).toBeGreaterThan(3);
  await expectRight(toinen, NOW);
});
