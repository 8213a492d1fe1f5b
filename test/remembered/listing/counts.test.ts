import { expect, test } from 'vitest';
import { rowOf } from '../../../src/remembered/listing/contact-row.ts';
import { ListingCounter } from '../../../src/remembered/listing/counts.ts';

interface Given {
  readonly status: string;
  readonly ends?: string;
  readonly company?: string;
  readonly decision?: 'keep' | 'erase';
  readonly more?: Record<string, string>;
}

function counted(people: readonly Given[]) {
  const counter = new ListingCounter();
  for (const [place, { status, ends = '', company, decision, more = {} }] of people.entries()) {
    const held = { rekisteri_retention_status: status, rekisteri_retention_ends: ends, ...more };
    const own = { read: true, latest: undefined } as const;
    counter.add(rowOf(String(place + 1), { held, inputs: '', merged: '', own, companyId: company, decision }));
  }
  return counter.counts();
}

test('contacts are counted by status, month of their end and decision', () => {
  const counts = counted([
    { status: 'ended', ends: '2026-10-31', decision: 'erase' },
    { status: 'ended', ends: '2026-10-01' },
    { status: 'ending_soon', ends: '2026-11-30', decision: 'keep', more: { rekisteri_processing_restricted: 'true' } },
    { status: 'unknown', more: { rekisteri_consent_data_review: 'true', rekisteri_request_open: 'access;erasure' } },
  ]);
  const nobody = { active: 0, ending_soon: 0, ended: 0, on_hold: 0, unknown: 0 };
  expect(counts).toEqual({
    total: 4,
    byStatus: { ...nobody, ended: 2, ending_soon: 1, unknown: 1 },
    endedByDecision: { erase: 1, keep: 0, none: 1 },
    restricted: 1,
    consentReview: 1,
    requestOpen: 1,
    byMonth: [
      { month: '2026-10', total: 2, byStatus: { ...nobody, ended: 2 } },
      { month: '2026-11', total: 1, byStatus: { ...nobody, ending_soon: 1 } },
      { month: null, total: 1, byStatus: { ...nobody, unknown: 1 } },
    ],
    companies: [],
  });
});

test('customers come by how many have ended, then by how many end soon; the next end is of those who have not', () => {
  const { companies } = counted([
    { status: 'ended', ends: '2020-01-01', company: '1' },
    { status: 'active', ends: '2032-01-01', company: '1' },
    { status: 'active', ends: '2031-01-01', company: '1' },
    { status: 'ended', ends: '2020-01-01', company: '2' },
    { status: 'ending_soon', ends: '2027-01-01', company: '2' },
    { status: 'unknown', company: '3' },
  ]);
  expect(companies).toEqual([
    { companyId: '2', total: 2, ended: 1, endingSoon: 1, nextEndsOn: '2027-01-01' },
    { companyId: '1', total: 3, ended: 1, endingSoon: 0, nextEndsOn: '2031-01-01' },
    { companyId: '3', total: 1, ended: 0, endingSoon: 0, nextEndsOn: null },
  ]);
});

test('of many customers the first hundred are told', () => {
  const people = Array.from({ length: 130 }, (_, place) => ({
    status: place < 40 ? 'ended' : 'active',
    company: `${place}`,
  }));
  const { companies } = counted(people);
  expect(companies).toHaveLength(100);
  expect(companies.slice(0, 40).every(({ ended }) => ended === 1)).toBe(true);
});
