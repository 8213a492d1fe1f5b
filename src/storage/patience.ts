import { RestError, type TableServiceClientOptions } from '@azure/data-tables';
import type { StoragePipelineOptions } from '@azure/storage-queue';

/** How patient a single call to storage is before it fails. */
export interface StoragePatience {
  readonly tries: number;
  /** Pause before the second try; it doubles from try to try. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** A try of a table, or a call of a queue with all its tries, is given up when it has no answer for so long. */
  readonly tryMs: number;
}

/** Pauses of 7.5 s in all: throttling often passes in that time, and the lease of a slice outlives it. */
export const DEFAULT_PATIENCE: StoragePatience = {
  tries: 5,
  firstPauseMs: 500,
  longestPauseMs: 4_000,
  tryMs: 15_000,
};

/** Options of the queue client. Its `tryTimeoutInMs` only asks the service to hurry, so `answerInTime` is needed as well. */
export function queueOptions({ tries, firstPauseMs, longestPauseMs }: StoragePatience): StoragePipelineOptions {
  return {
    retryOptions: { maxTries: tries, retryDelayInMs: firstPauseMs, maxRetryDelayInMs: longestPauseMs },
  };
}

/**
 * Options of the table clients. Their SDK has no time limit for one try, and tries 429 again only when it says when; so it
 * gets a policy that mends both.
 */
export function tableOptions({ tries, firstPauseMs, longestPauseMs, tryMs }: StoragePatience) {
  return {
    retryOptions: { maxRetries: tries - 1, retryDelayInMs: firstPauseMs, maxRetryDelayInMs: longestPauseMs },
    additionalPolicies: [
      {
        position: 'perRetry',
        policy: {
          name: 'patience',
          sendRequest: async (request, next) => {
            request.timeout = tryMs;
            const response = await next(request).catch(throwTooLate);
            if (response.status === 429 && !response.headers.has('retry-after')) {
              response.headers.set('retry-after-ms', String(firstPauseMs));
            }
            return response;
          },
        },
      },
    ],
  } satisfies TableServiceClientOptions;
}

/** Runs a call that is aborted after so many milliseconds, all its tries included. */
export async function answerInTime<T>(ms: number, call: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
  return call(AbortSignal.timeout(ms)).catch(throwTooLate);
}

/** The SDK tries again after ETIMEDOUT, but not after an abort. */
function throwTooLate(error: unknown): never {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  throw new RestError('Storage did not answer in time.', { code: 'ETIMEDOUT' });
}
