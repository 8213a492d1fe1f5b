import type { ReadableStream } from 'node:stream/web';
import type { HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import type { Problem } from './schemas/problem.ts';

/**
 * Headers of every answer: what is said of runs and people is never kept by a cache, guessed at, framed or run by a
 * browser, and is fetched over TLS only.
 */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

type Headers = Readonly<Record<string, string>>;

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Headers = {}): HttpResponseInit {
  return { status, headers: { ...HEADERS, ...headers }, jsonBody: body };
}

/** A page; `policy` says what it may load. */
export function html(page: string, policy: string, headers: Headers = {}): HttpResponseInit {
  const own = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return { status: 200, headers: { ...HEADERS, ...own, ...headers }, body: page };
}

/** An answer in Markdown (RFC 7763), with tables as GitHub writes them. */
export function markdown(text: string, headers: Headers = {}): HttpResponseInit {
  const own = { 'content-type': 'text/markdown; charset=utf-8; variant=GFM' };
  return { status: 200, headers: { ...HEADERS, ...own, ...headers }, body: text };
}

/** An answer in CSV (the dialect of `src/audit/csv.ts`), which a browser saves as `fileName` rather than showing it. */
export function csv(
  text: string | ReadableStream<Uint8Array>,
  fileName: string,
  headers: Headers = {},
): HttpResponseInit {
  const own = {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${fileName}"`,
  };
  return { status: 200, headers: { ...HEADERS, ...own, ...headers }, body: text };
}

/** A file that a browser saves rather than showing it, as it is or as it comes. */
export function file(
  body: Uint8Array | ReadableStream<Uint8Array>,
  { type, name, bytes }: { readonly type: string; readonly name: string; readonly bytes?: number },
  headers: Headers = {},
): HttpResponseInit {
  const own = {
    'content-type': type,
    ...(bytes === undefined ? {} : { 'content-length': String(bytes) }),
    'content-disposition': `attachment; filename="${name}"`,
  };
  return { status: 200, headers: { ...HEADERS, ...own, ...headers }, body };
}

/** What is wrong with one field of a request. */
export type FieldError = Readonly<NonNullable<Problem['errors']>[number]>;

/** A problem as RFC 9457 describes it; `detail` tells the caller what to do. */
export function problem(status: number, title: string, detail: string, headers: Headers = {}): HttpResponseInit {
  return problemAnswer({ type: 'about:blank', title, status, detail }, headers);
}

/** An answer with a problem that is described already. */
export function problemAnswer(body: Problem, headers: Headers = {}): HttpResponseInit {
  return json(body.status, body, { ...headers, 'content-type': 'application/problem+json' });
}

/** The problem with bad input: 400, with what is wrong with each field. */
export function badRequest(
  errors: readonly FieldError[],
  title = 'Wrong request',
  detail = 'Mend the fields named in errors.',
): HttpResponseInit {
  return problemAnswer({ type: 'about:blank', title, status: 400, detail, errors: [...errors] });
}

/** More help nobody, and a body of 256 KiB can hold a hundred thousand of them. */
const MOST_ERRORS = 50;

/** A key that is quoted back: one that somebody misspelt. Anything else may be data. */
const ORDINARY_KEY = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

/** What is wrong with each field of a request, as JSON paths: the first fifty, without any value that was sent. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.slice(0, MOST_ERRORS).map((issue) => ({ path: issue.path.join('.'), message: messageOf(issue) }));
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const named = issue.keys.filter((key) => ORDINARY_KEY.test(key)).slice(0, MOST_ERRORS);
  return named.length === 0 ? 'holds keys that are not known' : `holds keys that are not known: ${named.join(', ')}`;
}
