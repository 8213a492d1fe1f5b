import { expect, test } from 'vitest';
import { whenAvailable } from '../../src/http/unavailable.ts';
import { CopyError, unread } from '../../src/rights/copy/gather/errors.ts';

const answerTo = async (error: Error) => whenAvailable(() => Promise.reject(error));

test.each(['contact_gone', 'contact_merged'] as const)(
  'a copy of a contact that is %s: no repetition helps',
  async (code) => {
    const { status, headers } = await answerTo(new CopyError(code, 'Look there.'));
    expect(status).toBe(409);
    expect(headers).not.toHaveProperty('retry-after');
  },
);

test('a copy of which something could not be read may be asked for again', async () => {
  const { status, headers } = await answerTo(unread('A page of notes'));
  expect(status).toBe(503);
  expect(headers).toHaveProperty('retry-after');
});
