import { readFile } from 'node:fs/promises';
import type { Verification } from '../../src/audit/verification.ts';
import { parseJson } from '../../src/parse-json.ts';
import { type Certificate, certificateSchema } from '../../src/rights/erasure/certificate-schema.ts';
import type { Disagreement } from '../../src/rights/erasure/prove-certificate.ts';
import { CommandError } from '../command/errors.ts';

const MOST_SHOWN = 50;

/** Whether the trail proves a certificate: only one in which nothing is wrong proves anything. */
export interface Proved {
  readonly status: 'proved' | 'not_proved';
  readonly disagreements: readonly Disagreement[];
}

/** Reads a certificate from its JSON. Throws `CommandError` for a file that is none. */
export async function readCertificate(file: string): Promise<Certificate> {
  const certificate = certificateSchema.safeParse(parseJson(await readFile(file, 'utf8')));
  if (certificate.success) return certificate.data;
  throw new CommandError(
    'unreadable',
    `${file} is not the JSON of a certificate: save what GET /api/erasures/ID/certificate answers.`,
  );
}

export function provedBy({ status }: Pick<Verification, 'status'>, disagreements: readonly Disagreement[]): Proved {
  return { status: status === 'ok' && disagreements.length === 0 ? 'proved' : 'not_proved', disagreements };
}

/** The same for people. */
export function proofWords(proved: Proved | undefined): string[] {
  if (proved === undefined) return [];
  const { status, disagreements } = proved;
  if (status === 'proved') return ['Certificate: PROVED by this trail.'];
  if (disagreements.length === 0)
    return ['Certificate: NOT PROVED, for something is wrong with the trail, though it agrees with it.'];
  const more = disagreements.length - MOST_SHOWN;
  return [
    'Certificate: NOT PROVED:',
    ...disagreements.slice(0, MOST_SHOWN).map(({ detail }) => `  - ${detail}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
