import { subscribe } from 'node:diagnostics_channel';
import { z } from 'zod';

const messageSchema = z.object({ request: z.object({ method: z.string(), path: z.string() }) });

/** Requests to Table and Queue Storage. */
export interface StorageCalls {
  /** Entity group transactions (`$batch`). */
  readonly transactions: number;
  readonly rowWrites: number;
  readonly queries: number;
  readonly queue: number;
}

/**
 * Counts what this process asks of storage. The Azure SDK uses `node:http` and HubSpot is called by `fetch`, which does
 * not, so whatever passes this channel is storage.
 */
export function countStorageCalls(): () => StorageCalls {
  const counts = { transactions: 0, rowWrites: 0, queries: 0, queue: 0 };
  subscribe('http.client.request.start', (message) => {
    const { method, path } = messageSchema.parse(message).request;
    counts[kindOf(method, path)] += 1;
  });
  return () => ({ ...counts });
}

function kindOf(method: string, path: string): keyof StorageCalls {
  if (path.includes('/register-slices')) return 'queue';
  if (path.includes('$batch')) return 'transactions';
  return method === 'GET' ? 'queries' : 'rowWrites';
}
