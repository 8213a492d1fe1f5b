import { describe, expect, it } from 'vitest';
import { AuditKey } from '../../src/audit/key.ts';
import { hashOfKey, readIdempotencyKey } from '../../src/http/idempotency-key.ts';

const read = (header: string | null) => readIdempotencyKey({ get: () => header });

describe('Idempotency-Key', () => {
  it.each([
    [null, undefined],
    ['k', 'k'],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    ['k'.repeat(255), 'k'.repeat(255)],
  ])('%j is the key %j', (header, key) => {
    expect(read(header)).toEqual({ key });
  });

  it.each(['', '""', '"', '"k', '"k";a=1', '"a\\b"', 'two keys', 'a, b', 'ä', '\u007f', 'k'.repeat(256)])(
    '%j is none',
    (header) => {
      expect(read(header)).toEqual({ errors: [{ path: 'Idempotency-Key', message: expect.any(String) }] });
    },
  );

  it('is kept as a hash, which differs from caller to caller', () => {
    const key = new AuditKey('secret');
    const hash = hashOfKey(key, 'aino', 'my-key');
    expect(hash).toMatch(/^hmac:[0-9a-f]{64}$/);
    expect(hashOfKey(key, 'aino', 'my-key')).toBe(hash);
    expect(hashOfKey(key, 'eino', 'my-key')).not.toBe(hash);
    expect(hashOfKey(new AuditKey('other'), 'aino', 'my-key')).not.toBe(hash);
  });
});
