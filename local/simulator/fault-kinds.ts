import { ApiError, type RatePolicy, tooMany } from './errors.ts';

/** How a request can go wrong. */
export type FaultKind =
  | '429-ten-secondly'
  | '429-secondly'
  | '429-daily'
  /** Refused for a reason that has nothing to do with one record. */
  | '400'
  /** The token lacks a scope. */
  | '403'
  | '404'
  | '423'
  | '477'
  | '500'
  | '501'
  | '502'
  | '503'
  | '504'
  | '524'
  | 'reset-before'
  | 'reset-after'
  | 'truncated'
  | 'cut'
  | 'garbage'
  | 'empty'
  | 'hang'
  /** What a list or page says of what follows it is lost. */
  | 'no-cursor'
  /** A list or page ends early: its second half is lost, and what follows it. */
  | 'half-page'
  /** What follows a page of a list is its beginning. */
  | 'back-cursor'
  /** Search counts one record more than there are. */
  | 'total-more'
  /** A batch is answered as done, with nobody named, and is not. */
  | 'nobody';

/** What happens on the socket. `before`: the request is not processed; `after`: it is, and the answer suffers. */
export type FaultEffect =
  | { before: 'process'; status: number; headers: Record<string, string>; body: string }
  | { before: 'process'; socket: 'reset' | 'hang' }
  | { before: 'answer'; spoil: 'reset' | 'truncate' | 'cut' | 'garbage' | 'empty' }
  | { before: 'answer'; leaveOut: (body: Record<string, unknown>) => Record<string, unknown> };

const JSON_TYPE = { 'content-type': 'application/json;charset=utf-8' };
const HTML_TYPE = { 'content-type': 'text/html' };

/** A page as a proxy or load balancer shows it: not JSON. */
export const GARBAGE_PAGE =
  '<!DOCTYPE html><html><head><title>Oops</title></head><body>Please try again.</body></html>';

/** Each kind, and what it does. */
export const FAULT_EFFECTS: Readonly<Record<FaultKind, FaultEffect>> = {
  '429-ten-secondly': rateLimit('TEN_SECONDLY_ROLLING'),
  '429-secondly': rateLimit('SECONDLY'),
  '429-daily': rateLimit('DAILY'),
  '400': error(400, 'VALIDATION_ERROR', 'Property values were not valid'),
  '403': error(403, 'MISSING_SCOPES', 'This app has not been granted all required scopes to make this call.'),
  '404': error(404, 'OBJECT_NOT_FOUND', 'resource not found'),
  '423': error(423, 'LOCKED', 'The resource is locked'),
  // The one status whose Retry-After HubSpot documents: the account is being moved.
  '477': error(477, 'MIGRATION_IN_PROGRESS', 'This account is being migrated', { 'retry-after': '1' }),
  '500': error(500, 'INTERNAL_ERROR', 'internal error'),
  '501': error(501, 'NOT_IMPLEMENTED', 'not implemented'),
  '502': page(502),
  '503': page(503),
  '504': page(504),
  '524': page(524),
  'reset-before': { before: 'process', socket: 'reset' },
  'reset-after': { before: 'answer', spoil: 'reset' },
  truncated: { before: 'answer', spoil: 'truncate' },
  cut: { before: 'answer', spoil: 'cut' },
  garbage: { before: 'answer', spoil: 'garbage' },
  empty: { before: 'answer', spoil: 'empty' },
  hang: { before: 'process', socket: 'hang' },
  'no-cursor': { before: 'answer', leaveOut: withoutCursor },
  'half-page': { before: 'answer', leaveOut: (body) => withoutCursor({ ...body, results: firstHalf(body.results) }) },
  'back-cursor': { before: 'answer', leaveOut: (body) => ({ ...body, paging: { next: { after: '0' } } }) },
  'total-more': { before: 'answer', leaveOut: (body) => ({ ...body, total: Number(body.total) + 1 }) },
  nobody: {
    before: 'process',
    status: 200,
    headers: JSON_TYPE,
    body: JSON.stringify({ status: 'COMPLETE', results: [] }),
  },
};

/** The kinds random injection uses unless told otherwise: a used-up day, silence and half answers are for tests that ask for them. */
export const RANDOM_KINDS: readonly FaultKind[] = [
  '429-ten-secondly',
  '429-secondly',
  '423',
  '477',
  '500',
  '502',
  '503',
  '504',
  '524',
  'reset-before',
  'reset-after',
  'truncated',
  'cut',
  'garbage',
  'empty',
];

/** Without a cursor, of its own or of one of its results: associations are paged for each record. */
function withoutCursor({ paging: _, ...body }: Record<string, unknown>): Record<string, unknown> {
  const { results } = body;
  if (!Array.isArray(results)) return body;
  return { ...body, results: results.map(({ paging: _ofOne, ...result }: Record<string, unknown>) => result) };
}

function firstHalf(results: unknown): unknown {
  return Array.isArray(results) ? results.slice(0, Math.floor(results.length / 2)) : results;
}

function rateLimit(policy: RatePolicy): FaultEffect {
  return ofError(tooMany(policy), {});
}

function error(status: number, category: string, message: string, headers: Record<string, string> = {}): FaultEffect {
  return ofError(new ApiError(status, category, message), headers);
}

function ofError({ status, body }: ApiError, headers: Record<string, string>): FaultEffect {
  return { before: 'process', status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

function page(status: number): FaultEffect {
  return { before: 'process', status, headers: HTML_TYPE, body: GARBAGE_PAGE };
}
