import { expect, test } from 'vitest';
import type { Verification } from '../../src/audit/verification.ts';
import { verifyInTime } from '../../src/http/verification-request.ts';

const FOUND: Verification = {
  status: 'ok',
  verifiedAt: '2026-11-25T00:00:00.000Z',
  durationMs: 1,
  events: 0,
  faultCount: 0,
  kinds: {},
  faults: [],
  chains: [],
};
const never = new Promise<never>(() => undefined);

test('whoever would have to wait too long gets what was found last', async () => {
  const verifier = { verify: () => never, last: async () => FOUND };
  expect(await verifyInTime(verifier, 'now', () => undefined, 5)).toEqual({ which: 'last', ...FOUND });
});

test('a verification that fails is a failure for who waits, and a line in the log', async () => {
  const logged: string[] = [];
  const verifier = { verify: () => Promise.reject(new RangeError('no storage')), last: async () => FOUND };
  const log = (_level: string, line: string) => logged.push(line);
  await expect(verifyInTime(verifier, 'now', log, 10_000)).rejects.toThrow('no storage');
  expect(logged).toEqual([expect.stringMatching(/audit_not_verified.*RangeError/)]);
});
