import { formatInstant } from '../../../src/register/instant.ts';
import { prunableAt } from '../../../src/audit/prunable-at.ts';
import type { Fault } from '../../../src/audit/verify/fault.ts';
import { verifyTrail } from '../../../src/audit/verify/verify-trail.ts';
import type { Restored } from './register.ts';

/**
 * Verifies what was put back against the seals, and with `remembered` against the last verification as well. Records nothing: to a chain that its seals
 * are ahead of nothing must be added before somebody has decided how to go on.
 */
export async function faultsOfTrail(register: Restored, remembers: boolean): Promise<readonly Fault[]> {
  const { storage, auditKeys: keys, seals, verifier, now, policy } = register;
  const last = remembers ? await verifier.last() : undefined;
  const remembered = new Map(last?.chains.map(({ chain, sequence, lastSeal }) => [chain, { sequence, lastSeal }]));
  const prunableUntil = prunableAt(formatInstant(now()), policy.audit.keepYears);
  const sealsOf = (chain: string) => seals.read(chain);
  const result = await verifyTrail(storage.audit, { keys, sealsOf, remembered, prunableUntil });
  return [...result.chains.flatMap(({ faults }) => faults), ...result.strays];
}
