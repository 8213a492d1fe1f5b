import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { badRequest, csv, fieldErrors, json, problem } from '../../src/http/answers.ts';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

describe('problem', () => {
  it('is a problem as RFC 9457 has it', () => {
    expect(problem(404, 'No such run', 'Take the runId from the answer.')).toEqual({
      status: 404,
      headers: { ...HEADERS, 'content-type': 'application/problem+json' },
      jsonBody: { type: 'about:blank', title: 'No such run', status: 404, detail: 'Take the runId from the answer.' },
    });
  });

  it('names what is wrong in each field', () => {
    const errors = [{ path: 'scope', message: 'wrong' }];
    expect(badRequest(errors)).toMatchObject({
      jsonBody: { status: 400, errors },
    });
  });
});

describe('json', () => {
  it('is never cached, and takes further headers', () => {
    expect(json(202, { runId: 'r' }, { location: '/api/runs/r' })).toEqual({
      status: 202,
      headers: { ...HEADERS, location: '/api/runs/r' },
      jsonBody: { runId: 'r' },
    });
  });
});

describe('csv', () => {
  it('is a file to save, with the headers of every answer', () => {
    expect(csv('a,b\r\n', 'audit.csv')).toEqual({
      status: 200,
      headers: {
        ...HEADERS,
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="audit.csv"',
      },
      body: 'a,b\r\n',
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

  it('names a misspelt key, and no other: it may be data', () => {
    const { error } = z.strictObject({}).safeParse({ dryrun: true, 'aino@example.fi': 1 });
    expect(fieldErrors(error ?? new z.ZodError([]))).toEqual([
      { path: '', message: 'holds keys that are not known: dryrun' },
    ]);
    const other = z.strictObject({}).safeParse({ 'aino@example.fi': 1 });
    expect(JSON.stringify(fieldErrors(other.error ?? new z.ZodError([])))).not.toContain('aino');
  });

  it('gives the first fifty only', () => {
    const { error } = z.array(z.string()).safeParse(Array.from({ length: 1_000 }, () => 1));
    expect(fieldErrors(error ?? new z.ZodError([]))).toHaveLength(50);
  });
});
