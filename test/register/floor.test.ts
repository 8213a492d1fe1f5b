import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Floor, laterFloor } from '../../src/register/floor.ts';

const at = (instant: number): Floor => ({ at: instant });
const UNREAD: Floor = { unread: 'it could not be read' };

const floor = fc.constantFrom(undefined, at(-1), at(0), at(1), at(2), UNREAD);

describe('the later of two floors', () => {
  it.each<[string, Floor | undefined, Floor | undefined, Floor | undefined]>([
    ['none, of none', undefined, undefined, undefined],
    ['the only one', at(0), undefined, at(0)],
    ['the later one', at(1), at(2), at(2)],
    ['what could not be read, beside none', UNREAD, undefined, UNREAD],
    ['what could not be read, beside a later one', at(2), UNREAD, UNREAD],
  ])('is %s', (_, a, b, later) => {
    expect([laterFloor(a, b), laterFloor(b, a)]).toEqual([later, later]);
  });

  it('does not depend on the order in which floors come', () => {
    fc.assert(
      fc.property(fc.array(floor), (floors) => {
        const forward = floors.reduce(laterFloor, undefined);
        expect(floors.toReversed().reduce(laterFloor, undefined)).toEqual(forward);
        expect([...floors, ...floors].reduce(laterFloor, undefined)).toEqual(forward);
      }),
    );
  });
});

describe('the floor of a company of which somebody is erased', () => {
  it.each<[string, [own: Floor | undefined, held: Floor | undefined], Floor | undefined]>([
    ['is their own clock, as the first one', [at(5), undefined], at(5)],
    ['rises to their own clock', [at(5), at(4)], at(5)],
    ['stays when it is as late', [at(5), at(5)], at(5)],
    ['stays when it is later', [at(5), at(6)], at(6)],
    ['stays when they never had a service contact', [undefined, at(6)], at(6)],
    ['stays none when they never had a service contact', [undefined, undefined], undefined],
    ['is not known when their own clock is not', [{ unread: 'calls:7' }, at(6)], { unread: 'calls:7' }],
    ['is not known when what it was is not', [at(5), UNREAD], UNREAD],
  ])('%s', (_, [own, held], raised) => {
    expect(laterFloor(held, own)).toEqual(raised);
  });
});
