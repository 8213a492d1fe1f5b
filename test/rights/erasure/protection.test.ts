import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactFacts } from '../../../src/facts/facts.ts';
import { type Clock, EMPTY_CLOCK, unreadClock } from '../../../src/register/clock.ts';
import { PROTECTIONS, type Protection } from '../../../src/rights/erasure/item.ts';
import type { PersonNow } from '../../../src/rights/erasure/person-now.ts';
import { type Evidence, protectionOf } from '../../../src/rights/erasure/protection.ts';
import { EVIDENCE, EXAMINED_AT, PERSON, past } from '../../support/evidence.ts';
import { policyWith } from '../../support/policy.ts';

const POLICY = policyWith();
const UNKNOWN = policyWith({ retention: { withoutContact: 'unknown' } });
const of = (evidence: Evidence, policy = POLICY) => protectionOf(evidence, policy, EXAMINED_AT);

const MEETING: Clock = { read: true, latest: { at: Date.parse('2020-01-01'), type: 'meetings', id: '1' } };
const MERGED: Partial<PersonNow> = { mergedIds: ['95'], lastMergedAt: Date.parse('2026-05-01') };
const { facts: FACTS } = EVIDENCE;
const factsWith = (changes: Partial<ContactFacts>) => FACTS && { ...FACTS, ...changes };
const customer = (clock: Clock) => ({ companyId: '201', companyActivity: EMPTY_CLOCK, clock });

/** A change of what is known of somebody, on top of others. */
type Turn = (before: Evidence) => Evidence;
const person =
  (changes: Partial<PersonNow>): Turn =>
  (before) => {
    const { person: held = PERSON } = before;
    return held === 'other_id'
      ? before
      : { ...before, person: { ...held, ...changes, past: { ...held.past, ...changes.past } } };
  };
const pastOf = (name: keyof PersonNow['past'], ...values: PersonNow['past']['hold']): Turn => {
  return (before) =>
    person({ past: { ...PERSON.past, ...(before.person === 'other_id' ? {} : before.person?.past), [name]: values } })(
      before,
    );
};
const all =
  (...turns: readonly Turn[]): Turn =>
  (before) =>
    turns.reduce((evidence, turn) => turn(evidence), before);
const facts = (changes: Partial<ContactFacts>): Turn => {
  return (before) => ({ ...before, facts: before.facts && { ...before.facts, ...changes } });
};

