import { z } from 'zod';
import { type Environment, givenIn, problemsOf, required } from './environment.ts';
import { SettingsError } from './error.ts';
import { keyProblems, previousKeys } from './key-rules.ts';
import { unresolvedReferences } from './secrets.ts';

/** The keys of the audit trail. */
export interface AuditKeySettings {
  readonly auditKey: string;
  /** Keys that `auditKey` replaced, or `id:…` of a lost one. */
  readonly auditKeysPrevious: readonly string[];
}

/** The key that `npm start` uses when none is set. It is public, so it proves nothing. */
export const LOCAL_AUDIT_KEY = 'local-development-key-not-for-production';

/** Settings of the audit key. */
export const auditKeyShape = {
  AUDIT_KEY: required('a long random secret that keys the audit trail'),
  AUDIT_KEYS_PREVIOUS: previousKeys('AUDIT_KEY'),
};

const keysSchema = z.object(auditKeyShape);

/** The keys as the program names them. */
export function auditKeysOf(value: z.infer<typeof keysSchema>): AuditKeySettings {
  return { auditKey: value.AUDIT_KEY, auditKeysPrevious: value.AUDIT_KEYS_PREVIOUS };
}

/** What is wrong with the key of the trail though it is there. */
export function auditKeyProblems(given: Environment): string[] {
  return keyProblems(given, { name: 'AUDIT_KEY', previous: 'AUDIT_KEYS_PREVIOUS', local: LOCAL_AUDIT_KEY });
}

/** Reads the keys of the audit trail, for commands that need nothing else. Throws `SettingsError`. */
export function readAuditKeys(environment: Environment): AuditKeySettings {
  const given = givenIn(environment);
  const result = keysSchema.safeParse(given);
  // A trail is verified with the key that it was made with, whatever one would say of such a key today.
  const problems = [...unresolvedReferences(given, Object.keys(auditKeyShape)), ...problemsOf(result)];
  if (!result.success || problems.length > 0) throw new SettingsError(problems);
  return auditKeysOf(result.data);
}
