import { z } from 'zod';
import { addressOf } from '../../src/http/account-query.ts';
import { StartError } from './errors.ts';
import { type RunView, runViewSchema } from './run-view.ts';

interface Init {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The HTTP functions that `npm start` calls, like any other caller. */
export class FunctionsClient {
  readonly #url: string;
  readonly #signal: AbortSignal;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #account: string | undefined;

  /** `url` is that of the functions host; `signal` ends calls in progress; `headers` say who calls; `account`, about whom. */
  constructor(url: string, signal: AbortSignal, headers: Readonly<Record<string, string>>, account?: string) {
    this.#account = account;
    this.#url = url;
    this.#signal = signal;
    this.#headers = headers;
  }

  /** Asks for a run over everything and gives its id. */
  async resync(): Promise<string> {
    const body = JSON.stringify({ scope: 'all' });
    const headers = { 'content-type': 'application/json' };
    const answer = await this.#call('/api/resync', z.object({ runId: z.string() }), { method: 'POST', headers, body });
    return answer.runId;
  }

  run(runId: string): Promise<RunView> {
    return this.#call(`/api/runs/${runId}`, runViewSchema, { method: 'GET' });
  }

  async #call<Answer>(path: string, schema: z.ZodType<Answer>, init: Init): Promise<Answer> {
    const headers = { ...init.headers, ...this.#headers };
    const response = await fetch(this.#url + addressOf(path, this.#account), {
      ...init,
      headers,
      signal: this.#signal,
    });
    const text = await response.text();
    if (!response.ok) {
      const message = `${init.method} ${path} was answered with status ${response.status}.`;
      throw new StartError('unexpected_answer', message);
    }
    return schema.parse(JSON.parse(text));
  }
}
