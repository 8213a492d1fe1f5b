import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent, Server } from 'node:http';
import { KEEP_ALIVE_MS } from '../keep-alive.ts';

/** The HTTP server of the worker, which an app has when it asks for streams (`app.setup({ enableHttpStream: true })`). */
export interface WorkerServer {
  /** Where the host sends each HTTP request on to. */
  readonly url: URL;
  /** Keeps connections to it, as the host does: one that has got its answer is not closed for that. */
  readonly connections: Agent;
  /** Lets go of it: in Azure it lives as long as the worker does. */
  close(): void;
}

const LISTENING = 'tracing:net.server.listen:asyncEnd';

/**
 * Asks the library what the app needs of its host, by `ask`, and gives the server that it starts for streams; `undefined` when the
 * app wants none. The library tells nobody of its server but by its address, so it is found where Node.js tells of all.
 */
export async function workerServerOf(
  ask: () => Promise<Readonly<Record<string, string>>>,
): Promise<WorkerServer | undefined> {
  const servers: Server[] = [];
  const note = (message: unknown) => {
    const server = typeof message === 'object' && message !== null && 'server' in message ? message.server : undefined;
    if (server instanceof Server) servers.push(server);
  };
  subscribe(LISTENING, note);
  let uri: string | undefined;
  try {
    uri = (await ask()).HttpUri;
  } finally {
    unsubscribe(LISTENING, note);
  }
  if (uri === undefined) return undefined;
  const url = new URL(uri);
  // It listens on every address; a name would have to be looked up, and tried on two of them, for each connection.
  url.hostname = '127.0.0.1';
  const own = servers.filter((server) => portOf(server) === url.port);
  for (const server of own) server.keepAliveTimeout = KEEP_ALIVE_MS;
  const connections = new Agent({ keepAlive: true });
  return {
    url,
    connections,
    close: () => {
      connections.destroy();
      for (const server of own) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function portOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}
