import { describe, expect, it } from 'vitest';
import { differences, sameValue } from '../../src/register/difference.ts';
import { COMPANY_PROPERTIES } from '../../src/register/properties.ts';

const AT = 'rekisteri_last_contact_at';
const SOURCE = 'rekisteri_last_contact_source';
const ENDS = 'rekisteri_retention_ends';

describe('sameValue', () => {
  it.each([
    ['datetime', '2026-11-23T08:00:00Z', '2026-11-23T08:00:00.000Z', true],
    ['datetime', '1795420800000', '2026-11-23T08:00:00.000Z', true],
    ['datetime', '2026-11-23T10:00:00+02:00', '2026-11-23T08:00:00.000Z', true],
    ['datetime', '2026-11-23T08:00:00.001Z', '2026-11-23T08:00:00.000Z', false],
    ['datetime', '', '2026-11-23T08:00:00.000Z', false],
    ['datetime', '', '', true],
    ['datetime', 'x', 'y', false],
    ['date', '1795392000000', '2026-11-23', true],
    ['date', '2026-11-23T00:00:00Z', '2026-11-23', true],
    ['date', '2026-11-22', '2026-11-23', false],
    ['date', '', '2026-11-23', false],
    ['date', 'x', 'y', false],
    ['string', 'calls:7', 'calls:7', true],
    ['string', '1795392000000', '2026-11-23', false],
    ['string', 'Calls:7', 'calls:7', false],
    ['enumeration', 'active', 'ended', false],
  ] as const)('of %s %j and %j is %j', (type, a, b, same) => {
    expect(sameValue(type, a, b)).toBe(same);
    expect(sameValue(type, b, a)).toBe(same);
  });
});

describe('differences', () => {
  const wanted = { [AT]: '2026-11-23T08:00:00.000Z', [SOURCE]: 'calls:7', [ENDS]: '2036-11-23' };

  it('writes everything to an empty record, in the order of the properties', () => {
    expect(differences({}, wanted, COMPANY_PROPERTIES)).toEqual([
      { property: AT, before: '', after: '2026-11-23T08:00:00.000Z' },
      { property: SOURCE, before: '', after: 'calls:7' },
      { property: ENDS, before: '', after: '2036-11-23' },
    ]);
  });

  it('writes only what differs as a value', () => {
    const held = { [AT]: '2026-11-23T08:00:00Z', [SOURCE]: 'calls:8', [ENDS]: '2036-11-23' };
    expect(differences(held, wanted, COMPANY_PROPERTIES)).toEqual([
      { property: SOURCE, before: 'calls:8', after: 'calls:7' },
    ]);
  });

  it('takes null, absent and empty for the same', () => {
    expect(
      differences({ [AT]: null, [ENDS]: undefined }, { [AT]: '', [SOURCE]: '', [ENDS]: '' }, COMPANY_PROPERTIES),
    ).toEqual([]);
  });

  it('clears a value that should be empty', () => {
    expect(differences({ [ENDS]: '2036-11-23' }, { [ENDS]: '' }, COMPANY_PROPERTIES)).toEqual([
      { property: ENDS, before: '2036-11-23', after: '' },
    ]);
  });

  it('leaves alone what is not wanted and what the add-on does not provide', () => {
    const held = { [AT]: '2020-01-01T00:00:00Z', firstname: 'Aino' };
    expect(differences(held, { firstname: 'Eino', [AT]: undefined }, COMPANY_PROPERTIES)).toEqual([]);
  });
});
