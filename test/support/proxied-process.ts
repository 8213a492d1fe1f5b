import { createClient } from '../../src/hubspot/client.ts';
import { useProxy } from '../../src/settings/proxy.ts';
import { connectStorage } from '../../src/storage/connect.ts';
import { DEFAULT_PATIENCE } from '../../src/storage/patience.ts';

/** Calls HubSpot and Table Storage at the two addresses, and tells which answered. Argument: a port of this machine. */
const [port = ''] = process.argv.slice(2);

useProxy(process.env);

const HERE = ['127.0.0.1', 'localhost', '[::1]'];
const ACCOUNT = 'AccountName=balentor;AccountKey=c2VjcmV0';
const patience = { ...DEFAULT_PATIENCE, tries: 1, tryMs: 3_000 };

async function hubspot(baseUrl: string): Promise<void> {
  const call = createClient({ baseUrl, accessToken: 'token', timeoutMs: 5_000 });
  await call({ method: 'GET', path: '/crm' });
}

async function tables(endpoint: string): Promise<void> {
  const protocol = endpoint.split(':')[0];
  const connectionString = `DefaultEndpointsProtocol=${protocol};TableEndpoint=${endpoint}/tables;QueueEndpoint=${endpoint}/queues;${ACCOUNT}`;
  const storage = { kind: 'connection_string', connectionString } as const;
  await connectStorage({ storage, seals: storage, copies: storage }, undefined, patience).audit.createTable();
}

// What comes of it is seen at the proxy and at the port: no answer is one that the clients take.
await Promise.allSettled(HERE.map((host) => hubspot(`http://${host}:${port}/hubspot`)));
// The SDK of Azure does not take [::1] from a connection string, with a proxy or without.
await Promise.allSettled(HERE.slice(0, 2).map((host) => tables(`http://${host}:${port}`)));
await Promise.allSettled([hubspot('https://hubspot.invalid'), tables('https://tables.invalid')]);
