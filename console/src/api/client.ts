import { ACCOUNT, accountInAddress } from './account.ts';
import { noAnswer, notUnderstood, problemOf } from './problem.ts';
import { noteSignedOut } from './signed-out.ts';

/** Values of a query; what is undefined, null or empty is left out. */
export type CallQuery = Readonly<Record<string, string | number | boolean | undefined | null>>;

/** What a call that changes something was answered. */
export interface Sent<Answer> {
  readonly status: number;
  readonly body: Answer;
  /** Where what was made can be read. */
  readonly location: string | null;
}

interface Options {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are answers here and no problems, such as 503 of a register whose health has failed. */
  readonly also?: readonly number[];
}

/** Calls of the API, of the account in the page's address. What an answer holds is what the API's own schemas say. */
export const api = {
  /** Reads. @throws ApiProblem */
  async get<Answer>(path: string, query: CallQuery = {}, options: Options = {}): Promise<Answer> {
    const answer = await call('GET', addressOf(path, query), options);
    return bodyOf<Answer>(answer, () => answer.json().then(filled), options.signal);
  },
  /** Changes something. The body of the answer is undefined where it has none. @throws ApiProblem */
  async send<Answer>(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    options: Options & { readonly query?: CallQuery } = {},
  ): Promise<Sent<Answer>> {
    const answer = await call(method, addressOf(path, options.query ?? {}), options, body);
    const { status, headers } = answer;
    const told = await bodyOf<Answer>(answer, () => answer.text().then(parsed), options.signal);
    return { status, body: told, location: headers.get('location') };
  },
};

/** Reads the body of an answer, which may break off. What it holds is what the API's own schemas say. @throws ApiProblem */
export async function bodyOf<Body>(
  { status }: Response,
  read: () => Promise<Body>,
  signal?: AbortSignal | undefined,
): Promise<Body> {
  try {
    return await read();
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw notUnderstood(status);
  }
}

/** What was read, unless nothing was: no answer of the API is empty, and one that is would be shown as nothing being there. */
function filled<Body>(body: Body): Body {
  if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) throw new TypeError('Empty');
  return body;
}

/** What stands in the body of an answer; nothing in an empty one. */
function parsed(text: string) {
  return text === '' ? undefined : JSON.parse(text);
}

/** The address of a call: `path` with the query and the account. */
export function addressOf(path: string, query: CallQuery = {}): string {
  const url = new URL(path, location.origin);
  const account = accountInAddress();
  if (account !== undefined && !('account' in query)) url.searchParams.set(ACCOUNT, account);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, String(value));
  return url.pathname + url.search;
}

/** Sends it; gives a good answer. @throws ApiProblem, or the reason for which `signal` was aborted. */
export async function call(method: string, address: string, options: Options, body?: unknown): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const { signal = null, headers, also = [] } = options;
  const sent = { accept: 'application/json', ...json, ...headers };
  let answer: Response;
  try {
    answer = await fetch(address, {
      method,
      signal,
      headers: sent,
      credentials: 'same-origin',
      redirect: 'error',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw noAnswer();
  }
  if (answer.ok || (also.includes(answer.status) && !isProblem(answer))) return answer;
  const problem = await problemOf(answer);
  noteSignedOut(problem);
  throw problem;
}

function isProblem({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/problem+json') === true;
}
