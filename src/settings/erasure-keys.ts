import { z } from 'zod';
import type { Environment } from './environment.ts';
import { keyProblems, previousIn, previousKeys } from './key-rules.ts';

/** The keys of the hashes that addresses of erased people leave. */
export interface ErasureKeySettings {
  /** `undefined` when none is set: then nobody can be erased. */
  readonly erasureKey: string | undefined;
  /** Keys that `erasureKey` replaced, or `id:…` of a lost one. Their hashes cannot be made anew, so they are kept as long as those. */
  readonly erasureKeysPrevious: readonly string[];
}

/** The key that `npm start` uses when none is set. It is public, so everybody can try addresses against its hashes. */
export const LOCAL_ERASURE_KEY = 'local-erasure-key-not-for-production';

/** Settings of the erasure key: a secret of its own, for it has another purpose and another life than that of the trail. */
export const erasureKeyShape = {
  ERASURE_KEY: z.string().trim().min(1, 'is empty: set it to a long random secret, or take it away').optional(),
  ERASURE_KEYS_PREVIOUS: previousKeys('ERASURE_KEY'),
};

const keysSchema = z.object(erasureKeyShape);

/** The keys as the program names them. */
export function erasureKeysOf(value: z.infer<typeof keysSchema>): ErasureKeySettings {
  return { erasureKey: value.ERASURE_KEY, erasureKeysPrevious: value.ERASURE_KEYS_PREVIOUS };
}

/** What is wrong with the keys of the hashes though they are there. */
export function erasureKeyProblems(given: Environment): string[] {
  const names = { name: 'ERASURE_KEY', previous: 'ERASURE_KEYS_PREVIOUS', local: LOCAL_ERASURE_KEY };
  const own = keyProblems(given, names);
  return own.length > 0 ? own : sharedKeys(given);
}

function sharedKeys(given: Environment): string[] {
  const [trail = '', key = ''] = [given.AUDIT_KEY?.trim(), given.ERASURE_KEY?.trim()];
  const previous = previousIn(given, 'ERASURE_KEYS_PREVIOUS');
  const problems: string[] = [];
  if (key !== '' && [trail, ...previousIn(given, 'AUDIT_KEYS_PREVIOUS')].includes(key))
    problems.push('ERASURE_KEY is a key of the audit trail: use a secret of its own');
  if (trail !== '' && previous.includes(trail))
    problems.push('ERASURE_KEYS_PREVIOUS holds AUDIT_KEY: name only what ERASURE_KEY replaced');
  if (key === '' && previous.length > 0)
    problems.push('ERASURE_KEY is missing: ERASURE_KEYS_PREVIOUS names keys that it replaced');
  return problems;
}
