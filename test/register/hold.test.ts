import { describe, expect, it } from 'vitest';
import { holdOn } from '../../src/register/hold.ts';

const TODAY = '2026-11-23';

describe('holdOn', () => {
  it.each([undefined, '', '   '])('says that %j is no hold', (value) => {
    expect(holdOn(TODAY, value)).toBe('none');
  });

  it('is in force through its date', () => {
    expect(holdOn(TODAY, '2026-11-22')).toBe('none');
    expect(holdOn(TODAY, '2026-11-23')).toBe('in_force');
    expect(holdOn(TODAY, '2026-11-24')).toBe('in_force');
  });

  it.each(['toistaiseksi', '2026-11-31', '10:30'])('says that "%s" cannot be read', (value) => {
    expect(holdOn(TODAY, value)).toBe('unreadable');
  });

  it('never takes a date beyond the year 9999 for a hold that is over', () => {
    expect(holdOn(TODAY, '253402300800000')).not.toBe('none');
  });
});
