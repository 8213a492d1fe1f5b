import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'dist/console');
const MOST = 60 * 1_024;

/** The name space of SVG, and a text of the router for developers. */
const IN_TEXTS = ['http://www.w3.org', 'https://github.com'];

const scripts = globSync('assets/*.js', { cwd: BUILT });
const others = globSync('**/*.{html,css,svg}', { cwd: BUILT });
const textOf = (name: string) => readFileSync(join(BUILT, name), 'utf8');

/** Adds a script to `known`, with all that it imports before it can run. */
function addNeeded(script: string, known: Set<string>): Set<string> {
  if (known.has(script)) return known;
  known.add(script);
  for (const [, name] of textOf(script).matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g))
    addNeeded(`assets/${name}`, known);
  return known;
}

function compressed(names: Iterable<string>, ending: string): number {
  return [...names].reduce((sum, name) => sum + statSync(join(BUILT, name + ending)).size, 0);
}

test.each(scripts)('%s and all that is fetched before it is at most 60 KB compressed', (script) => {
  const first = scripts.filter((name) => /\/index-/.test(name));
  expect(first.length).toBe(1);
  const all = addNeeded(script, addNeeded(first[0] ?? '', new Set(others)));
  for (const ending of ['.br', '.gz']) expect(compressed(all, ending), ending).toBeLessThan(MOST);
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
