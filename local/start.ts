import { once } from 'node:events';
import { elapsed } from '../src/clock.ts';
import type { Register } from '../src/http/register.ts';
import { HubSpotError } from '../src/hubspot/errors.ts';
import { SafeError } from '../src/safe-error.ts';
import { useProxy } from '../src/settings/proxy.ts';
import { toldPlainly } from '../src/storage/unavailable.ts';
import { OFF_BOARDED } from '../src/work/off-boarded.ts';
import { createLocalSignIn } from './sign-in/sign-in.ts';
import { startAppHost } from './start/app-host.ts';
import { callerHeaders } from './start/caller.ts';
import { Closing } from './start/closing.ts';
import { whomToErase } from './start/erasure-places.ts';
import { StartError } from './start/errors.ts';
import { firstRun } from './start/first-run.ts';
import { FunctionsClient } from './start/functions-client.ts';
import { HostLog } from './start/host-log.ts';
import { readOptions, type StartOptions, USAGE } from './start/options.ts';
import { whatRunsWhere, whereToLook } from './start/places.ts';
import { createProgress } from './start/progress.ts';
import { type RegisterView, readRegister } from './start/register-view.ts';
import type { RunView } from './start/run-view.ts';
import { stopOnSignals } from './start/signals.ts';
import { readStaffView } from './start/staff-view.ts';
import { prepareSurroundings, type Surroundings } from './start/surroundings.ts';
import { withoutDelay } from './start/without-delay.ts';
import { contactTable, registerTables, runTables } from './start/tables.ts';

const USAGE_STATUS = 2;

/** Everything that the first run and what follows it need. */
interface Started {
  readonly registers: readonly Register[];
  readonly surroundings: Surroundings;
  /** Of the functions, for this program and for people. */
  readonly url: string;
  readonly shownUrl: string;
  readonly log: HostLog;
  readonly signal: AbortSignal;
}

/** `npm start`. Gives the exit status. */
async function start(options: StartOptions): Promise<number> {
  const closing = new Closing();
  const log = new HostLog();
  const { signal, dispose } = stopOnSignals();
  try {
    const started = await startAll(options, { closing, log, signal });
    const status = await runAll(started, options);
    if (options.once || status !== 0) return status;
    console.log('\nUp until Ctrl-C.');
    log.goLive();
    if (!signal.aborted) await once(signal, 'abort');
    return 0;
  } catch (error) {
    if (signal.aborted) return options.once ? 1 : 0;
    console.error(messageOf(error));
    if (error instanceof StartError && error.code === 'unexpected_answer') printAll(log.problems());
    return 1;
  } finally {
    await closing.close();
    dispose();
  }
}

async function startAll(
  { port, once: onlyOnce, accounts, noDelay }: StartOptions,
  { closing, log, signal }: { closing: Closing; log: HostLog; signal: AbortSignal },
): Promise<Started> {
  if (noDelay) await withoutDelay(process.env, closing);
  const surroundings = await prepareSurroundings(process.env, closing, accounts);
  // Reads the settings when it is loaded, so not before they are complete; the functions share this instance.
  const { registers } = await import('../src/compose.ts');
  signal.throwIfAborted();
  const { now, systemNow } = registers.first.engine;
  const front = createLocalSignIn(surroundings.settings.callers, systemNow);
  // One that ends after the first run would leave a run behind that a timer has begun.
  const host = await startAppHost(process.env, { port, now, log: log.line, front, timersFire: !onlyOnce });
  closing.add(() => host.close());
  const shownUrl = host.url.replace('127.0.0.1', 'localhost');
  console.log(whatRunsWhere(shownUrl, surroundings).join('\n'));
  return { registers: registers.all, surroundings, url: host.url, shownUrl, log, signal };
}

/** The first run of each register: one that fails does not stop another. Gives the worst exit status. */
async function runAll(started: Started, options: StartOptions): Promise<number> {
  let worst = 0;
  for (const register of started.registers) worst = Math.max(worst, await runOnce(register, started, options));
  return worst;
}

/** The first run with all that is said about it. Gives the exit status it earns. */
async function runOnce(register: Register, started: Started, options: StartOptions): Promise<number> {
  const { signal, url, log } = started;
  const { account, engine } = register;
  console.log(account === undefined ? '\nFirst run:' : `\nFirst run of ${account}:`);
  const startedAt = elapsed();
  const run = await firstRun({
    engine,
    client: new FunctionsClient(url, signal, callerHeaders(started.surroundings.settings.callers), account),
    progress: createProgress(process.stdout),
    signal,
    once: options.once,
  });
  if (run === undefined) {
    // It goes on answering: what is in storage is to be exported, and removed, yet.
    console.error(OFF_BOARDED);
    return options.once ? 1 : 0;
  }
  if (run.status !== 'succeeded') return tellFailure(run, log);
  console.log(`\n${runTables(run, elapsed() - startedAt)}`);
  await tellRegister(run, register, started);
  tellWhomToErase(register, started);
  return 0;
}

function tellFailure({ runId, status, phase, error }: RunView, log: HostLog): number {
  console.error(`Run ${runId} ${status === 'running' ? 'waits' : `has ${status}`} (phase ${phase}).`);
  if (error !== null) console.error(error.message);
  if (error !== null && ['unexpected', 'slice_poisoned', 'slice_died'].includes(error.code)) printAll(log.problems());
  return 1;
}

async function tellRegister(
  { runId }: RunView,
  { account, engine }: Register,
  { surroundings, shownUrl }: Started,
): Promise<void> {
  let register: RegisterView | undefined;
  try {
    register = await readRegister(engine.hubspot);
    console.log(`\n${registerTables(register)}`);
    const { example } = register;
    // Of a real account nothing is shown but what is needed: staff may have written anything there.
    if (surroundings.simulated && example !== undefined) {
      const shown = await readStaffView(engine.hubspot, example.values, engine.policy.timeZone);
      console.log(`\n${contactTable(example.id, shown)}`);
    }
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    console.error(`\nThe flags could not be read back: ${error.message}`);
  }
  const { paths } = engine.hubspot;
  console.log(
    `\n${whereToLook(shownUrl, runId, surroundings, paths, { contactId: register?.example?.id, account }).join('\n')}`,
  );
}

/** Only of an invented company: nobody else's staff are made to decide. */
function tellWhomToErase(register: Register, { registers, surroundings, shownUrl }: Started): void {
  const { account, engine } = register;
  const decided = surroundings.decide(registers.indexOf(register));
  const hubspot = surroundings.settings.registers.find((one) => one.account?.name === account)?.hubspot;
  if (hubspot === undefined || decided.length === 0) return;
  console.log(
    whomToErase(decided, {
      url: shownUrl,
      account,
      hubspot,
      paths: engine.hubspot.paths,
      delayHours: engine.policy.erasure.delayHours,
    }).join('\n'),
  );
}

/** What is wrong is in the message of our own errors; of others the stack tells where. */
function messageOf(thrown: unknown): string {
  const error = toldPlainly(thrown);
  if (!(error instanceof Error)) return String(error);
  return error instanceof SafeError ? error.message : (error.stack ?? error.message);
}

function printAll(lines: readonly string[]): void {
  for (const line of lines) console.error(`  ${line}`);
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  try {
    useProxy(process.env);
    return await start(readOptions(args));
  } catch (error) {
    console.error(messageOf(error));
    return error instanceof StartError && error.code === 'usage' ? USAGE_STATUS : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
