import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { type Environment, runsInAzure } from './environment.ts';
import { isMonotonous, secretFault, unresolvedReferences } from './secrets.ts';

const LENGTH_IN_AZURE = 32;

/** A key as the settings name it, the setting that names those before it, and the public one of local development. */
export interface KeySetting {
  readonly name: string;
  readonly previous: string;
  readonly local: string;
}

/** A JSON list of the keys that `name` replaced. */
export const previousKeys = (name: string) =>
  z
    .string()
    .transform(parseJson)
    .pipe(
      z.array(z.string().trim().min(1), {
        error: `must be a JSON list of the keys that ${name} replaced, such as ["the old key"]`,
      }),
    )
    .default([]);

/** What is wrong with a key though it is there. One that was used before is taken as it was. */
export function keyProblems(given: Environment, { name, previous, local }: KeySetting): string[] {
  const text = given[name] ?? '';
  const entries = previousIn(given, previous).map((entry, place) => [`${previous}.${place}`, entry] as const);
  const unresolved = unresolvedReferences(
    Object.fromEntries(entries),
    entries.map(([entry]) => entry),
  );
  const key = text.trim();
  const fault = secretFault(text, 'key') ?? (runsInAzure(given) && key !== '' ? faultInAzure(key, local) : undefined);
  return fault === undefined ? unresolved : [`${name} ${fault}`, ...unresolved];
}

/** The keys that a setting lists, as far as it can be read. */
export function previousIn(given: Environment, name: string): string[] {
  const list = parseJson(given[name] ?? '[]');
  return (Array.isArray(list) ? list : []).map((entry) => String(entry).trim());
}

function faultInAzure(key: string, local: string): string | undefined {
  if (key.startsWith('@Microsoft.KeyVault(')) return undefined;
  if (key === local) return 'is the public one of local development: use a secret of your own';
  if (key.length < LENGTH_IN_AZURE)
    return `is too short: use a random secret of at least ${LENGTH_IN_AZURE} characters`;
  if (isMonotonous(key)) return 'is long but could be guessed: use a random secret, such as of openssl rand -hex 32';
  return undefined;
}
