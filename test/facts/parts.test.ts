import { expect, test } from 'vitest';
import { PARTS } from '../../src/facts/parts.ts';
import { ACTIVITY_TYPES } from '../../src/policy/activity-types.ts';
import { RECORD_KINDS } from '../../src/register/record.ts';

test('no two kinds of parts have one name, and none reads the parts of another', () => {
  const { listed, edges, gone, activities, backlog, gathered, facts, ...single } = PARTS;
  const all = [
    ...Object.values(single),
    ...[listed, gathered, facts].flatMap((kinds) => RECORD_KINDS.map((kind) => kinds[kind])),
    ...RECORD_KINDS.flatMap((kind) => [gone(kind), backlog(kind), ...ACTIVITY_TYPES.map((type) => edges(kind, type))]),
    ...ACTIVITY_TYPES.map(activities),
  ];
  const names = all.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  // A part is found by its name and this sign.
  for (const name of names) expect(name).not.toContain('|');
});
