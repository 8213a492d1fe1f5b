import type { z } from 'zod';
import { parseJson } from '../../src/parse-json.ts';
import type { Access } from './access.ts';
import { AdminError } from './errors.ts';
import { problemError } from './problem-error.ts';
import type { Reply } from './reply.ts';

interface Asked {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The HTTP functions, as this program calls them. */
export class AdminClient {
  readonly #access: Access;
  readonly #interrupt: AbortSignal;

  constructor(access: Access, interrupt: AbortSignal) {
    this.#access = access;
    this.#interrupt = interrupt;
  }

  /** Asks for what may be long: gives its head, and its body as it comes. @throws AdminError as `ask` does. */
  async download(path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    const address = this.#addressOf(path, {});
    const sent = {
      headers: { ...this.#access.headers, ...headers },
      redirect: 'manual',
      signal: this.#interrupt,
    } as const;
    const response = await fetch(address, sent).catch((error: unknown) => this.#unreached(error));
    if (response.ok) return response;
    throw problemError({ status: response.status, headers: response.headers, text: await response.text() });
  }

  /** Sends a request. @throws AdminError for problems, for what cannot be reached, and when it is interrupted. */
  async ask(method: string, path: string, { query = {}, body, headers = {} }: Asked = {}): Promise<Reply> {
    const address = this.#addressOf(path, query);
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await this.#fetch(address, {
      method,
      headers: { ...this.#access.headers, ...type, ...headers },
      // A key must not follow where somebody else leads.
      redirect: 'manual',
      signal: this.#interrupt,
      ...sent,
    });
    // A health that failed is an answer like any other.
    if (response.ok || (response.status === 503 && response.isJson)) return response;
    throw problemError(response);
  }

  #addressOf(path: string, query: NonNullable<Asked['query']>): string {
    const given = Object.entries({ ...query, account: this.#access.account }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const asked = given.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(given))}`;
    return `${this.#access.url}/api/${path}${asked}`;
  }

  async #fetch(address: string, init: RequestInit): Promise<Reply & { ok: boolean; isJson: boolean }> {
    try {
      const response = await fetch(address, init);
      const { ok, status, headers } = response;
      const isJson = headers.get('content-type')?.startsWith('application/json') === true;
      return { ok, status, headers, isJson, text: await response.text() };
    } catch (error) {
      return this.#unreached(error);
    }
  }

  #unreached(error: unknown): never {
    if (this.#interrupt.aborted) throw new AdminError('interrupted', 'Interrupted.');
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    const detail = `${this.#access.url} cannot be reached${cause}. Is the address right (--url), and does the app run?`;
    throw new AdminError('unreachable', detail);
  }
}

/** What an answer says, by the schema that the service answers by. */
export function read<Schema extends z.ZodType>({ text }: Reply, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  const message =
    'The answer is not one of Rekisteri: is the address right (--url), and of the same version as this program?';
  throw new AdminError('unexpected_answer', message);
}
