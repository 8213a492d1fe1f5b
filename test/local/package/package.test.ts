import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { assertShipped } from '../../../local/package/assert-shipped.ts';
import { shippedManifest } from '../../../local/package/manifest.ts';
import { packageCommand } from '../../../local/package/package-command.ts';
import { isShipped } from '../../../local/package/shipped.ts';
import { filesIn } from '../../../local/package/stage.ts';
import { tryCommand } from '../../../local/package/try-command.ts';
import { zipOf } from '../../../local/package/zip.ts';

const MANIFEST = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
const TYPST = 'node_modules/@myriaddreamin/typst-ts-node-compiler';
const BINDING = `${TYPST}-linux-x64-gnu/typst-ts-node-compiler.linux-x64-gnu.node`;

test.each([
  'host.json',
  'dist/functions/health.js',
  'dist/src/compose.js',
  'dist/console/index.html',
  'dist/console/a-1f2e.css',
  'policy/asiakasrekisteri.json',
  'policy/letters/answer.fi.md',
  'node_modules/zod/index.js',
  BINDING,
  'node_modules/zod/LICENSE',
  'node_modules/fastq/LICENSE.md',
  'node_modules/zod/package.json',
])('%s is deployed', (path) => {
  expect(isShipped(path, true)).toBe(true);
});

test.each([
  'local.settings.json',
  'local.settings.example.json',
  'package-lock.json',
  '.ci/run',
  'dist/local/start.js',
  'dist/test/a.test.js',
  'dist/src/compose.js.map',
  'src/compose.ts',
  'functions/health.ts',
  'test/a.test.ts',
  'node_modules/zod/index.d.ts',
  'node_modules/zod/index.js.map',
  'node_modules/zod/README.md',
  'node_modules/.package-lock.json',
  'node_modules/.bin/uuid',
  'node_modules/zod/.eslintrc',
  'hostXjson',
  'distribution/a',
])('%s is not deployed', (path) => {
  expect(isShipped(path, true)).toBe(false);
});

test('without PDF nothing of what makes them is deployed, and nothing else is left out', () => {
  expect([BINDING, `${TYPST}/index.js`].map((path) => isShipped(path, false))).toEqual([false, false]);
  expect(isShipped('node_modules/zod/index.js', false)).toBe(true);
});

test('the deployed package.json names entry points and dependencies, and has nothing that could be run', () => {
  const shape = z.object({ main: z.string(), version: z.string(), dependencies: z.record(z.string(), z.string()) });
  const whole = shape.parse(JSON.parse(MANIFEST));
  const shipped: unknown = JSON.parse(shippedManifest(MANIFEST, true));
  expect(shape.parse(shipped)).toEqual(whole);
  for (const key of ['scripts', 'devDependencies', 'allowScripts']) expect(shipped).not.toHaveProperty(key);
  expect(shape.parse(JSON.parse(shippedManifest(MANIFEST, false))).dependencies).not.toHaveProperty(
    '@myriaddreamin/typst-ts-node-compiler',
  );
});

test('a zip has the same bytes in every zone, whatever the order of its files, and gives them back', () => {
  const files = [['b/2.js', Buffer.from('zwei')] as const, ['a.json', Buffer.from('{}')] as const];
  const zips = ['UTC', 'Pacific/Kiritimati', 'America/New_York'].map((zone, place) => {
    vi.stubEnv('TZ', zone);
    return Buffer.from(zipOf(new Map(place === 1 ? files.toReversed() : files))).toString('hex');
  });
  expect(new Set(zips).size).toBe(1);
  const unzipped = unzipSync(Buffer.from(zips[0] ?? '', 'hex'));
  expect(Object.entries(unzipped).map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
    ['a.json', '{}'],
    ['b/2.js', 'zwei'],
  ]);
});

const NEEDED = [
  'host.json',
  'package.json',
  'policy/schema.json',
  'policy/asiakasrekisteri.json',
  'policy/letters/answer.fi.md',
  'dist/src/compose.js',
  'dist/functions/health.js',
  'dist/console/index.html',
  'node_modules/@azure/functions/package.json',
];
const MB = 1024 * 1024;

test.each<[string, string[], number, boolean, RegExp]>([
  ['a file that is lacking', NEEDED.slice(1), MB, false, /lacks host\.json/],
  ['a native module of another platform', [...NEEDED, `${TYPST}-darwin-arm64/a.node`], MB, true, /darwin/],
  ['a package for PDF without its module', NEEDED, MB, true, /native modules/],
  ['one that should be without', [...NEEDED, BINDING], MB, false, /native modules/],
  ['15 MB without PDF', NEEDED, 15 * MB + 1, false, /15\.0 MB at most/],
  ['60 MB with it', [...NEEDED, BINDING], 60 * MB + 1, true, /60\.0 MB at most/],
])('a package with %s is refused', (_, paths, bytes, withPdf, told) => {
  expect(() => assertShipped(new Set(paths), bytes, withPdf)).toThrow(told);
});

test.each<[string[], number, boolean]>([
  [NEEDED, 15 * MB, false],
  [[...NEEDED, BINDING], 60 * MB, true],
])('a package with all that is needed is not', (paths, bytes, withPdf) => {
  expect(() => assertShipped(new Set(paths), bytes, withPdf)).not.toThrow();
});

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekisteri-package-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('files are taken by their paths, and a link is refused by its own', () => {
  const folder = freshFolder();
  mkdirSync(join(folder, 'dist/src'), { recursive: true });
  for (const file of ['host.json', 'local.settings.json', 'dist/src/a.js', 'dist/src/a.js.map'])
    writeFileSync(join(folder, file), file);
  expect([...filesIn(folder, ['*', 'dist/**'], true).keys()].toSorted()).toEqual(['dist/src/a.js', 'host.json']);
  symlinkSync(join(folder, 'local.settings.json'), join(folder, 'dist/src/b.js'));
  expect(() => filesIn(folder, ['dist/**'], true)).toThrow(/dist\/src\/b\.js is a link/);
});

test('wrong usage and a project that is not built are told apart', () => {
  const told: string[] = [];
  const output = { out: (text: string) => told.push(text), err: (text: string) => told.push(text) };
  expect(packageCommand(['--with-pdf'], {}, freshFolder(), output)).toBe(2);
  expect(told.join()).toMatch(/Usage: npm run package/);
  expect(packageCommand([], {}, freshFolder(), output)).toBe(1);
  expect(told.join()).toMatch(/npm run build makes it/);
});

test.each([[[]], [['a.zip', 'b.zip']], [['a.zip', '--node', 'twenty']], [['a.zip', '--nodes', '22']]])(
  'a package is tried by its file and a version of Node: %j is told how',
  (args) => {
    const err = vi.fn();
    expect(tryCommand(args, {}, '/nowhere', { out: err, err })).toBe(2);
    expect(err).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('try-package -- FILE [--node VERSION]'));
  },
);
