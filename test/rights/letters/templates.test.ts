import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { letterPage } from '../../../src/rights/letters/letter-page.ts';
import { PLACEHOLDERS } from '../../../src/rights/letters/placeholders.ts';
import { templateLanguage } from '../../../src/rights/letters/template-language.ts';
import { lettersIn } from '../../support/own-letters.ts';

const OWN = 'policy/letters';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekisteri-letters-'));
  await cp(OWN, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

/** What is said of the app's own templates when one file of them is another; null: it is missing. */
async function faultsWith(file: string, text: string | Uint8Array | null): Promise<string> {
  const changed = await mkdtemp(join(folder, 'one-'));
  await cp(OWN, changed, { recursive: true });
  await (text === null ? rm(join(changed, file)) : writeFile(join(changed, file), text));
  return lettersIn(changed).then(
    () => '',
    (error: unknown) => String(error),
  );
}

test('the templates of the app can be filled', async () => {
  await expect(lettersIn(OWN)).resolves.toBeDefined();
});

test.each([
  ['a name that there is not', '# A\n\n{{ request.recievedOn }}', 'line 3, column 4: there is no request.recievedOn'],
  ['a name that JavaScript has', '{{ request.constructor }}', 'line 1, column 4: there is no request.constructor'],
  ['the length of a text', '{{ register.size }}', 'line 1, column 4: there is no register.size'],
  [
    'a name of another list',
    '{% for one in told %}\n{{ one.ground }}{% endfor %}',
    'line 2, column 4: there is no one',
  ],
  ['a name of a list outside of it', '{% for one in told %}{% endfor %}\n{{ one.name }}', 'line 2, column 4'],
  ['a list as a text', 'x {{ told }}', 'line 1, column 6: told is no text'],
  ['a yes or no as a text', '{{ kind.access }}', 'kind.access is no text'],
  ['a text as a list', '{% for one in register %}{% endfor %}', 'line 1, column 1: register is no list'],
  ['a condition that is not closed', 'x\n{% if told %}\ny', 'line 2, column 1: tag {% if told %} not closed'],
  ['a condition that is closed twice', '{% if told %}x{% endif %}\n{% endif %}', 'line 2, column 1: tag "endif"'],
  ['a placeholder that is not closed', 'x {{ register', 'line 1, column 3: output "{{ register" not closed'],
  ['a tag that computes', '{% assign x = 1 %}', 'line 1, column 1: tag "assign" not found'],
  ['a filter', '{{ register | upcase }}', 'undefined filter: upcase'],
  ['a part that there is not', "{% render 'letterhead' %}", 'line 1, column 1: only these can be rendered: remedy'],
  ['a file of the machine', "{% render '../../local.settings.json' %}", 'only these can be rendered'],
  ['nothing', ' \n', 'receipt.fi.md is empty'],
  ['what is not UTF-8', new Uint8Array([0xe4, 0x0a]), 'receipt.fi.md is not UTF-8'],
  ['no file', null, 'receipt.fi.md is missing'],
])('%s is found when the app starts, with its file and place', async (_, text, said) => {
  const faults = await faultsWith('receipt.fi.md', text);
  expect(faults).toContain(`- receipt.fi.md`);
  expect(faults).toContain(said);
});

test('a letter that would not say what the law asks for is found, also where a part said it', async () => {
  expect(await faultsWith('refusal.en.md', '{% for one in refused %}{{ one.what }}{% endfor %}')).toMatch(
    /refusal\.en\.md: it has to name unidentified.*\n.*refused\.ground.*\n.*authority\.name/,
  );
  expect(await faultsWith('remedy.fi.md', 'Ota yhteyttä.')).toMatch(/answer\.fi\.md: it has to name authority\.name/);
});

test('a part renders no part, so that none goes round in a circle', async () => {
  expect(await faultsWith('closing.fi.md', "{% render 'closing' %}")).toContain('a part cannot render a part');
});

test('all that is wrong is told at once', async () => {
  const faults = await faultsWith('closing.fi.md', '{{ contact.phone }} {{ nobody }}');
  expect(faults.split('\n')).toHaveLength(3);
});

const page = (markdown: string) =>
  letterPage({
    letter: 'answer',
    language: 'fi',
    markdown,
    date: '23.11.2026',
    reference: 'R',
    absent: [],
    addressees: [['Aino'], ['B']],
    sender: { name: 'N', address: 'A', email: 'E' },
  });

const bodyOf = (markdown: string) => /<article.*<p>(.*)<\/p>.*<\/article>/s.exec(page(markdown))?.[1] ?? '';

test('whatever is filled in stands in the letter as the text it is', () => {
  const language = templateLanguage({});
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'<>&"\'`*_[]()#!|~\\\n\t +-=:/.1aä') }),
  );
  fc.assert(
    fc.property(text, (value) => {
      const shown = bodyOf(language.parseAndRenderSync('x{{ v }}y', {}, { globals: { v: value } }));
      const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
      const read = shown.replaceAll(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => entities[name] ?? '');
      expect(read).toBe(`x${value.trim().replaceAll(/\s+/gu, ' ')}y`);
    }),
    { examples: [['<script>alert(1)</script>'], ['1. x'], ['a\n\n# b'], ['http://evil.example'], ['&lt;']] },
  );
});

test('HTML and pictures of a template are text', () => {
  const shown = page('<script>alert(1)</script>\n\nx <img src=x> ![alt <b>](https://evil.example/x.png)');
  expect(shown).not.toMatch(/<script>alert|<img|<b>/);
});

test('docs/letters.md lists what there is to fill in, and nothing else', async () => {
  const table = (await readFile('docs/letters.md', 'utf8')).split('| name | what it is |')[1] ?? '';
  const rows = table.split('\n').flatMap((line) => /^\| (.*?) \|/.exec(line)?.[1] ?? []);
  const documented = rows.flatMap((cell) => [...cell.matchAll(/`([a-zA-Z.]+)`/g)].map(([, name = '']) => name));
  expect(documented.toSorted()).toEqual(leavesOf(PLACEHOLDERS).toSorted());
});

/** All texts, and all of yes or no, as paths. */
function leavesOf(shape: unknown, path: readonly string[] = []): string[] {
  if (typeof shape !== 'object' || shape === null) return [path.join('.')];
  if (Array.isArray(shape)) return leavesOf(shape[0], path);
  return Object.entries(shape).flatMap(([name, field]) => leavesOf(field, [...path, name]));
}
