import { describe, expect, it } from 'vitest';
import { fieldErrors } from '../../src/http/answers.ts';
import { continuationOf } from '../../src/http/continuation.ts';
import { runsQuerySchema } from '../../src/http/runs-request.ts';

const RUN_ID = '20261123T080000123Z-1f2e3d4c';
const base64url = (text: string) => Buffer.from(text).toString('base64url');

describe('the query of the latest runs', () => {
  it.each([
    [{}, { limit: 20 }],
    [{ limit: '1' }, { limit: 1 }],
    [
      { limit: '100', continuation: continuationOf(RUN_ID) },
      { limit: 100, continuation: RUN_ID },
    ],
  ])('%j is taken', (query, taken) => {
    expect(runsQuerySchema.parse(query)).toEqual(taken);
  });

  it.each([
    ...['0', '101', '-1', '1.5', '01', '1e1', ' 5', '', '999', '1,2'].map((limit) => [{ limit }, 'limit'] as const),
    ...['', '%', RUN_ID, base64url('active'), base64url('cancel|x'), base64url("' or 1 eq 1"), 'a'.repeat(3_000)].map(
      (continuation) => [{ continuation }, 'continuation'] as const,
    ),
    [{ page: '2' }, ''] as const,
  ])('%j is refused at %j', (query, path) => {
    const parsed = runsQuerySchema.safeParse(query);
    expect(parsed.success ? [] : fieldErrors(parsed.error).map((error) => error.path)).toEqual([path]);
  });
});
