import { describe, expect, it } from 'vitest';
import { fieldErrors } from '../../src/http/problem.ts';
import { resyncRequestSchema } from '../../src/http/resync-request.ts';

const ids = (count: number) => Array.from({ length: count }, (_, at) => String(at + 1));
const emails = (count: number) => Array.from({ length: count }, (_, at) => `a${at}@example.fi`);

describe('the body of a resync', () => {
  it.each([
    [{ scope: 'all' }, { scope: 'all', dryRun: false }],
    [
      { scope: 'all', dryRun: true },
      { scope: 'all', dryRun: true },
    ],
    [{ scope: 'changed' }, { scope: 'changed', dryRun: false }],
    [
      { scope: 'contacts', contactIds: ['101'] },
      { scope: 'contacts', contactIds: ['101'], emails: [], dryRun: false },
    ],
    [
      { scope: 'contacts', emails: [' aino@example.fi ', 'ääkkönen+1@höpö.example'] },
      { scope: 'contacts', contactIds: [], emails: ['aino@example.fi', 'ääkkönen+1@höpö.example'], dryRun: false },
    ],
  ])('%j is taken', (body, taken) => {
    expect(resyncRequestSchema.parse(body)).toEqual(taken);
  });

  it('takes a thousand contacts in all', () => {
    const body = { scope: 'contacts', contactIds: ids(400), emails: emails(600) };
    expect(resyncRequestSchema.safeParse(body).success).toBe(true);
  });

  it.each([
    [null, ['']],
    [[], ['']],
    ['all', ['']],
    [{}, ['scope']],
    [{ scope: 'clock' }, ['scope']],
    [{ scope: 'all', contactIds: ['101'] }, ['']],
    [{ scope: 'all', dryRun: 'yes' }, ['dryRun']],
    [{ scope: 'changed', extra: 1 }, ['']],
    [{ scope: 'contacts' }, ['contactIds']],
    [{ scope: 'contacts', contactIds: [], emails: [] }, ['contactIds']],
    [{ scope: 'contacts', contactIds: ids(1_001) }, ['contactIds']],
    [{ scope: 'contacts', contactIds: ids(500), emails: emails(501) }, ['contactIds']],
    [
      { scope: 'contacts', contactIds: ['101', 102, '1a', '', '1'.repeat(20)] },
      ['contactIds.1', 'contactIds.2', 'contactIds.3', 'contactIds.4'],
    ],
    [
      { scope: 'contacts', emails: ['nobody', 'a b@example.fi', `${'a'.repeat(250)}@example.fi`] },
      ['emails.0', 'emails.1', 'emails.2'],
    ],
    [{ scope: 'contacts', contactIds: '101' }, ['contactIds']],
    [{ scope: 'contacts', contactIds: ['101'], dryRun: null }, ['dryRun']],
  ])('%j is refused at %j', (body, paths) => {
    const parsed = resyncRequestSchema.safeParse(body);
    const errors = parsed.success ? [] : fieldErrors(parsed.error);
    expect([...new Set(errors.map(({ path }) => path))]).toEqual(paths);
  });

  it('says what is wrong without quoting what was sent', () => {
    const parsed = resyncRequestSchema.safeParse({ scope: 'contacts', emails: ['aino at example.fi'] });
    const errors = parsed.success ? [] : fieldErrors(parsed.error);
    expect(errors).toEqual([{ path: 'emails.0', message: 'must be an e-mail address' }]);
  });
});
