import { execFile } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Vitest global set-up: builds the console into `dist/console`, as `npm run build` does, unless what is there is newer than all it is made of. */
export default async function buildConsole(): Promise<void> {
  const sources = globSync(['console/**/*', 'package-lock.json'], { cwd: ROOT });
  const newest = Math.max(...sources.map((name) => changedAt(join(ROOT, name))));
  if (changedAt(join(ROOT, 'dist/console/index.html')) >= newest) return;
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  // As tests run, it would be built for tests.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [vite, 'build', 'console'], { cwd: ROOT, env });
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
