import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { z } from 'zod';
import { parseJson } from '../../src/parse-json.ts';
import { wrongUsage } from '../command/arguments.ts';
import { PackageError } from './errors.ts';

/** A Node to try the package with. */
interface Node {
  readonly path: string;
  readonly version: string;
}

const VERSION = /^\d{2}(\.\d+){0,2}$/;
const answerSchema = z.tuple([z.string(), z.string()]);

/** The Node that runs this, or another version of it, which npm fetches once. Throws `PackageError`, and `CommandError` with `usage`. */
export function nodeOf(wanted: string | undefined, usage: string): Node {
  if (wanted === undefined) return { path: process.execPath, version: process.versions.node };
  if (!VERSION.test(wanted)) throw wrongUsage(usage, '--node must be a version such as 22.');
  const tell = 'console.log(JSON.stringify([process.execPath, process.versions.node]))';
  // Elsewhere, where no project says which Node it has; npm itself runs under whichever is there.
  const { stdout, stderr } = spawnSync('npx', ['-y', '-p', `node@${wanted}`, '--', 'node', '-e', tell], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, npm_config_prefix: undefined, npm_config_local_prefix: undefined },
  });
  const [path, version] = answerSchema.safeParse(parseJson(stdout ?? '')).data ?? [];
  if (path === undefined || version === undefined || !`${version}.`.startsWith(`${wanted}.`))
    throw new PackageError('no_node', `Node ${wanted} cannot be had from npm.\n${stderr ?? ''}`);
  return { path, version };
}
