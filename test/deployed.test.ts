import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const { engines, main, scripts } = z
  .object({
    engines: z.object({ node: z.string() }),
    main: z.string(),
    scripts: z.object({ prebuild: z.string(), build: z.string() }),
  })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

/** A folder that holds the built app and these files besides. */
function folderWith(files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekisteri-deployed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'dist'));
  const made = { 'package.json': JSON.stringify({ scripts: { ...scripts } }), 'dist/app.js': '' };
  for (const [name, text] of Object.entries(made)) writeFileSync(join(folder, name), text);
  for (const name of files) writeFileSync(join(folder, name), '{}');
  return folder;
}

const npmRun = (script: string, folder: string) =>
  spawnSync('npm', ['run', script], { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });

test('a build of the platform in the deployed folder, which has no sources, succeeds and keeps what was built', () => {
  const folder = folderWith([]);
  expect(npmRun('build', folder)).toMatchObject({ status: 0 });
  expect(existsSync(join(folder, 'dist/app.js'))).toBe(true);
});

test('a build of the sources begins with nothing, and fails when it cannot be done', () => {
  const folder = folderWith(['tsconfig.build.json']);
  expect(npmRun('build', folder).status).not.toBe(0);
  expect(existsSync(join(folder, 'dist/app.js'))).toBe(false);
});

test('the Node that production needs is named, and this one is no older', () => {
  const least = Number(/^>=(\d+)$/.exec(engines.node)?.[1]);
  expect(least).toBe(22);
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(least);
});

/** As git, and so Core Tools, read such a file. Gives those of the paths that are left out. */
function leftOut(paths: readonly string[]): string[] {
  const folder = folderWith([]);
  spawnSync('git', ['init', '--quiet'], { cwd: folder });
  writeFileSync(join(folder, '.gitignore'), readFileSync(join(ROOT, '.funcignore')));
  const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '--stdin'], {
    cwd: folder,
    input: paths.join('\n'),
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((line) => line !== '');
}

test('what is deployed is all that the app needs, and neither secrets nor what only developers have', () => {
  const needed = [
    'host.json',
    'package.json',
    'policy/asiakasrekisteri.json',
    main.replace('*', 'health'),
    'policy/letters/answer.fi.md',
    'policy/letters/remedy.en.md',
    'node_modules/liquidjs/dist/liquid.node.js',
    'dist/console/index.html',
    'dist/console/assets/index-1a2b3c4d.js.br',
    'dist/src/http/console/function.js',
    'dist/src/compose.js',
    'node_modules/zod/index.js',
    'node_modules/@azure/functions/package.json',
  ];
  expect(leftOut(needed)).toEqual([]);
  const unneeded = [
    'local.settings.json',
    'local.settings.example.json',
    '.git/config',
    '.gitignore',
    '.ci/run',
    'functions/health.ts',
    'console/index.html',
    'src/compose.ts',
    'tsconfig.build.json',
    'dist/local/start.js',
    'dist/src/compose.js.map',
    'test/compose.test.ts',
    'docs/operations.md',
    'bench/main.ts',
    'coverage/index.html',
    'biome.json',
    'knip.json',
    'README.md',
  ];
  expect(leftOut(unneeded)).toEqual(unneeded);
});
