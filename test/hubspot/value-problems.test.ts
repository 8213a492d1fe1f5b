import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemsByRules } from '../../src/hubspot/rule-problems.ts';
import type { ValueDefinition } from '../../src/hubspot/value-definition.ts';
import { formOf } from '../../src/hubspot/value-form.ts';
import { problemByDefinition } from '../../src/hubspot/value-problems.ts';

const definition = (more: Partial<ValueDefinition>): ValueDefinition => ({
  name: 'city',
  label: 'Kaupunki',
  type: 'string',
  fieldType: 'text',
  options: [],
  isReadOnly: false,
  ...more,
});
const choice = definition({ type: 'enumeration', fieldType: 'select', options: ['fi', 'en'] });
const boxes = definition({ type: 'enumeration', fieldType: 'checkbox', options: ['a', 'b'] });

test.each([
  ['text', definition({}), ['Kuopio', 'Ylä-Äänekoski 1 b'], []],
  ['an address', definition({ name: 'email' }), ['a@b.fi', 'åke@äö.fi'], ['a', 'a@', '@b.fi', 'a b@c.fi']],
  ['yes or no', definition({ type: 'bool' }), ['true', 'false'], ['kyllä', 'TRUE']],
  ['a date', definition({ type: 'date' }), ['2026-11-23'], ['23.11.2026', '2026-02-30', '1795392000000']],
  ['a time', definition({ type: 'datetime' }), ['2026-11-23T08:00:00Z'], ['8 o’clock']],
  ['a number', definition({ type: 'number' }), ['7', '-1.5'], ['1,5', '1e3', '0x10', 'seven']],
  ['an option', choice, ['fi'], ['sv', 'FI', 'fi;en']],
  ['options', boxes, ['a', 'a;b', 'b;a'], ['a;c', 'c']],
  ['an owner', definition({ type: 'enumeration', options: undefined }), ['12345'], []],
] as const)('%s', (_, of, right, wrong) => {
  for (const value of right) expect(problemByDefinition(of, value), value).toBeUndefined();
  for (const value of wrong) expect(problemByDefinition(of, value), value).toMatch(/^must /);
  expect(problemByDefinition(of, '')).toBeUndefined();
  expect(problemByDefinition({ ...of, isReadOnly: true }, '')).toMatch(/lets nobody change/);
});

test.each([
  ['ALPHANUMERIC', ['NUMERIC_ONLY'], ['123'], ['12a', 'ä']],
  ['ALPHANUMERIC', ['ALPHA_ONLY'], ['Äijälä', 'Van Gogh'], ['a1']],
  ['ALPHANUMERIC', ['ALPHANUMERIC'], ['A1 b2', 'å'], ['a-b', 'a@b']],
  ['DAYS_OF_WEEK', ['MONDAY', 'FRIDAY'], ['2026-11-23', '2026-11-27'], ['2026-11-28']],
  ['DECIMAL', ['2'], ['1', '1.25'], ['1.255']],
  ['EMAIL_ALLOWED_DOMAINS', ['a.fi', 'b.fi'], ['x@a.fi', 'x@B.fi', 'x@mail.a.fi'], ['x@c.fi', 'x@ba.fi']],
  ['EMAIL_BLOCKED_DOMAINS', ['a.fi'], ['x@b.fi', 'x@ba.fi'], ['x@a.fi', 'x@A.FI']],
  ['END_DATE', ['1795392000000'], ['2026-11-23'], ['2026-11-24']],
  ['END_DATETIME', ['1795392000000'], ['2026-11-23T00:00:00Z'], ['2026-11-23T00:00:01Z']],
  ['FORMAT', ['UPPER'], ['ÄÄ 1'], ['Ää']],
  ['FORMAT', ['LOWER'], ['ää 1'], ['Ää']],
  ['FORMAT', ['CAPITALIZATION'], ['Ää'], ['ää']],
  ['MAX_LENGTH', ['3'], ['abc', '👩👩👩'], ['abcd']],
  ['MAX_NUMBER', ['10.5'], ['10.5', '-3'], ['10.6']],
  ['MIN_LENGTH', ['3'], ['abc'], ['ab']],
  ['MIN_NUMBER', ['0'], ['0', '1.5'], ['-0.1']],
  ['PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE', [], ['+358 40 1234567'], ['040 1234567']],
  ['PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE', ['fi'], ['040 1234567'], []],
  ['SPECIAL_CHARACTERS', ['NOT_ALLOWED'], ['Äänekoski 1'], ['a@b', 'a#']],
  ['START_DATE', ['1795392000000'], ['2026-11-23'], ['2026-11-22']],
  ['START_DATETIME', ['1795392000000'], ['2026-11-23T00:00:00Z'], ['2026-11-22T23:59:59Z']],
  // Only HubSpot knows how it reads these.
  ['REGEX', ['^[A-Z]+$', 'Upper case'], ['abc', 'ABC'], []],
  ['WHITESPACE', [], ['a b'], []],
  ['NEW_RULE', ['x'], ['anything'], []],
] as const)('rule %s %j', (ruleType, ruleArguments, right, wrong) => {
  const problems = (value: string) => problemsByRules([{ ruleType, ruleArguments: [...ruleArguments] }], value);
  for (const value of right) expect(problems(value), value).toEqual([]);
  for (const value of wrong) expect(problems(value), value).toHaveLength(1);
  expect(problems('')).toEqual([]);
});

test('a form that HubSpot brings a value into itself is no problem', () => {
  const rule = { ruleType: 'FORMAT', ruleArguments: ['UPPER'] };
  expect(problemsByRules([{ ...rule, shouldApplyNormalization: true }], 'abc')).toEqual([]);
  expect(problemsByRules([{ ...rule, shouldApplyNormalization: false }], 'abc')).toHaveLength(1);
});

test('what is said of a value never quotes it', () => {
  const secret = fc.string({ minLength: 9 }).map((text) => `salaisuus${text}`);
  const types = ['ALPHANUMERIC', 'MAX_LENGTH', 'EMAIL_ALLOWED_DOMAINS', 'FORMAT', 'MIN_NUMBER', 'SPECIAL_CHARACTERS'];
  const rules = types.map((ruleType) => ({ ruleType, ruleArguments: ['1'] }));
  const definitions = [choice, boxes, definition({ name: 'email' }), definition({ type: 'date' })];
  fc.assert(
    fc.property(secret, (value) => {
      const said = [...problemsByRules(rules, value), ...definitions.map((one) => problemByDefinition(one, value))];
      expect(said.join(' ')).not.toContain('salaisuus');
    }),
  );
});

test('two texts of one value have one form, and no others', () => {
  const date = definition({ type: 'date' });
  const time = definition({ type: 'datetime' });
  expect(formOf(definition({ name: 'email' }), ' Aino@Example.FI')).toBe('aino@example.fi');
  expect(formOf(boxes, 'b;a')).toBe(formOf(boxes, ';a;b'));
  expect(formOf(date, '1795392000000')).toBe('2026-11-23');
  expect(formOf(time, '2026-11-23T08:00:00Z')).toBe(formOf(time, '2026-11-23T10:00:00.000+02:00'));
  expect(formOf(definition({ type: 'number' }), '7.0')).toBe('7');
  // A text that looks like a number is a text.
  expect(formOf(definition({}), '007')).not.toBe(formOf(definition({}), '7'));
  expect(formOf(definition({}), 'Åsa')).not.toBe(formOf(definition({}), 'åsa'));
});
