import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noticeCommand } from '../../../local/notice/notice-command.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'rekisteri-notice-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** The status and what is told; nothing is set in the environment but what is given. */
async function run(args: readonly string[], environment: Record<string, string> = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await noticeCommand(args, environment, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

test('writes the notice in both languages, from the policy file alone, the same each time', async () => {
  const out = join(await folder(), 'new', 'site');
  expect(await run(['--out', out])).toMatchObject({ status: 0, err: '' });
  const names = ['en', 'fi'].flatMap((lang) => ['html', 'json', 'md'].map((form) => `notice.${lang}.${form}`));
  expect((await readdir(out)).sort()).toEqual(names);
  const read = () => Promise.all(names.map((name) => readFile(join(out, name), 'utf8')));
  const first = await read();
  await run(['--out', out]);
  expect(await read()).toEqual(first);
});

test('the page stands alone and may be found', async () => {
  const out = await folder();
  await run(['--out', out, '--lang', 'fi']);
  expect(await readdir(out)).toHaveLength(3);
  const page = await readFile(join(out, 'notice.fi.html'), 'utf8');
  expect(page).toMatch(/^<!doctype html><html lang="fi">/);
  expect(page).not.toMatch(/noindex|<script|<link|src=|url\(/);
});

test('takes another policy by option, or else by setting', async () => {
  const out = await folder();
  const policy = 'policy/examples/esimerkkivalmennus.json';
  await run(['--out', out, '--lang', 'en', '--policy', policy], { REGISTER_POLICY_FILE: 'nowhere.json' });
  expect(await readFile(join(out, 'notice.en.md'), 'utf8')).toContain('# Privacy notice of Esimerkkivalmennus Oy');
  expect(await run(['--out', out], { REGISTER_POLICY_FILE: policy })).toMatchObject({ status: 0 });
});

test.each([
  [[], /Name a folder with --out/],
  [['--out='], /Name a folder with --out/],
  [['--out', 'x', '--policy='], /Name a file with --policy/],
  [['--out', 'x', '--lang', 'sv'], /--lang must be fi, en or fi,en/],
  [['--out', 'x', '--lang', 'fi,fi'], /--lang must be/],
  [['--out', 'x', '--all'], /--all/],
  [['--out', 'x', '--policy', 'nowhere.json'], /nowhere\.json could not be read/],
  [['--out', 'package.json'], /package\.json.* cannot be written \((EEXIST|ENOTDIR)\)/],
])('%j is told what is wrong', async (args, told) => {
  const { status, err } = await run(args);
  expect(status).toBe(2);
  expect(err).toMatch(told);
});

test('a wrong policy is told field by field, and nothing is written', async () => {
  const out = await folder();
  const policy = join(out, 'policy.json');
  await writeFile(policy, '{"register":""}');
  const { status, err } = await run(['--out', join(out, 'site'), '--policy', policy]);
  expect(status).toBe(2);
  expect(err).toMatch(/- register: .*\n.*- controller: /s);
  expect(await readdir(out)).toEqual(['policy.json']);
});
