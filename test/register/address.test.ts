import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesOf, normalAddress, weakForm } from '../../src/register/address.ts';

describe('a normal address', () => {
  it.each([
    ['Aino.Virtanen@Example.FI', 'aino.virtanen@example.fi'],
    [' aino@example.fi\n', 'aino@example.fi'],
    ['aino@example.fi.', 'aino@example.fi'],
    ['"a@b"@example.fi', '"a@b"@example.fi'],
    ['AINO@ÄÄKKÖNEN.FI', 'aino@xn--kknen-fraa0m.fi'],
    ['aino@ääkkönen.fi', 'aino@xn--kknen-fraa0m.fi'],
    ['aino@xn--kknen-fraa0m.fi', 'aino@xn--kknen-fraa0m.fi'],
    ['aino@ａ.fi', 'aino@a.fi'],
    ['pa\u0308ivi@example.fi', 'p\u00e4ivi@example.fi'],
    ['aino@a\u0308a\u0308kko\u0308nen.fi', 'aino@xn--kknen-fraa0m.fi'],
    ['aino@straße.de', 'aino@xn--strae-oqa.de'],
    ['aino@STRAẞE.de', 'aino@xn--strae-oqa.de'],
    ['aino@strasse.de', 'aino@strasse.de'],
    // Two code points, and no single letter for them: lower case has come apart.
    ['İ@example.fi', 'i\u0307@example.fi'],
    ['aino+kurssi@example.fi', 'aino+kurssi@example.fi'],
    ['ai.no@gmail.com', 'ai.no@gmail.com'],
  ])('of %j is %j', (text, normal) => {
    expect(normalAddress(text)).toBe(normal);
  });

  it.each([
    '',
    ' ',
    'aino',
    '@example.fi',
    ' @example.fi',
    'aino@',
    'aino@ ',
    'aino@.',
    'a@[127.0.0.1]',
    'a@b c.fi',
    'a@b.fi/c',
    'a@b.fi?c',
    'a@b.fi#c',
    'a@b.fi:25',
    'a@b.fi\\c',
    'a@%61.fi',
    'aino@ex\tample.fi',
  ])('is not made of %j, which is none', (text) => {
    expect(normalAddress(text)).toBeUndefined();
  });

  const local = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const label = fc.string({ unit: fc.constantFrom(...'abcåäöxyz019-üß'), minLength: 1, maxLength: 12 });
  const address = fc.tuple(local, label, fc.constantFrom('fi', 'com', 'de')).map((parts) => {
    return `${parts[0]}@a${parts[1]}a.${parts[2]}`;
  });

  it('stays as it is when it is made again', () => {
    fc.assert(
      fc.property(fc.oneof(address, fc.string({ unit: 'binary' })), (text) => {
        const normal = normalAddress(text);
        fc.pre(normal !== undefined);
        expect(normalAddress(normal)).toBe(normal);
        const weak = weakForm(normal);
        expect(normalAddress(weak)).toBe(weak);
        expect(weakForm(weak)).toBe(weak);
      }),
    );
  });

  it('is that of the address composed, decomposed, in capitals, and with space around it', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'aåäöéžbcz09.+_-'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(plain, fc.constantFrom('example.fi', 'ääkkönen.fi', 'gmail.com'), (name, domain) => {
        const normal = normalAddress(`${name}@${domain}`);
        expect(normal).toBeDefined();
        for (const text of [`${name}@${domain}`, `${name}@${domain}.`, ` ${name}@${domain}\t`]) {
          for (const form of ['NFC', 'NFD'] as const) {
            expect(normalAddress(text.normalize(form))).toBe(normal);
            expect(normalAddress(text.toUpperCase().normalize(form))).toBe(normal);
          }
        }
      }),
    );
  });
});

describe('the weak form', () => {
  it.each([
    ['aino+kurssi@example.fi', 'aino@example.fi'],
    ['aino+a+b@example.fi', 'aino@example.fi'],
    ['ai.no@example.fi', 'ai.no@example.fi'],
    ['ai.no@gmail.com', 'aino@gmail.com'],
    ['a.i.n.o+x@googlemail.com', 'aino@gmail.com'],
    ['+358401234567@example.fi', '+358401234567@example.fi'],
    ['...@gmail.com', '...@gmail.com'],
    ['aino@notgmail.com', 'aino@notgmail.com'],
  ])('of %s is %s', (normal, weak) => {
    expect(weakForm(normal)).toBe(weak);
  });
});

describe('the addresses of a contact', () => {
  it('are its first and its others, each once', () => {
    const values = { email: 'Aino@example.fi', hs_additional_emails: 'aino@example.fi; A.V@example.fi ;;nobody' };
    expect(addressesOf(values)).toEqual(['aino@example.fi', 'a.v@example.fi']);
    expect(addressesOf({ email: null, hs_additional_emails: '' })).toEqual([]);
  });
});
