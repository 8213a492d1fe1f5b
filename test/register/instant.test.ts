import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from '../../src/register/instant.ts';

const INSTANT = Date.UTC(2026, 10, 23, 8);

describe('parseInstant', () => {
  it.each([
    ['2026-11-23T08:00:00.000Z', INSTANT],
    ['2026-11-23T08:00:00Z', INSTANT],
    ['2026-11-23T10:00:00.000+02:00', INSTANT],
    ['2026-11-23T08:00:00', INSTANT],
    [' 2026-11-23T08:00:00Z ', INSTANT],
    ['2026-11-23T08:00:00.001Z', INSTANT + 1],
    ['2026-11-23', Date.UTC(2026, 10, 23)],
    [String(INSTANT), INSTANT],
    ['0', 0],
    ['-86400000', -86_400_000],
    ['1000-01-01', Date.parse('1000-01-01')],
    ['9999-12-31T23:59:59.999Z', Date.parse('9999-12-31T23:59:59.999Z')],
    ['253402300799999', 253_402_300_799_999],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '',
    ' ',
    'eilen',
    '23.11.2026',
    '2026-02-30',
    '2026-02-29T10:00:00Z',
    '2026-13-01',
    '2026-11-23T25:00:00Z',
    'null',
    'NaN',
    '1e3',
    '1.5',
    '99999999999999999999',
    '0999-12-31T23:59:59.999Z',
    '-30610224000001',
    '9999-12-31T23:59:59.999-01:00',
    '253402300800000',
  ])('says that "%s" is no instant', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('does not complete a time of day with the date of the machine', () => {
    expect(parseInstant('10:30')).toBeUndefined();
  });
});

describe('formatInstant', () => {
  it('prints ISO 8601 in UTC, always with milliseconds', () => {
    expect(formatInstant(INSTANT)).toBe('2026-11-23T08:00:00.000Z');
    expect(formatInstant(INSTANT + 1)).toBe('2026-11-23T08:00:00.001Z');
    expect(formatInstant(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});
