import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldErrors, json, problem } from '../../src/http/problem.ts';

describe('problem', () => {
  it('is a problem as RFC 9457 has it', () => {
    expect(problem(404, 'No such run', 'Take the runId from the answer.')).toEqual({
      status: 404,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
      jsonBody: { type: 'about:blank', title: 'No such run', status: 404, detail: 'Take the runId from the answer.' },
    });
  });

  it('names what is wrong in each field', () => {
    const errors = [{ path: 'scope', message: 'wrong' }];
    expect(problem(400, 'Wrong request', 'Mend the fields.', errors)).toMatchObject({
      jsonBody: { status: 400, errors },
    });
  });
});

describe('json', () => {
  it('is never cached, and takes further headers', () => {
    expect(json(202, { runId: 'r' }, { location: '/api/runs/r' })).toEqual({
      status: 202,
      headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', location: '/api/runs/r' },
      jsonBody: { runId: 'r' },
    });
  });
});

describe('fieldErrors', () => {
  it('gives the path and the message of every issue, without the value', () => {
    const schema = z.strictObject({ scope: z.literal('all'), contactIds: z.array(z.string()) });
    const { error } = schema.safeParse({ scope: 'secret-1', contactIds: ['101', 5], 'secret-key': 1 });
    const errors = fieldErrors(error ?? new z.ZodError([]));
    expect(errors.map(({ path }) => path)).toEqual(['scope', 'contactIds.1', '']);
    expect(errors.every(({ message }) => message.length > 0)).toBe(true);
    expect(JSON.stringify(errors)).not.toContain('secret-1');
  });
});
