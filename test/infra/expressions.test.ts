import { expect, test } from 'vitest';
import type { Expr } from '../../local/infra/bicep/ast.ts';
import { parse } from '../../local/infra/bicep/parse.ts';
import { Instance } from '../../local/infra/values/instance.ts';

/** An expression in a form in which every pair of brackets is written. */
function written(expr: Expr): string {
  switch (expr.kind) {
    case 'text':
      return `'${expr.parts.map((part) => (typeof part === 'string' ? part : `\${${written(part)}}`)).join('')}'`;
    case 'literal':
      return String(expr.value);
    case 'name':
      return expr.name;
    case 'member':
      return `${written(expr.of)}${expr.safe ? '.?' : '.'}${expr.property}`;
    case 'index':
      return `${written(expr.of)}[${written(expr.index)}]`;
    case 'call':
      return `${expr.name}(${expr.args.map(written).join(', ')})`;
    case 'choice':
      return `(${written(expr.condition)} ? ${written(expr.yes)} : ${written(expr.no)})`;
    case 'binary':
      return `(${written(expr.left)} ${expr.operator} ${written(expr.right)})`;
    case 'unary':
      return `(${expr.operator}${written(expr.of)})`;
    case 'lambda':
      return `(${expr.parameters.join(', ')} => ${written(expr.body)})`;
    case 'array':
      return `[${expr.items.map(written).join(', ')}]`;
    default:
      return expr.kind;
  }
}

async function read(text: string) {
  const template = await parse('a.bicep', text);
  if (!('declarations' in template)) throw new SyntaxError(JSON.stringify(template));
  return template;
}

async function readValue(text: string) {
  const template = await read(`var a = ${text}\n`);
  const [declaration] = template.declarations;
  return declaration?.kind === 'var' ? declaration.value : undefined;
}

test.each([
  ['a ? b : c.d', '(a ? b : c.d)'],
  ['a ? b.c : d.e.f', '(a ? b.c : d.e.f)'],
  ['(a ? b : c).d', '(a ? b : c).d'],
  ['a == b.c', '(a == b.c)'],
  ['a == b.c && d', '((a == b.c) && d)'],
  ['a && b.c == d', '(a && (b.c == d))'],
  ['a || b && c == d + e * f', '(a || (b && (c == (d + (e * f)))))'],
  ['!a.b', '(!a.b)'],
  ['!empty(a.b) && c', '((!empty(a.b)) && c)'],
  ['a ?? b[0].c', '(a ?? b[0].c)'],
  ['map(a, b => b.c)', 'map(a, (b => b.c))'],
  ['map(a, b => b.?c == d ? e : f)', 'map(a, (b => ((b.?c == d) ? e : f)))'],
  ['toObject(a, (b) => b.c, (b, d) => foo(b))', 'toObject(a, (b => b.c), (b, d => foo(b)))'],
  ['a!.outputs.b', 'a.outputs.b'],
  ['a::b.id', 'b.id'],
  ['[deployer().objectId]', '[deployer().objectId]'],
  ['[resourceGroup().id, (a)]', '[resourceGroup().id, a]'],
  [`'a\${b.c}d'`, `'a\${b.c}d'`],
  [`'it\\'s \\\${a} $ # \\u{e4}'`, `'it's \${a} $ # ä'`],
  [`'''\nfirst ' \${a}\n'''`, `'first ' \${a}\n'`],
])('%s is understood as Bicep has it', async (text, wanted) => {
  const value = await readValue(text);
  expect(value && written(value)).toBe(wanted);
});

test.each([
  ['resource a', 'not understood'],
  ["var a = { b: 'c'", 'missing'],
  ["using 'a.bicep'", 'using statement is not used'],
])('%s is a finding', async (text, message) => {
  const read = await parse('a.bicep', text);
  expect(JSON.stringify(read)).toContain(message);
});

test('values are computed as far as a template tells them, and no further', async () => {
  const template = await read(`
param given string
param fallback int = 2
resource account 'Microsoft.Storage/storageAccounts@2026-04-01' existing = { name: 'st\${given}' }
func own(text string, number int) string => '\${toUpper(text)}\${number}'
var names = [for (item, place) in ['x', 'y']: '\${item}\${place}']
var all = {
  text: '\${toUpper(given)}-\${fallback + 1}'
  names: names
  last: last(names)
  zones: pickZones('Microsoft.Web', 'sites', given)
  own: own('a', fallback)
  printed: format('{0}-{1}', given, range(1, 2)[1])
  objects: toObject(['a', 'b'], key => key, key => length(key))
  union: union({ a: 1 }, fallback == 2 ? { b: 2 } : { c: 3 })
  safe: { a: 1 }.?b ?? 'none'
  items: map(items({ k: 'v' }), item => '\${item.key}=\${item.value}')
  account: account.properties.primaryEndpoints.table
  unknown: account.properties.creationTime
}
`);
  const project = { files: () => undefined, templates: new Map() };
  const instance = new Instance(project, template, new Map([['given', 'ab']]));
  expect(instance.value({ file: '', line: 0, kind: 'name', name: 'all' })).toEqual({
    text: 'AB-3',
    names: ['x0', 'y1'],
    last: 'y1',
    zones: undefined,
    own: 'A2',
    printed: 'ab-2',
    objects: { a: 1, b: 1 },
    union: { a: 1, b: 2 },
    safe: 'none',
    items: ['k=v'],
    account: 'https://stab.table.core.windows.net/',
    unknown: undefined,
  });
});