/** What protects, each alone. */
const REASONS: Readonly<Record<Protection, readonly (readonly [string, Turn])[]>> = {
  hold: [
    ['until today', person({ holdUntil: '2026-11-23' })],
    ['for long', person({ holdUntil: '2036-01-01' })],
    ['until nobody knows when', person({ holdUntil: 'not a date' })],
  ],
  restricted: [
    ['true', person({ restricted: 'true' })],
    ['True', person({ restricted: 'True' })],
    ['in other words', person({ restricted: 'kyllä' })],
  ],
  hold_of_merged: [
    ['set before', all(person(MERGED), pastOf('hold', past('2027-01-01', '2026-04-01')))],
    [
      'lifted before, of whichever record',
      all(person(MERGED), pastOf('hold', past('', '2026-04-02'), past('2027-01-01', '2026-04-01'))),
    ],
    [
      'cleared since by the merge itself',
      all(
        person(MERGED),
        pastOf('hold', past('', '2026-05-01', { sourceType: 'MERGE_OBJECTS' }), past('2027-01-01', '2026-04-01')),
      ),
    ],
    [
      'cleared since by a workflow',
      all(
        person(MERGED),
        pastOf('hold', past('', '2026-06-01', { sourceType: 'AUTOMATION_PLATFORM' }), past('2027-01-01', '2026-04-01')),
      ),
    ],
    [
      'lifted by a person, and nobody knows whether before the merge',
      all(
        person({ ...MERGED, lastMergedAt: undefined }),
        pastOf('hold', past('', '2026-06-01'), past('2027-01-01', '2026-04-01')),
      ),
    ],
    ['set at the moment of the merge', all(person(MERGED), pastOf('hold', past('2027-01-01', '2026-05-01')))],
    [
      'cleared at the moment of the merge',
      all(person(MERGED), pastOf('hold', past('', '2026-05-01'), past('2027-01-01', '2026-04-01'))),
    ],
    ['that is no date', all(person(MERGED), pastOf('hold', past('kesään', '2026-04-01')))],
  ],
  restriction_of_merged: [
    ['set before', all(person(MERGED), pastOf('restricted', past('true', '2026-04-01')))],
    [
      'prolonged since, not lifted',
      all(person(MERGED), pastOf('restricted', past('true', '2026-06-01'), past('true', '2026-04-01'))),
    ],
  ],
  open_request: [
    ['of access', person({ requests: ['access'] })],
    ['of erasure, for retention', person({ requests: ['erasure'] })],
    ['in the table', (before) => ({ ...before, openRequests: [{ id: 'request-9' }] })],
  ],
  unread: [
    ['person', (before) => ({ ...before, person: undefined })],
    ['facts', (before) => ({ ...before, facts: undefined })],
    ['own clock', facts({ own: unreadClock('x') })],
    ['customer clock', facts({ customer: customer(unreadClock('x')) })],
    ['own clock, of which nobody knows why', facts({ own: { read: false, reasons: [] } })],
    ['customer clock, of which nobody knows why', facts({ customer: customer({ read: false, reasons: [] }) })],
    [
      'something of the contact, though they were met',
      (before) => ({
        ...before,
        facts: before.facts && {
          ...before.facts,
          own: MEETING,
          contact: { ...before.facts.contact, unread: ['calls: 500'] },
        },
      }),
    ],
    ['requests', (before) => ({ ...before, openRequests: undefined })],
    ['company that is another by now', person({ companyId: '201' })],
    ['merge since it was read', person({ merged: 'other' })],
    ['hold of which only the history knows', pastOf('hold', past('2027-01-01', '2026-04-01'))],
    ['restriction of which only the history knows', pastOf('restricted', past('true', '2026-04-01'))],
    [
      'time of creation',
      (before) => ({
        ...before,
        facts: before.facts && { ...before.facts, contact: { ...before.facts.contact, createdAt: undefined } },
      }),
    ],
  ],
  engagement_unread: [
    ['one', (before) => ({ ...before, engagements: [{ class: 'exclusive' }, { class: 'unread' }] })],
    ['which they are', (before) => ({ ...before, engagements: undefined })],
  ],
  other_id: [['answers', (before) => ({ ...before, person: 'other_id' })]],
  merged_since: [['with another', (before) => ({ ...before, mergedBefore: ['94'] })]],
  unknown: [['not proved', (before) => ({ ...before, unproved: ['contacts may be missing'] })]],
  not_ended: [
    ['by an own meeting', facts({ own: MEETING })],
    ['by a colleague', facts({ customer: customer(MEETING) })],
    [
      'by what an erased colleague left',
      facts({ customer: { ...customer(EMPTY_CLOCK), floor: Date.parse('2020-01-01') } }),
    ],
  ],
  decision_not_erase: [
    ['empty', person({ decision: '' })],
    ['keep', person({ decision: 'keep' })],
    ['in other letters', person({ decision: 'Erase' })],
  ],
  decision_not_by_a_person: [
    ['but a workflow', pastOf('decision', past('erase', '2026-10-01', { sourceType: 'AUTOMATION_PLATFORM' }))],
    ['but an import of a user', pastOf('decision', past('erase', '2026-10-01', { sourceType: 'IMPORT' }))],
    ['but an integration', pastOf('decision', past('erase', '2026-10-01', { sourceType: 'INTEGRATION' }))],
    [
      'nobody named',
      pastOf('decision', past('erase', '2026-10-01', { sourceId: undefined, updatedByUserId: undefined })),
    ],
    [
      'something else named',
      pastOf('decision', past('erase', '2026-10-01', { sourceId: 'X:userId:Optional.empty', updatedByUserId: 0 })),
    ],
    [
      'the newest by a workflow',
      pastOf('decision', past('erase', '2026-10-02', { sourceType: 'MERGE_OBJECTS' }), past('erase', '2026-10-01')),
    ],
    ['the newest another', pastOf('decision', past('keep', '2026-10-02'), past('erase', '2026-10-01'))],
    ['no history', pastOf('decision')],
  ],
};

const TURNS = PROTECTIONS.flatMap((reason) => REASONS[reason].map(([what, turn]) => ({ reason, what, turn })));
/** Those that are only of the end of retention. */
const OF_RETENTION: readonly Protection[] = ['unknown', 'not_ended', 'decision_not_erase', 'decision_not_by_a_person'];
const OF_REQUEST = TURNS.filter(
  ({ reason, what }) => !OF_RETENTION.includes(reason) && what !== 'of erasure, for retention',
);

const requested: Turn = (before) => ({ ...before, ground: 'request', requestId: 'request-1' });

