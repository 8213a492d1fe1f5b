import { describe, expect, it } from 'vitest';
import { resyncOperations } from '../../src/http/operations/resync.ts';
import { resyncAnswer } from '../../src/http/resync-answer.ts';

const WISH = { scope: 'all', dryRun: true } as const;

describe('the answer to a resync', () => {
  it('names the run and where to look at it', () => {
    expect(resyncAnswer({ kind: 'run', runId: 'r' }, WISH)).toMatchObject({
      status: 202,
      headers: { location: '/api/runs/r', 'retry-after': '5' },
      jsonBody: { runId: 'r', status: 'queued', scope: 'all', dryRun: true },
    });
  });

  it.each([
    ['full', 429, '60'],
    ['underway', 409, '30'],
    ['other_body', 422, undefined],
  ] as const)('is a problem when it is %s', (kind, status, retryAfter) => {
    const { headers, ...answer } = resyncAnswer({ kind }, WISH);
    expect(answer).toMatchObject({ status, jsonBody: { status, detail: expect.any(String) } });
    expect(Object(headers)['retry-after']).toBe(retryAfter);
    // Not all of them can be had over HTTP at will, so what the document says of them is checked here.
    const described = resyncOperations.POST.answers[status];
    expect(described?.content?.['application/problem+json']?.examples).toEqual({ problem: answer.jsonBody });
    expect(described?.headers?.['Retry-After']?.example).toBe(retryAfter);
  });
});
