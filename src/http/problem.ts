import type { HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';

/** Headers of every answer: what is said of runs and people is never kept by a cache or guessed at by a browser. */
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponseInit {
  return { status, headers: { ...HEADERS, ...headers }, jsonBody: body };
}

/** An answer in CSV (RFC 4180), which a browser saves as `fileName` rather than showing it. */
export function csv(text: string, fileName: string, headers: Readonly<Record<string, string>> = {}): HttpResponseInit {
  const own = {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${fileName}"`,
  };
  return { status: 200, headers: { ...HEADERS, ...own, ...headers }, body: text };
}

interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** A problem as RFC 9457 describes it; `detail` tells the caller what to do. */
export function problem(
  status: number,
  title: string,
  detail: string,
  errors?: readonly FieldError[],
  headers: Readonly<Record<string, string>> = {},
): HttpResponseInit {
  const body = { type: 'about:blank', title, status, detail, ...(errors === undefined ? {} : { errors }) };
  return json(status, body, { ...headers, 'content-type': 'application/problem+json' });
}

/** What is wrong with each field of a request, as JSON paths. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
}
