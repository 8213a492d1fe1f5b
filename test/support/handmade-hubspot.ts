import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Access } from '../../src/hubspot/records.ts';
import { createTransport, type TransportOptions } from '../../src/hubspot/transport.ts';
import { pathsOf } from '../../src/hubspot/version.ts';
import { listen } from './listen.ts';
import { TOKEN } from './simulated-hubspot.ts';
import { type VirtualPace, virtualPace } from './virtual-pace.ts';

export interface HandmadeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  /** Virtual time of its arrival, ms. */
  readonly at: number;
}

/** An answer, or `reset` for a connection that breaks. */
export type HandmadeAnswer =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | 'reset';

export interface HandmadeHubSpot {
  readonly access: Access;
  readonly pace: VirtualPace;
  readonly requests: readonly HandmadeRequest[];
}

const batchBody = z.object({ inputs: z.array(z.looseObject({ id: z.string() })) });

/** The ids of the inputs of a batch request. */
export function idsOf({ body }: HandmadeRequest): string[] {
  return batchBody.parse(body).inputs.map(({ id }) => id);
}

/** A server that answers whatever a test wants, for answers that the simulator does not give. */
export async function handmadeHubSpot(
  answer: (request: HandmadeRequest, index: number) => HandmadeAnswer,
  options: Partial<TransportOptions> = {},
): Promise<HandmadeHubSpot> {
  const pace = virtualPace();
  const requests: HandmadeRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const { pathname, search } = new URL(incoming.url ?? '/', 'http://localhost');
    const request = {
      method: incoming.method ?? '',
      path: pathname,
      query: search,
      headers: incoming.headers,
      body: text === '' ? undefined : JSON.parse(text),
      at: pace.elapsed(),
    };
    requests.push(request);
    const given = answer(request, requests.length - 1);
    if (given === 'reset') outgoing.socket?.resetAndDestroy();
    else {
      const { status = 200, headers = {}, body = {} } = given;
      outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
      outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
    }
  });
  const baseUrl = await listen(server);
  return {
    access: {
      transport: createTransport({ baseUrl, accessToken: TOKEN, pace, ...options }),
      paths: pathsOf('2026-09'),
    },
    pace,
    requests,
  };
}
