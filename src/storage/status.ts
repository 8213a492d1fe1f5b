import { z } from 'zod';

const failure = z.object({ statusCode: z.number() });

/** HTTP status of a failed storage call; `undefined` when there was no answer. */
function storageStatus(error: unknown): number | undefined {
  const parsed = failure.safeParse(error);
  return parsed.success ? parsed.data.statusCode : undefined;
}

/** Somebody else changed the row first, or the row is there already. */
export function isConflict(error: unknown): boolean {
  return [409, 412].includes(storageStatus(error) ?? 0);
}

/** The row or the whole table is not there. */
export function isMissing(error: unknown): boolean {
  return storageStatus(error) === 404;
}

/** For a call that deletes: what is not there is gone. Throws any other error again. */
export function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

/** For a call that somebody else may have been faster than. Throws any other error again. */
export function ignoreChanged(error: unknown): void {
  if (!isConflict(error)) ignoreMissing(error);
}

/** Errors of the SDK: of a call, and of getting a token for it with an identity. */
const ofSdk = z.object({
  name: z.enum([
    'RestError',
    'AuthenticationError',
    'AggregateAuthenticationError',
    'AuthenticationRequiredError',
    'CredentialUnavailableError',
  ]),
});

/** Storage that answers so may do so no more in a while, or as soon as somebody mends a key, a role or a firewall. */
const PASSING = [401, 403, 404, 408, 409, 429];

/**
 * Whether storage as a whole could not be used: no answer, throttling, a fault of the service, or no access. Gives the
 * HTTP status, 0 when there was no answer; `undefined` for any other error.
 */
export function unavailableStatus(error: unknown): number | undefined {
  if (!ofSdk.safeParse(error).success) return undefined;
  const status = storageStatus(error) ?? 0;
  return status === 0 || status >= 500 || PASSING.includes(status) ? status : undefined;
}