describe('what protects a person', () => {
  it('is nothing when all is read, the time has come and a person has decided', () => {
    expect(of(EVIDENCE)).toBeUndefined();
    expect(of(requested(EVIDENCE))).toBeUndefined();
    expect(of({ ...EVIDENCE, mergedBefore: undefined })).toBeUndefined();
  });

  it.each(TURNS)('is $reason: $what', ({ reason, turn }) => {
    expect(of(turn(EVIDENCE))).toBe(reason);
  });

  it.each(OF_REQUEST)('at their own request is $reason as well: $what', ({ reason, turn }) => {
    expect(of(requested(turn(EVIDENCE)))).toBe(reason);
  });

  it('is something whatever else holds, of two at a time and of many', () => {
    for (const one of TURNS)
      for (const other of TURNS) {
        const both = of(other.turn(one.turn(EVIDENCE)));
        expect(both, `${one.reason} ${one.what}, ${other.reason} ${other.what}`).toBeDefined();
      }
    fc.assert(
      fc.property(fc.subarray(TURNS, { minLength: 1 }), (some) => {
        expect(of(some.reduce((evidence, { turn }) => turn(evidence), EVIDENCE as Evidence))).toBeDefined();
      }),
    );
  });

  it.each([
    ['a hold that has passed', person({ holdUntil: '2026-11-22' })],
    ['a restriction that says no', person({ restricted: 'false' })],
    ['a restriction that says no in other letters', person({ restricted: ' False ' })],
    [
      'a hold of a merged record that has passed',
      all(person(MERGED), pastOf('hold', past('2026-06-01', '2026-04-01'))),
    ],
    [
      'a hold of a merged record that a person lifted since',
      all(person(MERGED), pastOf('hold', past('', '2026-06-01'), past('2027-01-01', '2026-04-01'))),
    ],
    [
      'one that a person ended since on a day that has passed',
      all(person(MERGED), pastOf('hold', past('2026-06-30', '2026-06-01'), past('2027-01-01', '2026-04-01'))),
    ],
    [
      'a restriction of a merged record that a person lifted since',
      all(person(MERGED), pastOf('restricted', past('false', '2026-06-01'), past('true', '2026-04-01'))),
    ],
    [
      'one of which a person left nothing but a space since',
      all(person(MERGED), pastOf('hold', past(' ', '2026-06-01'), past('2027-01-01', '2026-04-01'))),
    ],
    ['a merge of which the list knew', all(person(MERGED), (before) => ({ ...before, mergedBefore: ['95'] }))],
    [
      'engagements of others',
      (before: Evidence) => ({ ...before, engagements: [{ class: 'shared' as const }, { class: 'company' as const }] }),
    ],
    ['an old floor', facts({ customer: { ...customer(EMPTY_CLOCK), floor: Date.parse('2012-01-01') } })],
    ['a decision with a space before it', pastOf('decision', past(' erase', '2026-10-01'))],
    [
      'a decision whose user stands in its source',
      pastOf('decision', past('erase', '2026-10-01', { updatedByUserId: undefined })),
    ],
  ])('is not %s', (_, turn) => {
    const evidence = turn({ ...EVIDENCE, mergedBefore: undefined });
    expect(of({ ...evidence, mergedBefore: evidence.mergedBefore })).toBeUndefined();
  });

  it('is for a request neither the end of retention, nor that there was no service contact', () => {
    expect(of(EVIDENCE, UNKNOWN)).toBe('unknown');
    expect(of(requested(EVIDENCE), UNKNOWN)).toBeUndefined();
    expect(of(requested({ ...EVIDENCE, facts: factsWith({ own: MEETING }) }))).toBeUndefined();
    expect(of(requested(person({ decision: '', past: { ...PERSON.past, decision: [] } })(EVIDENCE)))).toBeUndefined();
  });

  it('is for a request not that request itself, but every other', () => {
    const asked = requested({ ...EVIDENCE, openRequests: [{ id: 'request-1' }] });
    expect(of(person({ requests: ['erasure'] })(asked))).toBeUndefined();
    expect(of(person({ requests: ['erasure', 'access'] })(asked))).toBe('open_request');
    expect(of({ ...asked, openRequests: [{ id: 'request-1' }, { id: 'request-2' }] })).toBe('open_request');
  });

  it('counts sources of persons as the policy names them', () => {
    const bulk = pastOf('decision', past('erase', '2026-10-01', { sourceType: 'CRM_UI_BULK_ACTION' }))(EVIDENCE);
    expect(of(bulk)).toBe('decision_not_by_a_person');
    expect(of(bulk, policyWith({ erasure: { personSources: ['CRM_UI', 'CRM_UI_BULK_ACTION'] } }))).toBeUndefined();
  });

  it('goes by the local day: a hold until yesterday in Helsinki is over an hour before midnight in UTC', () => {
    const at = (now: string) => protectionOf(person({ holdUntil: '2026-11-22' })(EVIDENCE), POLICY, Date.parse(now));
    expect(at('2026-11-22T21:59:59Z')).toBe('hold');
    expect(at('2026-11-22T22:00:00Z')).toBeUndefined();
  });
});
