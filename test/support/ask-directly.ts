import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import type { ServedStorage } from './serve-storage.ts';
import { storageOfTests } from './storage-of-tests.ts';

/** What sends the requests of Azure's clients, after all else that they do with them. */
type HttpClient = Parameters<TableClient['pipeline']['sendRequest']>[0];

/**
 * From now on, Azure's clients in this process ask this storage without a network: a quarter of what a whole run costs
 * was two ends of HTTP. What asks it at another address, through a proxy of a test, or from another process still comes over it.
 */
export function askDirectly({ connectionString, tables, queues, blobs }: ServedStorage): void {
  for (const sender of sendersOfAll(connectionString)) {
    const overHttp = sender.sendRequest.bind(sender);
    sender.sendRequest = async (request) => {
      const { url, method, abortSignal } = request;
      const service = [tables, queues, blobs].find(({ origin }) => url.startsWith(`${origin}/`));
      if (service === undefined) return overHttp(request);
      // As over a network, others have their turn before the answer.
      await setImmediate();
      if (abortSignal?.aborted) throw Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' });
      const asked = { method, url: url.slice(service.origin.length), headers: request.headers.toJSON() };
      const { status, headers, body } = service.answer({ ...asked, body: bytesOf(request.body) });
      const answer = { status, headers: Reflect.construct(request.headers.constructor, [headers]), request };
      const isStream = request.streamResponseStatusCodes?.has(status) ?? false;
      return isStream
        ? { ...answer, readableStreamBody: Readable.from(inHalves(Buffer.from(body)), { objectMode: false }) }
        : { ...answer, bodyAsText: body.toString() };
    };
  }
}

async function* inHalves(body: Buffer): AsyncGenerator<Buffer> {
  const half = Math.ceil(body.length / 2);
  yield body.subarray(0, half);
  await storageOfTests.blobsPass;
  yield body.subarray(half);
}

/** The SDKs make one for all clients of tables, and one for those of queues and blobs, that were given none; they do not show them. */
function sendersOfAll(connectionString: string): HttpClient[] {
  const tables = TableClient.fromConnectionString(connectionString, 'any', { allowInsecureConnection: true });
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  const senders = [partOf(tables, 'generatedClient', '_httpClient'), partOf(queues, 'pipeline', '_coreHttpClient')];
  return senders.map((sender) => {
    if (!isSender(sender))
      throw new TypeError(
        'Azure keeps what sends requests elsewhere now: look into core-client, and Pipeline of storage-queue.',
      );
    return sender;
  });
}

function partOf(whole: unknown, ...names: string[]): unknown {
  return names.reduce(
    (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
    whole,
  );
}

function isSender(value: unknown): value is HttpClient {
  return typeof value === 'object' && value !== null && 'sendRequest' in value;
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new TypeError('This body of a request is none that storage in the process is sent.');
}
