import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorOf } from '../../src/facts/floor-of.ts';
import { listedCompany } from '../../src/facts/listed.ts';
import type { Floor } from '../../src/register/floor.ts';
import { bareSetup } from '../support/bare-setup.ts';
import { policyWith } from '../support/policy.ts';

const FLOOR = 'rekisteri_erased_contact_at';
const RULES = { policy: policyWith(), setup: bareSetup(), now: 0, hash: () => 'hmac:0123' };

/** Company 201 as HubSpot shows it. */
const shown = (held: string | null, merged = '') =>
  listedCompany({ id: '201', properties: { [FLOOR]: held, hs_merged_object_ids: merged } }, [], RULES);

const rowsOf = (rows: Record<string, Floor | undefined>) =>
  new Map(Object.entries(rows).flatMap(([id, floor]) => (floor === undefined ? [] : [[id, floor]])));

const instant = fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined });

describe('the floor of a company', () => {
  it('is the latest of property, row, memory, and of those that were merged into it', () => {
    fc.assert(
      fc.property(instant, instant, instant, instant, instant, (held, row, before, other, otherBefore) => {
        const listed = shown(held === undefined ? '' : new Date(held).toISOString(), '198;199');
        const rows = rowsOf({
          '200': { at: 9e12 },
          '201': row === undefined ? undefined : { at: row },
          '199': other === undefined ? undefined : { at: other },
        });
        const all = [held, row, before, other, otherBefore].filter((one) => one !== undefined);
        const floor = floorOf({ id: '201', listed, remembered: [before, otherBefore] }, rows);
        expect(floor).toEqual(all.length === 0 ? undefined : { at: Math.max(...all) });
      }),
    );
  });

  it.each<[string, string | null, Record<string, Floor>]>([
    ['its property holds no date', 'viime vuonna', {}],
    ['its property holds a year of five digits', '+12024-01-01T00:00:00.000Z', {}],
    ['its row is unread', '', { '201': { unread: 'somebody else wrote it' } }],
    ['the row of one that was merged into it is unread', '2024-01-01T00:00:00Z', { '199': { unread: 'somebody' } }],
  ])('is unread, however late the others are, when %s', (_, held, rows) => {
    const all = rowsOf({ '198': { at: 9e12 }, ...rows });
    const floor = floorOf({ id: '201', listed: shown(held, '198;199'), remembered: [9e12] }, all);
    expect(floor).toEqual({ unread: expect.any(String) });
    expect(JSON.stringify(floor)).not.toContain('viime');
  });

  it.each([
    ['as ISO 8601 without milliseconds', '2024-03-04T09:00:00Z'],
    ['as epoch milliseconds', '1709542800000'],
  ])('is read %s', (_, held) => {
    expect(floorOf({ id: '201', listed: shown(held), remembered: [] }, new Map())).toEqual({
      at: Date.parse('2024-03-04T09:00:00Z'),
    });
  });

  it('is known from storage alone where HubSpot was not asked', () => {
    const of = (before: number | undefined, rows: Record<string, Floor>) =>
      floorOf({ id: '201', listed: undefined, remembered: [before] }, rowsOf(rows));
    expect([of(undefined, {}), of(5, {}), of(5, { '201': { at: 6 } }), of(5, { '202': { at: 6 } })]).toEqual([
      undefined,
      { at: 5 },
      { at: 6 },
      { at: 5 },
    ]);
  });
});
