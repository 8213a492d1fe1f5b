import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Closing } from '../../local/start/closing.ts';
import { readOptions } from '../../local/start/options.ts';
import { withoutDelay } from '../../local/start/without-delay.ts';
import { loadPolicy } from '../../src/policy/load.ts';

test('--no-delay names a copy of the policy that differs in its delay alone, and removes it at the end', async () => {
  expect(readOptions(['--no-delay'])).toMatchObject({ noDelay: true });
  expect(readOptions([])).toMatchObject({ noDelay: false });
  const environment: Record<string, string | undefined> = {};
  const closing = new Closing();
  await withoutDelay(environment, closing);
  const copy = environment.REGISTER_POLICY_FILE ?? '';
  const [policy, own] = await Promise.all([loadPolicy('policy/asiakasrekisteri.json'), loadPolicy(copy)]);
  expect(policy.erasure.delayHours).toBe(24);
  expect(own).toEqual({ ...policy, erasure: { ...policy.erasure, delayHours: 0 } });
  await closing.close();
  await expect(readFile(copy)).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each(['HUBSPOT_BASE_URL', 'HUBSPOT_ACCESS_TOKEN', 'REGISTER_ACCOUNTS'])(
  'nobody real is erased without delay by it: it is refused with %s',
  async (name) => {
    await expect(withoutDelay({ [name]: 'something' }, new Closing())).rejects.toMatchObject({ code: 'usage' });
  },
);
