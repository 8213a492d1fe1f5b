import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Programs that still run: a test that failed may have left one behind. */
const running = new Set<ChildProcess>();

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Builds the program into a folder of its own, so that no other build gets in the way. `remove` also ends what runs. */
export async function buildProgram(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(ROOT, '.test-dist-'));
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  // What is wrong with types is found before, by `check:types`, and finding it is four fifths of a build.
  const args = [compiler, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', relative(ROOT, folder)];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  const remove = async () => {
    for (const child of running) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  };
  return { folder, remove };
}

/** How a program ended. */
export interface Ended {
  readonly status: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Program {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves as soon as the output so far matches; rejects when the program ends without. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Has a process take the time to be a minute later than it is: every lease of a process that is dead has run out then. */
const MINUTE_LATER = `data:text/javascript,const { now } = Date; Date.now = () => now() + 60_000;`;

/** Once a year: no timer fires because a quarter of an hour is over on this machine. */
const NO_TIMERS = Object.fromEntries(
  ['SYNC', 'CLOCK', 'RECONCILE', 'VERIFY'].map((name) => [`${name}_SCHEDULE`, '0 0 0 1 1 *']),
);

/** Runs `npm start` as built into `folder`, with nothing in its environment but what is given; `later`: a minute later. */
export function startProgram(
  folder: string,
  args: readonly string[],
  environment: Record<string, string>,
  when: 'now' | 'later' = 'now',
): Program {
  const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  const options = when === 'later' ? ['--import', MINUTE_LATER] : [];
  const child = spawn(process.execPath, [...options, join(folder, 'local', 'start.js'), ...args], {
    cwd: ROOT,
    env: { PATH, SystemRoot, NODE_COMPILE_CACHE, ...NO_TIMERS, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'close').then((): Ended => {
    return { status: child.exitCode, killedBy: child.signalCode, out, err };
  });
  return {
    ended,
    kill: (signal) => {
      child.kill(signal);
    },
    printed: (pattern) =>
      new Promise((found, missed) => {
        const look = () => {
          const match = pattern.exec(out);
          if (match !== null) found(match);
        };
        child.stdout.on('data', look);
        child.once('close', () => missed(new Error(`It ended without printing ${pattern}:\n${out}${err}`)));
        look();
      }),
  };
}
