import type { Client } from '@hubspot/api-client';

/** One call, without what belongs to the client: address, token and user agent. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  /** A list is sent as one parameter for each of its values. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: unknown;
}

/** An answer as it came, of whatever status. */
export interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface ClientOptions {
  readonly baseUrl: string;
  readonly accessToken: string;
  /** After so many milliseconds an exchange is given up, body included. */
  readonly timeoutMs: number;
}

/** What the client's own request tells about itself (`@hubspot/api-client`, `services/http/Request`). */
interface PreparedRequest {
  getUrl(): URL;
  getSendData(): {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
}

/**
 * HubSpot's own client, with a sender that gives up in time and follows no redirect, which would carry the token elsewhere.
 * Rejects with what `fetch` rejects with. The client is loaded with the first call: a process that makes none does not pay for it.
 */
export function createClient(options: ClientOptions): (call: Call) => Promise<Exchange> {
  let loading: Promise<Client> | undefined;
  return async ({ method, path, query = {}, body }) => {
    loading ??= load(options);
    // The client would send `undefined` as a word.
    const qs = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
    const client = await loading;
    // The client's decorators are one list for the whole process, and the last client made has its own in it. From here to the
    // sender nothing is awaited, so the list is this client's when its request is sent.
    client.init();
    const response = await client.apiRequest({
      method,
      path,
      ...(qs.length > 0 ? { qs } : {}),
      // Without a body there is nothing whose type could be told.
      ...(body === undefined ? { defaultJson: false } : { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

async function load({ baseUrl, accessToken, timeoutMs }: ClientOptions): Promise<Client> {
  const hubspot = await import('@hubspot/api-client');
  class PatientClient extends hubspot.Client {
    protected override getDecorators() {
      return [{ decorate: () => (request: PreparedRequest) => send(request, timeoutMs) }];
    }
  }
  return new PatientClient({ basePath: baseUrl, accessToken });
}

function send(request: PreparedRequest, timeoutMs: number): Promise<Response> {
  return fetch(request.getUrl(), {
    ...request.getSendData(),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
}
