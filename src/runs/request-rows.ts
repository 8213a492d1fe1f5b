import { z } from 'zod';

/** The partition of requests that carried a key, in the table of runs. */
export const REQUESTS = 'requests';

/** The row of a request, under the hash of its key. */
export const requestSchema = z.object({
  /** The run that answers the request; named before there is one. */
  runId: z.string(),
  body: z.string(),
  /** When the key was used first, and until when somebody works on the request: ISO 8601 UTC, which sorts as text. */
  at: z.string(),
  leaseUntil: z.string(),
  holder: z.string(),
  etag: z.string(),
});

/** A request that is known by its key. */
export type KnownRequest = z.infer<typeof requestSchema>;

/** A key and a body, both as keyed hashes: they are free text, and may hold addresses. */
export interface RequestHashes {
  readonly key: string;
  readonly body: string;
}
