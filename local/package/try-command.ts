import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { parseJson } from '../../src/parse-json.ts';
import { SafeError } from '../../src/safe-error.ts';
import { readArguments, TEXT, wrongUsage } from '../command/arguments.ts';
import { givenPath, type Output } from '../command/output.ts';
import { PackageError } from './errors.ts';
import { nodeOf } from './node-of.ts';
import { type WorkerAnswer, workerAnswerSchema } from './worker-answer.ts';

/** What `--help` shows. */
export const USAGE = `Usage: npm run try-package -- FILE [--node VERSION]

  FILE     a zip of npm run package: it is unpacked elsewhere and loaded as Azure would, must have the functions that the
           built sources have, and reconciles an invented company through its timer and the queue. It says under which Node
  --node   another Node than this one, such as 22: npm fetches it`;

/** Gives the exit status: 0 all is well, 1 it is not, 2 wrong usage. */
export function tryCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
  { out, err }: Output,
): number {
  const folder = mkdtempSync(join(tmpdir(), 'rekisteri-unpacked-'));
  try {
    const { file, version } = readOptions(args);
    const node = nodeOf(version, USAGE);
    unpack(readFileSync(givenPath(file, environment)), folder);
    const packed = answerOf(folder, 'run', node.path);
    assertSame(packed.functions, answerOf(root, 'list', process.execPath).functions);
    const { status, changed = 0, total = 0 } = packed.run ?? {};
    if (status !== 'succeeded' || total === 0)
      throw new PackageError('not_run', `A run of the package ended ${status ?? 'never'} with ${total} contacts.`);
    const did = `${packed.functions.length} functions as in the sources; a run wrote ${changed} of ${total} contacts`;
    out(`Node ${node.version}: ${did}.`);
    return 0;
  } catch (error) {
    if (!(error instanceof SafeError)) throw error;
    err(error.message);
    return error.code === 'usage' ? 2 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOptions(args: readonly string[]): { readonly file: string; readonly version: string | undefined } {
  const config = { args: [...args], allowPositionals: true, options: { node: TEXT } };
  const { values, positionals } = readArguments(USAGE, config);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw wrongUsage(USAGE, 'Name one FILE.');
  return { file, version: values.node };
}

function unpack(zip: Uint8Array, folder: string): void {
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

function answerOf(folder: string, task: 'run' | 'list', node: string): WorkerAnswer {
  const worker = join(import.meta.dirname, 'worker.ts');
  // In the folder of the project nothing would tell a package that relies on it from one that does not.
  const { stdout, stderr } = spawnSync(node, [worker, folder, task], { cwd: folder, encoding: 'utf8' });
  const answer = workerAnswerSchema.safeParse(parseJson(stdout));
  if (!answer.success) throw new PackageError('not_run', `The app in ${folder} cannot be loaded.\n${stderr}`);
  return answer.data;
}

function assertSame(packed: readonly string[], sources: readonly string[]): void {
  const lacking = sources.filter((one) => !packed.includes(one));
  const added = packed.filter((one) => !sources.includes(one));
  if (lacking.length + added.length === 0) return;
  const told = [...lacking.map((one) => `lacks ${one}`), ...added.map((one) => `has ${one}`)].join('; ');
  throw new PackageError('incomplete', `The package has other functions than the built sources: it ${told}.`);
}
