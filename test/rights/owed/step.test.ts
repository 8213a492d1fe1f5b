import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PastValue } from '../../../src/hubspot/property-history.ts';
import { protectsSinceMerge } from '../../../src/rights/erasure/merged-protection.ts';
import type { PersonNow } from '../../../src/rights/erasure/person-now.ts';
import { isRestricted } from '../../../src/rights/erasure/protection.ts';
import { type Contact, stepToFree, stepToRestrict } from '../../../src/rights/owed/step.ts';
import { ownSource } from '../../../src/rights/value-sources.ts';
import { PERSON, past } from '../../support/evidence.ts';
import { policyWith } from '../../support/policy.ts';

const POLICY = policyWith();
const OWN = { sourceType: 'INTEGRATION', sourceId: '42' };
const ours = (value: string, at: string) => past(value, at, { ...OWN, updatedByUserId: undefined });
const app = (value: string, at: string) => past(value, at, { ...OWN, sourceId: '43', updatedByUserId: undefined });
const merge = (value: string, at: string) =>
  past(value, at, { sourceType: 'MERGE_OBJECTS', sourceId: undefined, updatedByUserId: undefined });
const DECIDED = Date.parse('2026-03-01');

/** Somebody with these values of the restriction, newest first. */
function someone(restricted: readonly PastValue[], more: Partial<PersonNow> = {}): Contact {
  const person = {
    ...PERSON,
    own: OWN,
    restricted: restricted[0]?.value ?? '',
    past: { ...PERSON.past, restricted },
    ...more,
  };
  return { kind: 'person', person };
}

const MERGED: Partial<PersonNow> = { mergedIds: ['95'], lastMergedAt: Date.parse('2026-05-01') };
const write = (before: string, after: string) => ({ kind: 'write', id: '101', before, after });
const over = (why: string) => ({ kind: 'over', why });

describe('to restrict somebody', () => {
  it.each<[string, Contact, object]>([
    ['who never was', someone([]), write('', 'true')],
    ['who was said not to be', someone([past('false', '2026-01-01')]), write('false', 'true')],
    ['who is', someone([past('true', '2026-01-01')]), over('already')],
    [
      'who was before the decision',
      someone([past('false', '2026-02-02'), ours('true', '2026-02-01')]),
      write('false', 'true'),
    ],
    [
      'whom staff freed since this program did it',
      someone([past('false', '2026-03-03'), ours('true', '2026-03-02')]),
      over('changed_since'),
    ],
    [
      'whom staff restricted and freed themselves',
      someone([past('', '2026-03-03'), past('true', '2026-03-02')]),
      write('', 'true'),
    ],
    [
      'of whom nobody can tell what this program did',
      someone([past('', '2026-03-03'), ours('true', '2026-03-02')], { own: undefined }),
      write('', 'true'),
    ],
    ['who is gone', { kind: 'gone' }, over('gone')],
    ['who cannot be read', { kind: 'unread', reason: 'x' }, { kind: 'wait', reason: 'x' }],
  ])('%s', (_, contact, step) => {
    expect(stepToRestrict(contact, DECIDED)).toEqual(step);
  });
});

describe('to free somebody', () => {
  it.each<[string, Contact, object]>([
    ['whom this program restricted', someone([ours('true', '2026-03-02')]), write('true', 'false')],
    ['who is free', someone([past('false', '2026-03-03'), ours('true', '2026-03-02')]), over('already')],
    ['whom staff restricted before', someone([past('true', '2026-01-01')]), over('set_by_others')],
    [
      'whom staff restricted since',
      someone([past('true', '2026-03-04'), past('', '2026-03-03'), ours('true', '2026-03-02')]),
      over('set_by_others'),
    ],
    [
      'whom another app restricted since',
      someone([past('true', '2026-03-04', { ...OWN, sourceId: '43' }), ours('true', '2026-03-02')]),
      over('set_by_others'),
    ],
    [
      'of whom nobody can tell who did it',
      someone([ours('true', '2026-03-02')], { own: undefined }),
      over('set_by_others'),
    ],
    ['who was merged since', someone([ours('true', '2026-03-02')], MERGED), write('true', 'false')],
    [
      'whose value the merge chose',
      someone([merge('true', '2026-05-01'), past('false', '2026-03-03'), ours('true', '2026-03-02')], MERGED),
      over('set_by_others'),
    ],
    [
      'who was merged with somebody whom staff restricted',
      someone([ours('true', '2026-03-02'), past('true', '2026-01-01')], MERGED),
      over('set_by_others'),
    ],
    [
      'who was merged with somebody whom staff restricted, and whom they freed since',
      someone([ours('true', '2026-06-02'), past('false', '2026-06-01'), past('true', '2026-01-01')], MERGED),
      write('true', 'false'),
    ],
    ['who is gone', { kind: 'gone' }, over('gone')],
    ['who cannot be read', { kind: 'unread', reason: 'x' }, { kind: 'wait', reason: 'x' }],
  ])('%s', (_, contact, step) => {
    expect(stepToFree(contact, false, POLICY)).toEqual(step);
  });

  it('is not done while another request wants the restriction', () => {
    expect(stepToFree(someone([ours('true', '2026-03-02')]), true, POLICY)).toEqual(over('other_request'));
  });
});

