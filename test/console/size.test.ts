import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'dist/console');
const MOST = 60 * 1_024;

/** The name space of SVG. */
const IN_TEXTS = ['http://www.w3.org'];

const scripts = globSync('assets/*.js', { cwd: BUILT });
const others = globSync('**/*.{html,css,svg}', { cwd: BUILT });
const textOf = (name: string) => readFileSync(join(BUILT, name), 'utf8');

const named = (name: string) => scripts.filter((script) => script.startsWith(`assets/${name}-`));

function compressed(names: Iterable<string>, ending: string): number {
  return [...names].reduce((sum, name) => sum + statSync(join(BUILT, name + ending)).size, 0);
}

test.each(['fi', 'en'])('all pages of the console in %s are at most 60 KB compressed', (language) => {
  const all = [...others, ...named('index'), ...named('pages'), ...named(language)];
  expect([...named('index'), ...named('pages'), ...named('fi'), ...named('en')].toSorted()).toEqual(scripts.toSorted());
  expect(compressed(all, '.br'), 'drop words, code or styles that nothing needs').toBeLessThanOrEqual(MOST);
});

test('the first page needs little of it, and no file is known only when another one has come', () => {
  const first = [...others, ...named('index'), ...named('fi')];
  for (const ending of ['.br', '.gz']) expect(compressed(first, ending), ending).toBeLessThan(45 * 1_024);
  const imported = scripts.flatMap((script) => [
    ...textOf(script).matchAll(/(?:from|import)"\.\/([\w-]+)-[\w-]{8}\.js"/g),
  ]);
  // The pages take what they share with the first one from where it is already.
  expect(new Set(imported.map(([, name]) => name))).toEqual(new Set(['index']));
});

test('what was built holds nothing of the program, no address of anybody else, and nothing that its policy refuses', () => {
  const text = [...scripts, ...others].map(textOf).join('\n');
  // Not by `not.toMatch`: nobody wants to read all of it.
  expect(/ZodError|\.safeParse|node:|sourceMappingURL/.exec(text)?.[0]).toBeUndefined();
  const addresses = new Set([...text.matchAll(/https?:\/\/[^/"'`\s)]+/g)].map(([address]) => address));
  expect([...addresses].toSorted()).toEqual(IN_TEXTS);
  expect(/<style|style=|<script(?![^>]* src=)|\son\w+=/.exec(textOf('index.html'))?.[0]).toBeUndefined();
});

test('no source of it makes markup of a text, or styles in attributes', () => {
  const refused =
    /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\sstyle=|\beval\b|new Function/;
  const found = globSync('console/src/**/*.{ts,tsx}', { cwd: ROOT }).filter((name) =>
    refused.test(readFileSync(join(ROOT, name), 'utf8')),
  );
  expect(found).toEqual([]);
});
