import { randomUUID } from 'node:crypto';

/** One entry of the `errors` list in an error body. */
interface ErrorDetail {
  message: string;
  code?: string;
  subCategory?: string;
  in?: string;
  context?: Record<string, readonly string[]>;
}

interface ErrorExtras {
  subCategory?: string;
  context?: Record<string, readonly string[]>;
  errors?: readonly ErrorDetail[];
  links?: Record<string, string>;
  errorType?: string;
  policyName?: string;
}

/** Thrown by an endpoint; becomes HubSpot's error answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, category: string, message: string, extras: ErrorExtras = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.body = { status: 'error', message, correlationId: randomUUID(), ...extras, category };
  }
}

/** 400: the request is not one HubSpot takes. */
export function invalid(message: string, extras: ErrorExtras = {}): ApiError {
  return new ApiError(400, 'VALIDATION_ERROR', message, extras);
}

/** 400: more inputs than are taken at a time. */
export function tooManyInputs({ most, says }: { most: number; says: boolean }, count: number): ApiError {
  return invalid(
    says
      ? `The maximum number of inputs supported in a batch request is ${most}, but was ${count}`
      : 'The batch request is too large',
  );
}

/** 404: no such record, property or path. */
export function notFound(message = 'resource not found'): ApiError {
  return new ApiError(404, 'OBJECT_NOT_FOUND', message);
}

/** 401: the token is not the account's. */
export function wrongToken(): ApiError {
  return new ApiError(
    401,
    'INVALID_AUTHENTICATION',
    'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
  );
}

/** 403: the token lacks scopes; names them. */
export function missingScopes(scopes: readonly string[]): ApiError {
  return new ApiError(403, 'MISSING_SCOPES', 'This app has not been granted all required scopes to make this call.', {
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: scopes },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
  });
}

/** The policies HubSpot names in a 429. */
export type RatePolicy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY';

/** 429: the policy's limit is used up. */
export function tooMany(policyName: RatePolicy): ApiError {
  const limit = policyName === 'DAILY' ? 'your daily' : `your ${policyName.toLowerCase()}`;
  return new ApiError(429, 'RATE_LIMITS', `You have reached ${limit} limit.`, { errorType: 'RATE_LIMIT', policyName });
}

/** An entry of `errors` in a batch answer (207). */
export function batchError(
  category: string,
  message: string,
  context: Record<string, readonly string[]>,
  subCategory?: string,
): Record<string, unknown> {
  return {
    status: 'error',
    category,
    ...(subCategory === undefined ? {} : { subCategory }),
    message,
    context,
    errors: [],
    links: {},
  };
}
