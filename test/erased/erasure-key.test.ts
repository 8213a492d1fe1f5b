import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ErasureKeys, erasureKeysOf } from '../../src/erased/erasure-key.ts';

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

describe('the keyed hashes of an address', () => {
  it('are HMAC-SHA256 of its normal and its weak form, each in a domain of its own', () => {
    const keyId = hmac('secret', 'rekisteri/erased/key-id/v1\0').slice(0, 16);
    expect(new ErasureKeys('secret').hashesOf(' Aino+Kurssi@Example.fi')).toEqual([
      { strength: 'strong', hash: hmac('secret', 'rekisteri/erased/email/v1\0aino+kurssi@example.fi'), keyId },
      { strength: 'weak', hash: hmac('secret', 'rekisteri/erased/email-weak/v1\0aino@example.fi'), keyId },
    ]);
  });

  it('are none of a text that is no address', () => {
    expect(new ErasureKeys('secret').hashesOf('Aino Virtanen')).toEqual([]);
  });

  it('are kept with the current key and looked up with all', () => {
    const old = new ErasureKeys('old');
    const keys = new ErasureKeys('new', ['old', 'id:0123456789abcdef']);
    const [kept] = keys.hashesOf('a@b.fi');
    expect(kept?.keyId).toBe(keys.currentId);
    expect(keys.lookUpsOf('a@b.fi')).toEqual([...keys.hashesOf('a@b.fi'), ...old.hashesOf('a@b.fi')]);
    expect(keys.knows(old.currentId)).toBe(true);
    expect(old.knows(keys.currentId)).toBe(false);
    expect([...keys.lost]).toEqual(['0123456789abcdef']);
  });
});

describe('the keys of several accounts', () => {
  const settings = { erasureKey: 'secret', erasureKeysPrevious: ['old', 'id:0123456789abcdef'] };
  const hashIn = (name: string, tables: 'suffixed' | 'unsuffixed' = 'suffixed') =>
    erasureKeysOf(settings, { name, tables })?.lookUpsOf('a@b.fi');

  it('know nobody of another account, by no key', () => {
    const all = [hashIn('one'), hashIn('two'), erasureKeysOf(settings, undefined)?.lookUpsOf('a@b.fi')].flat();
    expect(all).toHaveLength(12);
    expect(new Set(all.map((one) => one?.hash)).size).toBe(12);
  });

  it('are those of before for the register that was there before, and keep what is lost', () => {
    expect(hashIn('one', 'unsuffixed')).toEqual(erasureKeysOf(settings, undefined)?.lookUpsOf('a@b.fi'));
    expect([...(erasureKeysOf(settings, { name: 'one', tables: 'suffixed' })?.lost ?? [])]).toEqual([
      '0123456789abcdef',
    ]);
  });

  it('are none where none is set', () => {
    expect(erasureKeysOf({ erasureKey: undefined, erasureKeysPrevious: [] }, undefined)).toBeUndefined();
  });
});
