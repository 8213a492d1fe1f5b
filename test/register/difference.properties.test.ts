import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, type HeldValues } from '../../src/register/difference.ts';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import { AT, policy, situation } from '../support/arbitrary-facts.ts';
import { decide } from '../support/decide.ts';

const wanted = fc.tuple(situation, policy).map(([facts, rules]) => decide(facts, rules, AT).contact);
const heldValue = fc.constantFrom(undefined, null, '', '2026-11-23', '2026-11-23T08:00:00Z', 'active', 'calls:7', 'x');
const held: fc.Arbitrary<HeldValues> = fc.record(
  Object.fromEntries(CONTACT_PROPERTIES.map(({ name }) => [name, heldValue])),
);
const changes = (before: HeldValues, after: Readonly<Record<string, string>>) =>
  differences(before, after, CONTACT_PROPERTIES);

describe('differences', () => {
  it('are none between the wanted values and themselves', () => {
    fc.assert(
      fc.property(wanted, (values) => {
        expect(changes(values, values)).toEqual([]);
      }),
    );
  });

  it('are none when HubSpot prints the wanted values otherwise', () => {
    fc.assert(
      fc.property(wanted, fc.boolean(), (values, epoch) => {
        expect(changes(reprinted(values, epoch), values)).toEqual([]);
      }),
    );
  });

  it('leave no differences once they are applied, however HubSpot prints them then', () => {
    fc.assert(
      fc.property(held, wanted, fc.boolean(), (before, values, epoch) => {
        const written = Object.fromEntries(changes(before, values).map(({ property, after }) => [property, after]));
        expect(changes({ ...before, ...written }, values)).toEqual([]);
        expect(changes({ ...before, ...reprinted(written, epoch) }, values)).toEqual([]);
      }),
    );
  });

  it('name the value that is held and the value that is wanted, and only what is wanted', () => {
    fc.assert(
      fc.property(held, wanted, (before, values) => {
        for (const change of changes(before, values)) {
          expect(change.before).toBe(before[change.property] ?? '');
          expect(change.after).toBe(values[change.property]);
          expect(change.after).not.toBe(change.before);
        }
      }),
    );
  });
});

/** The same values as HubSpot may print them: instants without zero milliseconds, or both kinds of date as epoch ms. */
function reprinted(values: Readonly<Record<string, string>>, epoch: boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isDate = /^\d{4}-\d{2}-\d{2}/.test(value);
      return [name, isDate && epoch ? String(Date.parse(value)) : value.replace('.000Z', 'Z')];
    }),
  );
}