describe('after a merge', () => {
  const protects = (...values: readonly PastValue[]) =>
    protectsSinceMerge(values, MERGED.lastMergedAt, isRestricted, POLICY, OWN);

  it.each<[string, boolean, readonly PastValue[]]>([
    ['what this program set and lifted since', false, [ours('false', '2026-06-01'), ours('true', '2026-03-02')]],
    ['what it lifted before only', true, [ours('false', '2026-04-01'), ours('true', '2026-03-02')]],
    ['what it did not set', true, [ours('false', '2026-06-01'), past('true', '2026-03-02')]],
    [
      'what somebody else set besides',
      true,
      [ours('false', '2026-06-01'), ours('true', '2026-03-02'), past('true', '2026-01-01')],
    ],
    ['what another app set and lifted', true, [app('false', '2026-06-01'), app('true', '2026-03-02')]],
    ['what this program set, and another app took away', true, [app('', '2026-06-01'), ours('true', '2026-03-02')]],
    [
      'what it set anew since, and another app took away',
      true,
      [app('', '2026-06-02'), ours('true', '2026-06-01'), ours('true', '2026-03-02')],
    ],
    ['what was only set since, whoever took it away', false, [app('', '2026-06-02'), past('true', '2026-06-01')]],
    [
      'what the merge chose',
      true,
      [ours('false', '2026-06-01'), merge('true', '2026-05-01'), ours('true', '2026-03-02')],
    ],
  ])('%s: protects %s', (_, expected, values) => {
    expect(protects(...values)).toBe(expected);
  });

  const at = fc.integer({ min: 0, max: 11 }).map((month) => Date.UTC(2026, month, 1));
  const entry = fc
    .record({ value: fc.constantFrom('', 'false', 'true'), at, by: fc.constantFrom('user', 'app', 'merge', 'us') })
    .map(({ value, at: when, by }): PastValue => {
      const iso = new Date(when).toISOString();
      if (by === 'user') return past(value, iso);
      if (by === 'us') return ours(value, iso);
      return by === 'merge' ? merge(value, iso) : app(value, iso);
    });

  it('nothing but what this program set itself is less protected for knowing who it is', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (values) => {
        const sorted = values.toSorted((a, b) => b.at - a.at);
        const unknown = protectsSinceMerge(sorted, MERGED.lastMergedAt, isRestricted, POLICY);
        const known = protects(...sorted);
        expect(known && !unknown).toBe(false);
        const others = sorted.filter(({ sourceId }) => sourceId !== OWN.sourceId);
        expect(known || !protects(...others)).toBe(true);
      }),
    );
  });
});

describe('who this program is in a history', () => {
  it.each<[string, readonly PastValue[], object | undefined]>([
    ['the one who wrote it', [ours('ended', '2026-06-01'), ours('active', '2026-03-02')], OWN],
    [
      'beside persons and merges',
      [past('active', '2026-06-02'), merge('ended', '2026-06-01'), ours('active', '2026-03-02')],
      OWN,
    ],
    [
      'unknown when others wrote as well',
      [ours('ended', '2026-06-01'), past('active', '2026-03-02', { sourceType: 'IMPORT', sourceId: '9' })],
      undefined,
    ],
    [
      'unknown when it has no name',
      [past('active', '2026-03-02', { sourceType: 'INTEGRATION', sourceId: undefined, updatedByUserId: undefined })],
      undefined,
    ],
    ['unknown without any', [past('active', '2026-06-02')], undefined],
  ])('is %s', (_, values, source) => {
    expect(ownSource(values, POLICY)).toEqual(source);
  });
});
