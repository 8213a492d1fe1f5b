import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkInfra, type Looked } from '../../local/infra/check.ts';
import { told } from '../../local/infra/finding.ts';
import { type Files, filesIn, listed, type Project, readProject } from '../../local/infra/project.ts';
import { eventsIn } from '../../local/infra/rules/queries.ts';
import { Schemas } from '../../local/infra/schemas.ts';
import { AzureTypes } from '../../local/infra/types/azure-types.ts';

// Mistakes are planted into the real templates, one at a time (test/infra/mistakes/), and each has to be found; other ways to
// write the same (test/infra/variations.yaml) must not be. The types of Azure are Microsoft's and not in the project:
// AZURE_TYPES_DIR names their folder (docs/testing.md).

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = path.join(import.meta.dirname, 'mistakes');
const TYPES = process.env.AZURE_TYPES_DIR;

const change = z.strictObject({ file: z.string().optional(), replace: z.string(), with: z.string() });
const mistake = change.extend({
  mistake: z.string(),
  file: z.string(),
  finds: z.string(),
  needs: z.literal('types').optional(),
  also: change.or(z.array(change)).optional(),
});
const schema = z.strictObject({ needs: z.literal('types').optional(), mistakes: z.array(mistake) });

const planted = readdirSync(FOLDER).flatMap((name) => {
  const { needs, mistakes } = schema.parse(parse(readFileSync(path.join(FOLDER, name), 'utf8')));
  return mistakes.map((each) => ({ ...each, needs: each.needs ?? needs }));
});

const variation = z.strictObject({ variation: z.string(), file: z.string(), changes: z.array(change) });
const { variations } = z
  .strictObject({ variations: z.array(variation) })
  .parse(parse(readFileSync(path.join(import.meta.dirname, 'variations.yaml'), 'utf8')));

const files = filesIn(ROOT);
const templates = listed(ROOT, 'infra', '.bicep');
const events = eventsIn(
  ['src', 'functions'].flatMap((folder) => listed(ROOT, folder, '.ts')).map((file) => files(file) ?? ''),
);
const azure =
  TYPES === undefined || !existsSync(TYPES) ? undefined : { types: new AzureTypes(TYPES), schemas: new Schemas(TYPES) };
let known: Project;

beforeAll(async () => {
  [known] = await readProject(files, templates);
});

function check(changed: Files, more: Partial<Looked> = {}) {
  return checkInfra({ files: changed, templates, events, known, ...more });
}

/** The files of the project with a mistake in them. */
function withMistake({ file, also, ...first }: z.infer<typeof mistake>): Files {
  return withChanges(file, [first, ...[also ?? []].flat()]);
}

function withChanges(file: string, changes: readonly z.infer<typeof change>[]): Files {
  const texts = new Map<string, string>();
  for (const each of changes) {
    const where = each.file ?? file;
    const text = texts.get(where) ?? files(where) ?? '';
    expect(text, `${where} has no such text any more: mend the mistake`).toContain(each.replace);
    texts.set(
      where,
      text.replace(each.replace, () => each.with),
    );
  }
  return (name) => texts.get(name) ?? files(name);
}

test('the templates have no fault', async () => {
  expect((await check(files)).map(told)).toEqual([]);
});

test.skipIf(azure === undefined)('nor have they any against the types of Azure', async () => {
  expect((await check(files, azure && { azure })).map(told)).toEqual([]);
});

test.each(variations)('$variation: no fault', async ({ file, changes }) => {
  expect((await check(withChanges(file, changes), azure && { azure })).map(told)).toEqual([]);
});

describe('a mistake is found', () => {
  test.each(planted.filter(({ needs }) => needs === undefined))('$mistake', async (each) => {
    expect((await check(withMistake(each))).map(told).join('\n')).toContain(each.finds);
  });
});

describe.skipIf(azure === undefined)('a mistake is found by the types of Azure (AZURE_TYPES_DIR)', () => {
  test.each(planted.filter(({ needs }) => needs === 'types'))('$mistake', async (each) => {
    expect((await check(withMistake(each), azure && { azure })).map(told).join('\n')).toContain(each.finds);
  });
});
