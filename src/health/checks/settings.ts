import { basename } from 'node:path';
import { digestOf } from '../../digest.ts';
import type { Policy } from '../../policy/schema.ts';
import { LOCAL_AUDIT_KEY } from '../../settings/audit-keys.ts';
import { LOCAL_ERASURE_KEY } from '../../settings/erasure-keys.ts';
import type { Settings } from '../../settings/settings.ts';
import { type Check, checkOf, type Problem } from '../check.ts';

const KEY_LENGTH = 32;

/** Settings are validated at start; what is left are those that are fit for development only. */
export function checkSettings({ hubspot, storage, schedules, auditKey, erasureKey, fixedNow }: Settings): Check {
  const { baseUrl, apiVersion, dailyShare } = hubspot;
  const facts = { hubspot: new URL(baseUrl).host, apiVersion, dailyShare, storage: storage.kind, schedules };
  const problems = [...auditKeyProblems(auditKey), ...erasureKeyProblems(erasureKey), ...clockProblems(fixedNow)];
  return checkOf('settings', problems, facts);
}

function auditKeyProblems(key: string): Problem[] {
  const action = `Set AUDIT_KEY to a random secret of at least ${KEY_LENGTH} characters before the trail has to prove anything.`;
  if (key === LOCAL_AUDIT_KEY)
    return [{ status: 'degraded', reason: 'AUDIT_KEY is the public one of local development.', action }];
  if (key.length < KEY_LENGTH)
    return [{ status: 'degraded', reason: `AUDIT_KEY has fewer than ${KEY_LENGTH} characters.`, action }];
  return [];
}

function erasureKeyProblems(key: string | undefined): Problem[] {
  const action = `Set ERASURE_KEY to a random secret of at least ${KEY_LENGTH} characters before anybody is erased.`;
  if (key === LOCAL_ERASURE_KEY)
    return [{ status: 'degraded', reason: 'ERASURE_KEY is the public one of local development.', action }];
  if (key !== undefined && key.length < KEY_LENGTH)
    return [{ status: 'degraded', reason: `ERASURE_KEY has fewer than ${KEY_LENGTH} characters.`, action }];
  return [];
}

function clockProblems(fixedNow: number | undefined): Problem[] {
  if (fixedNow === undefined) return [];
  const action = 'Remove REGISTER_NOW unless this is a demonstration.';
  return [{ status: 'degraded', reason: 'REGISTER_NOW stops the clock: nothing ever ends.', action }];
}

/** A wrong policy stops the start, so there is one; its digest tells whether two instances have the same. */
export function checkPolicy({ policyFile }: Settings, policy: Policy): Check {
  const { register, notice } = policy;
  const facts = { file: basename(policyFile), register, digest: digestOf(policy), updatedOn: notice.updatedOn };
  return checkOf('policy', [], facts);
}
