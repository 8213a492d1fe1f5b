import type { Policy } from '../../../policy/schema.ts';

/** Two clocks may differ by this much; a sign-in that lies further ahead is no proof of anything. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

/**
 * Whether somebody proved lately enough who they are to approve what cannot be undone (policy `approvals.freshSignInMinutes`). Times
 * are milliseconds since 1970. Where nothing tells when they did, nothing is asked.
 */
export function isFreshSignIn(
  { approvals: { freshSignInMinutes } }: Pick<Policy, 'approvals'>,
  signedInAt: number | undefined,
  now: number,
): boolean {
  if (freshSignInMinutes === null || signedInAt === undefined) return true;
  const age = now - signedInAt;
  return age >= -CLOCKS_DIFFER_MS && age <= freshSignInMinutes * MINUTE_MS;
}
