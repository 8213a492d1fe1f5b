import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Import, readImports } from '../../local/imports/read-imports.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const IMPORTS = readImports(ROOT, ['src', 'functions']);
const SOURCES = globSync('{src,functions}/**/*.ts', { cwd: ROOT }).map((file) => file.replaceAll(path.sep, '/'));

/** Where people are erased and engagements overwritten or archived, and nowhere else. */
const ERASE = 'src/hubspot/erase/';
const KINDS = ['erase-engagements', 'forget-person', 'keep-hashes', 'keep-floor'].map(
  (name) => `src/effects/kinds/${name}.ts`,
);
/** What the kinds are made of. */
const PARTS = ['engagement-texts', 'observe-removals', 'plan-removals', 'remove-texts'].map(
  (name) => `src/effects/kinds/${name}.ts`,
);
const ALL_KINDS = 'src/effects/kinds/all-kinds.ts';
/** Where an approved list is carried out: only behind the one guard. */
const EXECUTION = 'src/rights/erasure/erase-people.ts';

const importersOf = (isMeant: (file: string) => boolean) =>
  [...new Set(IMPORTS.filter(({ to }: Import) => isMeant(to)).map(({ from }) => from))]
    .filter((file) => !isMeant(file))
    .sort();

const sourcesWith = (pattern: RegExp) =>
  SOURCES.filter((file) => pattern.test(readFileSync(path.join(ROOT, file), 'utf8')));

test('only the kinds of effect that erase reach what deletes and overwrites in HubSpot', () => {
  const importers = importersOf((file) => file.startsWith(ERASE));
  expect(importers).not.toEqual([]);
  expect([...KINDS, ...PARTS]).toEqual(expect.arrayContaining(importers));
  const ofParts = importersOf((file) => PARTS.includes(file));
  expect([...KINDS, ...PARTS]).toEqual(expect.arrayContaining(ofParts));
});

test('only the execution of approved lists, and what observes after a crash, reach these kinds', () => {
  const importers = importersOf((file) => KINDS.includes(file));
  expect(importers).toContain(ALL_KINDS);
  expect(importers).toEqual([ALL_KINDS, EXECUTION]);
  // Which is reached through the examination of a group alone.
  expect(importersOf((file) => file === EXECUTION)).toEqual([
    'src/rights/erasure/begin.ts',
    'src/rights/erasure/erase-group.ts',
  ]);
  expect(importersOf((file) => file === 'src/rights/erasure/begin.ts')).toEqual(['src/rights/erasure/erase-group.ts']);
});

test('what observes after a crash can only observe', () => {
  const source = readFileSync(path.join(ROOT, ALL_KINDS), 'utf8');
  expect(source).toMatch(/allKinds\(context: SliceContext\): readonly Observer\[\]/);
  expect(source).not.toMatch(/carryOut|execute/);
});

test('nothing else names the calls that delete or archive records', () => {
  const calls = /gdpr-delete|gdprDelete|batch\/archive|(?:method|['"]DELETE['"]).{0,20}objects\(/;
  const kinds = ['src/effects/kinds/forget-person.ts'];
  expect(sourcesWith(calls).filter((file) => !file.startsWith(ERASE) && !kinds.includes(file))).toEqual([]);
  // A DELETE takes what the add-on has made out of the account, for off-boarding alone, and cannot name a record.
  const remove = 'src/hubspot/remove-own.ts';
  const deletes = sourcesWith(/['"]DELETE['"]/).filter((file) => file.startsWith('src/hubspot/'));
  expect(deletes.sort()).toEqual(['src/hubspot/client.ts', remove]);
  const source = readFileSync(path.join(ROOT, remove), 'utf8');
  expect(source.match(/paths\.\w+\(/g)).toEqual([
    'paths.list(',
    'paths.listFolder(',
    'paths.property(',
    'paths.group(',
  ]);
  const kind = 'src/effects/kinds/remove-own.ts';
  expect(importersOf((file) => file === kind)).toEqual(['src/rights/offboarding/carry-out.ts']);
  expect(importersOf((file) => file === remove).filter((file) => file !== 'src/effects/effect.ts')).toEqual([
    kind,
    'src/rights/offboarding/own-things.ts',
  ]);
});

test('records are updated in batches by values of ours, and by the overwriting of engagements', () => {
  const isUpdate = (file: string) => file === 'src/hubspot/update.ts' || file === 'src/hubspot/send-updates.ts';
  const values = importersOf(isUpdate).filter((file) => !file.startsWith(ERASE));
  expect(values).toEqual(['src/effects/kinds/set-values.ts']);
  expect(sourcesWith(/objectBatch\([^)]*'update'\)/).sort()).toEqual([
    'src/hubspot/records.ts',
    'src/hubspot/send-updates.ts',
  ]);
});

test('a value of a person is put right by its kind alone, and that for a request alone', () => {
  const kind = 'src/effects/kinds/rectify-value.ts';
  const changes = (file: string) => file === 'src/hubspot/change-contact.ts';
  expect(importersOf(changes)).toEqual([kind]);
  expect(importersOf((file) => file === kind)).toEqual([ALL_KINDS, 'src/rights/requests/rectification/carry-out.ts']);
  expect(importersOf((file) => file === 'src/rights/requests/rectification/carry-out.ts')).toEqual([
    'src/rights/requests/actions/rectify.ts',
  ]);
  // Definitions are the other thing that is changed one at a time.
  const patches = sourcesWith(/'PATCH'/).filter((file) => file.startsWith('src/hubspot/'));
  expect(patches.sort()).toEqual(['src/hubspot/change-contact.ts', 'src/hubspot/client.ts', 'src/hubspot/define.ts']);
  // Whoever waits for a call has it carried out by the one executor.
  expect(
    importersOf((file) => file === 'src/effects/executing.ts').filter((file) => file.startsWith('src/rights/')),
  ).toEqual(['src/rights/offboarding/carry-out.ts', 'src/rights/requests/rectification/carry-out.ts']);
});
