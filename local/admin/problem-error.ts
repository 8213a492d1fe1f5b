import { problemSchema } from '../../src/http/schemas/problem.ts';
import { parseJson } from '../../src/parse-json.ts';
import { AdminError } from './errors.ts';
import { plain } from './plain.ts';
import type { Reply } from './reply.ts';

/** An answer that refuses, or that says that the service cannot be used, as an error that tells what it said. */
export function problemError({ status, headers, text }: Reply): AdminError {
  const code = status >= 500 ? 'unavailable' : 'refused';
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
  return new AdminError(code, `${said(status, text)}${again(retryAfter)}`, retryAfter);
}

function said(status: number, text: string): string {
  const problem = problemSchema.safeParse(parseJson(text));
  if (!problem.success) return `Answered with status ${status}. ${HINTS[status] ?? ''}`.trim();
  const { title, detail, errors = [] } = problem.data;
  const named = errors.map(({ path, message }) => `  - ${plain(path || 'request')}: ${plain(message)}`);
  return [`${plain(title)} (${status}). ${plain(detail)}`, ...named].join('\n');
}

function again(retryAfter: number | undefined): string {
  return retryAfter === undefined ? '' : `\nWorth trying again after ${retryAfter} s.`;
}

/** The platform answers some requests itself, without saying more. */
const HINTS: Readonly<Record<number, string>> = {
  302: 'Sign in: give a token with --token or REKISTERI_TOKEN.',
  401: 'Give a function key with --key or REKISTERI_KEY, or a token with --token or REKISTERI_TOKEN.',
  403: 'The key or token does not open this.',
  404: 'Is the address right (--url)?',
};
