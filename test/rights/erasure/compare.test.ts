import { describe, expect, it } from 'vitest';
import { differences, NO_OWN_WORK, type OwnWork } from '../../../src/rights/erasure/compare.ts';
import type { Examined, Known } from '../../../src/rights/erasure/examine.ts';
import { EVIDENCE } from '../../support/evidence.ts';

const FACTS: Known['facts'] = {
  endsOn: '2026-01-01',
  basis: 'colleague_activity',
  source: 'meetings:7',
  merged: ['90', '95'],
  companyId: '201',
};
const NOTE = { type: 'notes', id: '1', class: 'exclusive', modifiedAt: 1_000 } as const;
const MEETING = { type: 'meetings', id: '7', class: 'shared', modifiedAt: 2_000 } as const;
const KNOWN: Known = { facts: FACTS, ownClockAt: 500, engagements: [NOTE, MEETING], withoutScope: [] };

/** The list has erased the colleague whose meeting 7 was, and kept the floor of the company. */
const ERASED_COLLEAGUE: OwnWork = { engagements: new Set(['meetings:7']), companies: new Set(['201']) };
const FLOOR = { basis: 'former_contact', source: '' };

const open = (changes: Partial<Known> & { facts?: Partial<Known['facts']> } = {}): Examined => ({
  ...KNOWN,
  ...changes,
  facts: { ...FACTS, ...changes.facts },
  kind: 'open',
  addresses: [],
  evidence: EVIDENCE,
});
const facts = (changes: Partial<Known['facts']>) => open({ facts: { ...FACTS, ...changes } });

describe('what differs from what was approved', () => {
  it.each<[string, Examined, string[]]>([
    [
      'nothing, in whatever order',
      open({ engagements: [MEETING, NOTE], facts: { ...FACTS, merged: ['95', '90'] } }),
      [],
    ],
    ['another end', facts({ endsOn: '2026-01-02' }), ['facts']],
    ['no end any more', facts({ endsOn: null, basis: null }), ['facts']],
    ['another basis', facts({ basis: 'company_activity' }), ['facts']],
    ['another source', facts({ source: 'calls:8' }), ['facts']],
    ['another company', facts({ companyId: '202' }), ['facts']],
    ['a floor of somebody whom the list did not erase', facts(FLOOR), ['facts']],
    ['another own clock', open({ ownClockAt: 501 }), ['facts']],
    ['one more merged', facts({ merged: ['90', '95', '96'] }), ['merged']],
    ['one less merged', facts({ merged: ['90'] }), ['merged']],
    ['a new engagement', open({ engagements: [NOTE, MEETING, { ...NOTE, id: '2' }] }), ['engagements']],
    ['an engagement less', open({ engagements: [MEETING] }), ['engagements']],
    [
      'an engagement of another class',
      open({ engagements: [{ ...NOTE, class: 'company' }, MEETING] }),
      ['engagements'],
    ],
    [
      'an engagement that was changed',
      open({ engagements: [{ ...NOTE, modifiedAt: 1_001 }, MEETING] }),
      ['engagements'],
    ],
    [
      'all of it',
      open({ ownClockAt: null, engagements: [], facts: { ...FACTS, merged: [] } }),
      ['facts', 'merged', 'engagements'],
    ],
    ['a protection', { kind: 'protected', protection: 'hold' }, ['hold']],
    ['nobody there', { kind: 'gone', archived: false }, ['gone']],
  ])('%s', (_, now, expected) => {
    expect(differences(KNOWN, now, NO_OWN_WORK)).toEqual(expected);
  });

  it.each<[string, Examined, string[]]>([
    ['the floor in the place of their clock', facts(FLOOR), []],
    ['the floor, and later', facts({ ...FLOOR, endsOn: '2026-02-01' }), []],
    ['another activity of that day in the place of theirs', facts({ source: 'calls:8', basis: 'call' }), []],
    [
      'their engagement of another class, changed',
      open({ engagements: [NOTE, { ...MEETING, class: 'exclusive', modifiedAt: 3_000 }] }),
      [],
    ],
    ['their engagement gone', open({ engagements: [NOTE] }), []],
    ['but not an earlier end', facts({ ...FLOOR, endsOn: '2025-12-31' }), ['facts']],
    ['nor a later one by an activity', facts({ source: 'calls:8', endsOn: '2026-02-01' }), ['facts']],
    ['nor no end', facts({ ...FLOOR, endsOn: null }), ['facts']],
    ['nor the floor of another company', facts({ ...FLOOR, companyId: '202' }), ['facts']],
    ['nor another own clock', open({ ownClockAt: 400, facts: { ...FACTS, ...FLOOR } }), ['facts']],
    [
      'nor a change of an engagement of this person alone',
      open({ engagements: [{ ...NOTE, class: 'company' }] }),
      ['engagements'],
    ],
    ['nor what protects', { kind: 'protected', protection: 'engagement_unread' }, ['engagement_unread']],
  ])('when the list has erased a colleague: %s', (_, now, expected) => {
    expect(differences(KNOWN, now, ERASED_COLLEAGUE)).toEqual(expected);
  });

  it('an engagement of an erased colleague that is new to this person', () => {
    const before = { ...KNOWN, engagements: [NOTE] };
    expect(differences(before, open(), ERASED_COLLEAGUE)).toEqual(['engagements']);
  });
});
