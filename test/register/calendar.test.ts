import { describe, expect, it } from 'vitest';
import { addYears, daysAfter, daysBetween, localDate, parseDate } from '../../src/register/calendar.ts';

describe('localDate', () => {
  it.each([
    ['2026-01-15T21:59:59.999Z', 'Europe/Helsinki', '2026-01-15'],
    ['2026-01-15T22:00:00.000Z', 'Europe/Helsinki', '2026-01-16'],
    ['2026-07-10T21:00:00.000Z', 'Europe/Helsinki', '2026-07-11'],
    ['2026-07-10T21:00:00.000Z', 'utc', '2026-07-10'],
    ['2026-07-10T03:59:59.999Z', 'America/New_York', '2026-07-09'],
  ])('of %s in %s is %s', (instant, zone, date) => {
    expect(localDate(Date.parse(instant), zone)).toBe(date);
  });
});

describe('addYears', () => {
  it.each([
    ['2016-11-23', 10, '2026-11-23'],
    ['2016-02-29', 10, '2026-02-28'],
    ['2016-02-29', 8, '2024-02-29'],
    ['2016-02-28', 8, '2024-02-28'],
    ['2090-02-28', 10, '2100-02-28'],
    ['2096-02-29', 4, '2100-02-28'],
    ['2016-12-31', 0, '2016-12-31'],
    ['9989-11-23', 10, '9999-11-23'],
    ['9990-11-23', 10, '9999-12-31'],
  ])('of %s and %i years is %s', (date, years, end) => {
    expect(addYears(date, years)).toBe(end);
  });
});

describe('daysAfter', () => {
  it.each([
    ['2026-11-23', 180, '2027-05-22'],
    ['2026-11-23', 0, '2026-11-23'],
    ['2024-03-01', -1, '2024-02-29'],
    ['9999-12-30', 1, '9999-12-31'],
    ['9999-11-23', 180, '9999-12-31'],
    ['0001-01-02', -1, '0001-01-01'],
    ['0001-01-23', -180, '0001-01-01'],
  ])('of %s and %i days is %s', (date, days, there) => {
    expect(daysAfter(date, days)).toBe(there);
  });
});

describe('daysBetween', () => {
  it.each([
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-23', '2026-11-22', -1],
    ['2026-11-23', '2027-05-22', 180],
    ['2026-03-28', '2026-03-30', 2],
    ['2026-10-24', '2026-10-26', 2],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-01-01', '2036-01-01', 3652],
  ])('from %s to %s is %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });
});

describe('parseDate', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-23T00:00:00Z', '2026-11-23'],
    ['1795392000000', '2026-11-23'],
    ['2026-11-23T22:30:00Z', '2026-11-23'],
    ['2026-11-23T01:30:00Z', '2026-11-23'],
    ['2024-02-29', '2024-02-29'],
  ])('reads %s as %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each(['', 'toistaiseksi', '2026-11-31', '2025-02-29', '23.11.2026'])('says that "%s" is no date', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });
});
