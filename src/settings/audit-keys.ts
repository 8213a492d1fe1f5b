import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { type Environment, givenIn, problemsOf, required, runsInAzure } from './environment.ts';
import { SettingsError } from './error.ts';
import { isMonotonous, secretFault, unresolvedReferences } from './secrets.ts';

/** The keys of the audit trail. */
export interface AuditKeySettings {
  readonly auditKey: string;
  /** Keys that `auditKey` replaced, or `id:…` of a lost one. */
  readonly auditKeysPrevious: readonly string[];
}

/** The key that `npm start` uses when none is set. It is public, so it proves nothing. */
export const LOCAL_AUDIT_KEY = 'local-development-key-not-for-production';

const LENGTH_IN_AZURE = 32;

const PREVIOUS_KEYS = 'must be a JSON list of the keys that AUDIT_KEY replaced, such as ["the old key"]';

/** Settings of the audit key. */
export const auditKeyShape = {
  AUDIT_KEY: required('a long random secret that keys the audit trail'),
  AUDIT_KEYS_PREVIOUS: z
    .string()
    .transform(parseJson)
    .pipe(z.array(z.string().trim().min(1), { error: PREVIOUS_KEYS }))
    .default([]),
};

const keysSchema = z.object(auditKeyShape);

/** The keys as the program names them. */
export function auditKeysOf(value: z.infer<typeof keysSchema>): AuditKeySettings {
  return { auditKey: value.AUDIT_KEY, auditKeysPrevious: value.AUDIT_KEYS_PREVIOUS };
}

/** What is wrong with a key though it is there. One that was used before is taken as it was. */
export function auditKeyProblems(given: Environment): string[] {
  const { AUDIT_KEY: text = '' } = given;
  const previous = parseJson(given.AUDIT_KEYS_PREVIOUS ?? '[]');
  const entries = (Array.isArray(previous) ? previous : []).map(
    (entry, place) => [`AUDIT_KEYS_PREVIOUS.${place}`, String(entry)] as const,
  );
  const unresolved = unresolvedReferences(
    Object.fromEntries(entries),
    entries.map(([name]) => name),
  );
  const key = text.trim();
  const fault = secretFault(text, 'key') ?? (runsInAzure(given) && key !== '' ? faultInAzure(key) : undefined);
  return fault === undefined ? unresolved : [`AUDIT_KEY ${fault}`, ...unresolved];
}

function faultInAzure(key: string): string | undefined {
  if (key.startsWith('@Microsoft.KeyVault(')) return undefined;
  if (key === LOCAL_AUDIT_KEY) return 'is the public one of local development: use a secret of your own';
  if (key.length < LENGTH_IN_AZURE)
    return `is too short: use a random secret of at least ${LENGTH_IN_AZURE} characters`;
  if (isMonotonous(key)) return 'is long but could be guessed: use a random secret, such as of openssl rand -hex 32';
  return undefined;
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
