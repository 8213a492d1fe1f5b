import { HubSpotError } from './errors.ts';

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
    if (!(error instanceof HubSpotError) || error.code !== 'forbidden' || error.category !== 'MISSING_SCOPES')
      throw error;
    return { kind: 'missing_scope', scope };
  }
}
