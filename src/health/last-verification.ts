import type { Verifier } from '../audit/verifier.ts';
import type { LastVerification } from './facts.ts';

/** How the last verification of the audit trail ended. */
export async function lastVerification(verifier: Pick<Verifier, 'last'>): Promise<LastVerification> {
  const last = await verifier.last();
  return last && { at: last.verifiedAt, status: last.status, faults: last.faultCount };
}
