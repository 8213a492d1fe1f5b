import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = ['README.md', 'CHANGELOG.md', 'vitest.config.ts'];
const FOLDERS = ['bench', 'console', 'docs', 'functions', 'local', 'policy', 'src', 'test'];

const below = async (folder: string) => [
  folder,
  ...(await readdir(folder, { recursive: true })).map((name) => join(folder, name)),
];
const there = new Set((await Promise.all(FOLDERS.map(below))).flat());
const pages = ['README.md', 'CHANGELOG.md', ...[...there].filter((path) => /^docs\/.*\.md$/.test(path)).sort()];
const textOf = new Map(await Promise.all(pages.map(async (page) => [page, await readFile(page, 'utf8')] as const)));

/** A path in code type: from the root of the repository, from `src/`, or as it ends where a folder is named before. */
const PATH = /`((?:bench|console|docs|functions|local|policy|src|test)\/[\w./-]*|[\w./-]+\.ts)`/g;
const LINK = /\]\((?!\w+:)([^)#]+)(?:#[^)]*)?\)/g;

const exists = (path: string) => there.has(path.replace(/\/$/, '')) || ROOT.includes(path);
const isNamed = (path: string) => exists(path) || [...there].some((one) => one.endsWith(`/${path}`));

describe.each(pages)('%s', (page) => {
  const text = textOf.get(page) ?? '';

  test('names only files and folders that are there', () => {
    const named = [...text.matchAll(PATH)].map(([, path = '']) => path);
    expect(named.filter((path) => !isNamed(path))).toEqual([]);
  });

  test('links only to what is there', () => {
    const linked = [...text.matchAll(LINK)].map(([, link = '']) => normalize(join(dirname(page), link)));
    expect(linked.filter((path) => !exists(path))).toEqual([]);
  });
});

test('the decision records are numbered one after another, none twice', () => {
  const numbers = pages.flatMap((page) => /^docs\/adr\/(\d{4})-/.exec(page)?.[1] ?? []);
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')));
});
