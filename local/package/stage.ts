import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { PackageError } from './errors.ts';
import { shippedManifest } from './manifest.ts';
import { isShipped } from './shipped.ts';

/** Where the app runs: Flex Consumption is Linux on x64 with glibc. */
const PLATFORM = ['--os=linux', '--cpu=x64', '--libc=glibc'];

/** What goes into the package, by path: the built app of `root` and, as the lock file says, what it needs of others. */
export function shippedFiles(root: string, withPdf: boolean): Map<string, Uint8Array> {
  const staging = mkdtempSync(join(tmpdir(), 'rekisteri-package-'));
  try {
    installInto(staging, root);
    const files = new Map([
      ...filesIn(root, ['host.json', 'dist/**', 'policy/**'], withPdf),
      ...filesIn(staging, ['node_modules/**'], withPdf),
    ]);
    files.set('package.json', Buffer.from(shippedManifest(readFileSync(join(root, 'package.json'), 'utf8'), withPdf)));
    return files;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Of the lock file alone; no package runs anything, and the developer's own installation is left as it is. */
function installInto(staging: string, root: string): void {
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(root, name), join(staging, name));
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { status, stderr, error } = spawnSync('npm', ['ci', ...options, ...PLATFORM], {
    cwd: staging,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new PackageError('not_installed', `npm ci of what is deployed has failed.\n${error?.message ?? stderr}`);
}

/** The shipped ones of the files that these patterns name. Throws `PackageError` for a link, which no zip takes along. */
export function filesIn(folder: string, patterns: readonly string[], withPdf: boolean): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const found of globSync(patterns, { cwd: folder })) {
    const path = found.split(sep).join('/');
    if (!isShipped(path, withPdf)) continue;
    const entry = lstatSync(join(folder, found));
    if (entry.isSymbolicLink()) throw new PackageError('not_a_file', `${path} is a link: put the file there.`);
    if (entry.isFile()) files.set(path, readFileSync(join(folder, found)));
  }
  return files;
}
