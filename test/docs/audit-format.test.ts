import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from '../../src/audit/canonical.ts';
import { ACTIONS } from '../../src/audit/event.ts';
import { csv } from '../../src/audit/export/csv-format.ts';
import { recordOf } from '../../src/audit/export/record.ts';
import { AuditKey } from '../../src/audit/key.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { prunableAt } from '../../src/audit/prunable-at.ts';
import { chainOf } from '../../src/audit/rows.ts';
import { FAULT_KINDS } from '../../src/audit/verify/fault.ts';
import { faultsOf, freshFolder } from '../audit/export/exported.ts';

const page = await readFile(new URL('../../docs/audit-format.md', import.meta.url), 'utf8');
const blocks = new Map([...page.matchAll(/^```\w+ (.+)\n([\s\S]*?)\n```$/gm)].map(([, name, text]) => [name, text]));

function block(name: string): string {
  const text = blocks.get(name);
  if (text === undefined) throw new RangeError(`docs/audit-format.md has no block ${name}`);
  return text;
}

const keysSchema = z.strictObject({ first: z.string(), second: z.string() });
const keys = keysSchema.parse(JSON.parse(block('keys')));
const secretOf = (name: string) => Object.entries(keys).find(([each]) => each === name)?.[1] ?? name;

const vectorSchema = z.strictObject({
  what: z.string(),
  key: z.enum(['first', 'second']),
  kind: z.string(),
  content: z.string(),
  mac: z.string(),
});
const vectors = z.array(vectorSchema).parse(JSON.parse(block('macs')));

const variantSchema = z.strictObject({
  replace: z.strictObject({ line: z.int(), text: z.string(), by: z.string() }).optional(),
  delete: z.array(z.int()).optional(),
  swap: z.tuple([z.int(), z.int()]).optional(),
  deleteSeals: z.array(z.string()).optional(),
  keys: z.array(z.string()).optional(),
  keepYears: z.int().optional(),
  faults: z.array(z.string()),
});
type Variant = z.infer<typeof variantSchema>;
const variants = z.array(variantSchema).parse(JSON.parse(block('variants')));

/** The faults that the program finds in a variant of the export of the page. */
async function faultsIn(variant: Partial<Variant>, asCsv = false): Promise<string[]> {
  const folder = await freshFolder();
  const seals = join(folder, 'seals');
  for (const [name = '', text] of blocks) {
    const [kind, path = ''] = name.split(' ');
    if (kind !== 'seals') continue;
    await mkdir(dirname(join(seals, path)), { recursive: true });
    await writeFile(join(seals, path), `${text}\n`);
  }
  for (const path of variant.deleteSeals ?? []) await rm(join(seals, path));
  const file = join(folder, 'trail');
  const lines = linesOf(variant);
  const rows = () => lines.flatMap((line) => recordOf(JSON.parse(line)) ?? []).map(csv.encode);
  await writeFile(file, asCsv ? csv.start + rows().join('') : `${lines.join('\n')}\n`);
  const [current = '', ...previous] = variant.keys ?? ['second', 'first'];
  const { keepYears } = variant;
  const prunableUntil = keepYears === undefined ? undefined : prunableAt('2026-05-04T00:00:00.000Z', keepYears);
  return faultsOf({ file, seals }, new Keyring(new AuditKey(secretOf(current)), previous.map(secretOf)), {
    prunableUntil,
  });
}

function linesOf({ replace, delete: gone = [], swap }: Partial<Variant>): string[] {
  const lines = block('export').split('\n');
  const line = (number: number) => lines[number - 1] ?? '';
  if (replace !== undefined) {
    expect(line(replace.line)).toContain(replace.text);
    lines[replace.line - 1] = line(replace.line).replace(replace.text, replace.by);
  }
  if (swap !== undefined) {
    const [one, other] = swap;
    [lines[one - 1], lines[other - 1]] = [line(other), line(one)];
  }
  return lines.filter((_, index) => !gone.includes(index + 1));
}

/** The MAC by the functions that the program itself makes it with. */
function macOf(secret: string, kind: string, content: string): string {
  const key = new AuditKey(secret);
  const [first = '', second = ''] = content.split('\n');
  if (kind === 'key-id') return `${key.id}${'.'.repeat(48)}`;
  if (kind === 'text') return key.hashOfText(first, second).replace('hmac:', '');
  const value = JSON.parse(first);
  expect(canonicalJson(value)).toBe(first);
  if (kind === 'entry') return key.hashOf(value, second);
  return key.macOf(kindSchema.parse(kind), value);
}

const kindSchema = z.enum(['head', 'index', 'open', 'pruned', 'seal']);

describe('docs/audit-format.md', () => {
  it.each(z.array(z.tuple([z.string(), z.string()])).parse(JSON.parse(block('canonical'))))(
    'has the canonical text of %s',
    (json, canonical) => {
      const value: Parameters<typeof canonicalJson>[0] = JSON.parse(json);
      expect(canonicalJson(value)).toBe(canonical);
    },
  );

  it.each(vectors)('has the right MAC: $what', ({ key, kind, content, mac }) => {
    // Of a key's id only the first 16 digits are kept.
    expect(macOf(secretOf(key), kind, content)).toBe(kind === 'key-id' ? mac.slice(0, 16).padEnd(64, '.') : mac);
  });

  it('names all actions, kinds of fault, and the columns of CSV', () => {
    for (const name of [...ACTIONS, ...FAULT_KINDS]) expect(page).toContain(`\`${name}\``);
    const [header, row] = block('example').split('\n');
    expect(`\uFEFF${header}\r\n`).toBe(csv.start);
    const record = recordOf(JSON.parse(linesOf({}).find((line) => line.includes('hold_reason')) ?? ''));
    expect(record && csv.encode(record)).toBe(`${row}\r\n`);
  });

  it('has subjects in their chains', () => {
    const chains = z.record(z.string(), z.string()).parse(JSON.parse(block('chains')));
    for (const [subject, chain] of Object.entries(chains)) expect(chainOf(subject)).toBe(chain);
  });

  it.each([false, true])('has an export without faults (as CSV: %s)', async (asCsv) => {
    expect(await faultsIn({}, asCsv)).toEqual([]);
  });

  it.each(variants)('says rightly what is wrong: %j', async ({ faults, ...variant }) => {
    expect(await faultsIn(variant)).toEqual(faults);
  });
});
