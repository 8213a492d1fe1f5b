import { HubSpotError, type HubSpotErrorCode } from './errors.ts';

/** The token lacks the scope that a place takes, so nothing is known of what is there. */
export interface MissingScope {
  readonly kind: 'missing_scope';
  readonly scope: string;
}

/**
 * What was read, or that the token lacks `scope`, which HubSpot says as `MISSING_SCOPES`. Any other failure is thrown, a 403 for
 * another reason too.
 */
export async function orMissingScope<Result>(reading: Promise<Result>, scope: string): Promise<Result | MissingScope> {
  try {
    return await reading;
  } catch (error) {
    if (!isMissingScope(error)) throw error;
    return { kind: 'missing_scope', scope };
  }
}

function isMissingScope(error: unknown): boolean {
  return error instanceof HubSpotError && error.code === 'forbidden' && error.category === 'MISSING_SCOPES';
}

/** HubSpot does not answer the question for this account: for a product that it has not bought, or a type that it does not know. */
export interface NotOffered {
  readonly kind: 'not_offered';
}

/** HubSpot understood the question, and will not answer it however often it is asked. */
const REFUSED = new Set<HubSpotErrorCode>(['forbidden', 'not_found', 'rejected']);
const NOT_IMPLEMENTED = 501;

/** Whether HubSpot will not be asked about a place by this account, whatever scopes the token has. */
export function isNotOffered(error: unknown): boolean {
  if (!(error instanceof HubSpotError) || isMissingScope(error)) return false;
  return REFUSED.has(error.code) || error.status === NOT_IMPLEMENTED;
}

/**
 * The same for a place that an account need not have: that HubSpot refuses to be asked about it is no fault, and has to be told. For the
 * first question about a place only: once it was answered, no refusal says that there is nothing.
 */
export async function orNotOffered<Result>(
  asking: Promise<Result>,
  scope: string,
): Promise<Result | MissingScope | NotOffered> {
  return orRefused(orMissingScope(asking, scope));
}

/** What was read, or that HubSpot refuses to be asked; for what tells of a missing scope itself. */
export async function orRefused<Result>(asking: Promise<Result>): Promise<Result | NotOffered> {
  try {
    return await asking;
  } catch (error) {
    if (!isNotOffered(error)) throw error;
    return { kind: 'not_offered' };
  }
}
