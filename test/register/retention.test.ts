import { describe, expect, it } from 'vitest';
import { type Clock, EMPTY_CLOCK, unreadClock } from '../../src/register/clock.ts';
import { customerOf } from '../../src/register/customer.ts';
import { decideRetention, type RetentionFacts, unlessUnproved } from '../../src/register/retention.ts';
import { policyWith } from '../support/policy.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const calledAt = (id: string, at: number): Clock => ({ read: true, latest: { at, type: 'calls', id } });
const older = calledAt('7', Date.UTC(2024, 0));
const newer = calledAt('8', Date.UTC(2025, 0));
const facts: RetentionFacts = {
  createdAt: Date.UTC(2020, 0),
  holdUntil: undefined,
  own: EMPTY_CLOCK,
  customer: undefined,
};

// What HubSpot holds is tested by the recorded cases; here is what only the audit trail and the logs see.
describe('the source behind the end date', () => {
  const sourceOf = (more: Partial<RetentionFacts>) => decideRetention({ ...facts, ...more }, policyWith(), NOW).source;

  it('is the own activity', () => {
    expect(sourceOf({ own: newer, customer: customerOf('201', older, [newer]) })).toBe('calls:8');
  });

  it('is the activity of the company or of the colleague when that is later', () => {
    expect(sourceOf({ own: older, customer: customerOf('201', newer, [older]) })).toBe('calls:8');
    expect(sourceOf({ own: older, customer: customerOf('201', EMPTY_CLOCK, [older, newer]) })).toBe('calls:8');
  });

  it('is empty when the record was only created, or nothing could be read', () => {
    expect(sourceOf({})).toBe('');
    expect(sourceOf({ own: unreadClock('x') })).toBe('');
  });
});

describe('what could not be proved of everybody', () => {
  const ended = decideRetention({ ...facts, createdAt: Date.UTC(2010, 0) }, policyWith(), NOW);
  const active = decideRetention(facts, policyWith(), NOW);

  it('makes an end unknown, with its reasons, and nothing else', () => {
    const nothing = { endsOn: undefined, basis: undefined, source: '' };
    expect(unlessUnproved(ended, ['x'])).toEqual({ status: 'unknown', ...nothing, unreadable: ['x'] });
    expect(unlessUnproved(ended, [])).toBe(ended);
    expect(unlessUnproved(active, ['x'])).toBe(active);
    expect([ended.status, active.status]).toEqual(['ended', 'active']);
  });
});
