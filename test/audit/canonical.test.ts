import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Canonical, canonicalJson } from '../../src/audit/canonical.ts';

describe('canonicalJson', () => {
  it('writes keys in code unit order at every depth, without white space', () => {
    const value = { b: [{ d: 1, c: 'x' }, []], a: { z: {}, Z: 'capitals first', _: '' } };
    expect(canonicalJson(value)).toBe('{"a":{"Z":"capitals first","_":"","z":{}},"b":[{"c":"x","d":1},[]]}');
  });

  it('orders keys by code units, not by language or by number', () => {
    expect(canonicalJson({ ä: 1, z: 2, a10: 3, a9: 4, '\u{1f600}': 5, '\uffff': 6 })).toBe(
      '{"a10":3,"a9":4,"z":2,"ä":1,"\u{1f600}":5,"\uffff":6}',
    );
    expect(canonicalJson({ 10: 1, 9: 2 })).toBe('{"10":1,"9":2}');
  });

  it('keeps the order of lists', () => {
    expect(canonicalJson(['b', 'a', ['d', 'c']])).toBe('["b","a",["d","c"]]');
  });

  it('writes letters as they are and escapes only what JSON must', () => {
    expect(canonicalJson('Väinö "38"\\\n\u0001€\u{1f600}')).toBe('"Väinö \\"38\\"\\\\\\n\\u0001€\u{1f600}"');
    expect(canonicalJson('e\u0301')).not.toBe(canonicalJson('\u00e9'));
  });

  it('writes whole numbers in full', () => {
    expect(canonicalJson([0, -0, -1, 2 ** 53 - 1, 1e15])).toBe('[0,0,-1,9007199254740991,1000000000000000]');
  });

  it.each([1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('refuses the number %d, however deep', (number) => {
    expect(() => canonicalJson({ a: [{ b: number }] })).toThrow(TypeError);
  });

  it('gives equal text for equal values whatever the order of keys, and text that JSON reads back', () => {
    fc.assert(
      fc.property(canonical(), (value) => {
        expect(canonicalJson(keysReversed(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it('gives different text for different values', () => {
    fc.assert(
      fc.property(canonical(), canonical(), (one, other) => {
        expect(canonicalJson(one) === canonicalJson(other)).toBe(isDeepEqual(one, other));
      }),
    );
  });
});

function canonical(): fc.Arbitrary<Canonical> {
  const text = fc.string({ unit: 'binary' });
  const key = fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__');
  const { tree } = fc.letrec<{ tree: Canonical }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.maxSafeInteger().map((number) => (number === 0 ? 0 : number)),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }));
  return tree;
}

function keysReversed(value: Canonical): Canonical {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (isList(value)) return value.map(keysReversed);
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, keysReversed(member)]));
}

function isDeepEqual(one: Canonical, other: Canonical): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}

function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value);
}
