import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';

/** Names the invocation of a request that the Functions host has sent to the worker's own server. */
const INVOCATION = 'x-ms-invocation-id';

const answers = new Map<string, ServerResponse>();

/**
 * The answer that goes to the Functions host for an invocation, while it goes; `undefined` where answers leave in one message. The
 * library writes to it without waiting and tells nobody when the connection breaks, so whoever streams has to look at it.
 */
export function workerAnswer(invocationId: string): ServerResponse | undefined {
  return answers.get(invocationId);
}

// Node.js tells of every request that any server of this process gets.
subscribe('http.server.request.start', (message) => {
  if (typeof message !== 'object' || message === null || !('request' in message) || !('response' in message)) return;
  const { request, response } = message;
  if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) return;
  const id = request.headers[INVOCATION];
  if (typeof id !== 'string') return;
  answers.set(id, response);
  response.once('close', () => answers.delete(id));
});
