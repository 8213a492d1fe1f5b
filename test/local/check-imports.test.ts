import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../local/check-imports.ts', import.meta.url));

/** Files of a project, by path. */
type Files = Readonly<Record<string, string>>;

const SOUND: Files = {
  'functions/run.ts': "import '../src/compose.ts';",
  'src/compose.ts': "import { work } from './work/work.ts';\nexport const run = work;",
  'src/work/work.ts': "import { kept } from '../storage/keep.ts';\nexport const work = kept;",
  'src/storage/keep.ts': "import { now } from '../clock.ts';\nexport const kept = now;",
  'src/clock.ts': 'export const now = 0;',
  'src/http/schemas/run.ts': 'export type Run = 1;',
  'console/src/main.tsx': "import { App } from './app/app.tsx';\nimport './styles/index.css';\n<App />;",
  'console/src/app/app.tsx': "import { t } from '../words/t.ts';\nexport const App = () => <p>{t}</p>;",
  'console/src/words/t.ts': "export const t = '';",
  'console/src/api/types.ts': "export type * from '../../../src/http/schemas/run.ts';",
  'test/work.test.ts': "import { run } from '../src/compose.ts';\nrun;",
};

function check(planted: Files) {
  const root = mkdtempSync(path.join(tmpdir(), 'imports-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [file, text] of Object.entries({ ...SOUND, ...planted })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, root], { encoding: 'utf8' });
  return { status, stderr };
}

test('a project in order passes', () => {
  expect(check({})).toEqual({ status: 0, stderr: '' });
});

describe('a circle is found', () => {
  test.each<[string, Files, string]>([
    [
      'of two files',
      {
        'src/work/one.ts': "import { two } from './two.ts';\nexport const one = () => two;",
        'src/work/two.ts': "import { one } from './one.ts';\nexport const two = () => one;",
      },
      'Circle of src/work/one.ts -> src/work/two.ts -> src/work/one.ts\n' +
        '  src/work/one.ts:1 imports src/work/two.ts\n  src/work/two.ts:1 imports src/work/one.ts\n',
    ],
    [
      'of types only',
      {
        'src/work/one.ts': "import type { Two } from './two.ts';\nexport type One = Two;",
        'src/work/two.ts': "export type { One } from './one.ts';\nexport type Two = 2;",
      },
      'Circle of src/work/one.ts -> src/work/two.ts',
    ],
    [
      'of types that are imported where they are used',
      {
        'src/work/one.ts': "export type One = import('./two.ts').Two;",
        'src/work/two.ts': "export type Two = typeof import('./one.ts');",
      },
      'Circle of src/work/one.ts -> src/work/two.ts',
    ],
    [
      'by an import at run time',
      {
        'bench/one.ts': "export const one = () => import('./two.ts');",
        'bench/two.ts': "export * from './one.ts';",
      },
      'Circle of bench/one.ts -> bench/two.ts',
    ],
    [
      'of three files in three folders',
      {
        'local/a/one.ts': "import '../b/two.ts';",
        'local/b/two.ts': "import '../c/three.ts';",
        'local/c/three.ts': "import '../a/one.ts';",
      },
      'Circle of local/a -> local/b -> local/c -> local/a\n',
    ],
    [
      'of folders of which no file imports itself',
      {
        'src/facts/all/read.ts': "import '../some/due.ts';",
        'src/facts/some/due.ts': '',
        'src/facts/some/gather.ts': "import '../all/part.ts';",
        'src/facts/all/part.ts': '',
      },
      'Circle of src/facts/all -> src/facts/some -> src/facts/all\n',
    ],
    [
      'of a folder and a file beside it',
      {
        'test/help/one.ts': "import '../two.ts';",
        'test/two.ts': "import './help/three.ts';",
        'test/help/three.ts': '',
      },
      'Circle of test/help -> test/two.ts -> test/help\n',
    ],
  ])('%s', (_, planted, said) => {
    const { status, stderr } = check(planted);
    expect(stderr).toContain(said);
    expect(status).toBe(1);
  });
});

describe('an import against the order is found', () => {
  test.each<[string, string, string, string]>([
    ['of a later folder', 'src/storage/up.ts', '../work/work.ts', 'work comes after storage in the order'],
    ['of what composes', 'src/http/up.ts', '../compose.ts', 'compose.ts comes after http in the order'],
    ['of a function', 'src/compose.ts', '../functions/run.ts', 'functions comes after compose.ts in the order'],
    ['by a helper', 'src/digest.ts', './clock.ts', 'digest.ts stands loose in src and imports nothing of ours'],
    ['of what is not deployed', 'src/work/up.ts', '../../local/start.ts', 'this is not deployed'],
    ['of a folder without a place', 'src/http/up.ts', '../sync/run.ts', 'sync has no place in the order'],
    ['by a folder without a place', 'src/sync/run.ts', '../clock.ts', 'sync has no place in the order'],
  ])('%s', (_, from, named, said) => {
    const { status, stderr } = check({ [from]: `import type {} from '${named}';` });
    expect(stderr).toContain(`${from}:1 imports ${path.posix.join(path.posix.dirname(from), named)}: ${said}`);
    expect(status).toBe(1);
  });
});

describe('an import that the console may not have is found', () => {
  const TYPES_ONLY = 'the console imports types of src/http/schemas/ only, with "import type".';
  test.each<[string, string, string]>([
    ['of code', "import { run } from '../../../src/http/schemas/run.ts';", TYPES_ONLY],
    ['of code, at run time', "import('../../../src/http/schemas/run.ts');", TYPES_ONLY],
    ['of a type among code', "import { type Run } from '../../../src/http/schemas/run.ts';", TYPES_ONLY],
    ['of types of something else', "import type { Now } from '../../../src/clock.ts';", TYPES_ONLY],
    ['of what only developers have', "import type {} from '../../../local/start.ts';", TYPES_ONLY],
    ['of a later folder', "import type { App } from '../app/app.tsx';", 'its folder comes later in the order'],
    ['of a folder without a place', "import '../else/one.ts';", 'a folder has no place in the order'],
  ])('%s', (_, text, said) => {
    const { status, stderr } = check({ 'console/src/parts/one.tsx': text });
    expect(stderr).toContain('console/src/parts/one.tsx:1 imports ');
    expect(stderr).toContain(said);
    expect(status).toBe(1);
  });

  test('of the console by the program', () => {
    const { status, stderr } = check({ 'src/http/up.ts': "import '../../console/src/words/t.ts';" });
    expect(stderr).toContain('this is not deployed');
    expect(status).toBe(1);
  });
});

test('a file that cannot be parsed is no file without imports', () => {
  const { status, stderr } = check({ 'src/work/broken.ts': 'import {' });
  expect(stderr).toContain('src/work/broken.ts');
  expect(status).toBe(1);
});

test('a folder without files of ours is a mistake of the caller', () => {
  const { status } = spawnSync(process.execPath, [SCRIPT, tmpdir()], { encoding: 'utf8' });
  expect(status).toBe(1);
});
