import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SafeError } from '../safe-error.ts';
import { type Policy, policySchema } from './schema.ts';

type PolicyErrorCode = 'policy_unreadable' | 'policy_not_utf8' | 'policy_not_json' | 'policy_invalid';

/** The policy file cannot be used; the message names every wrong field, so that all can be mended at once. */
export class PolicyError extends SafeError<PolicyErrorCode> {
  override readonly name = 'PolicyError';
}

/** Reads and validates the register policy. Never falls back to defaults it did not read. */
export async function loadPolicy(file: string): Promise<Policy> {
  const bytes = await readFile(file).catch(() => {
    throw new PolicyError('policy_unreadable', `The policy file ${file} could not be read; set REGISTER_POLICY_FILE.`);
  });
  return parsePolicy(decode(bytes, file), file);
}

/** Reads and validates the policies of several registers. What is wrong with any of them is told in one error. */
export async function loadPolicies(files: readonly string[]): Promise<Policy[]> {
  const results = await Promise.allSettled(files.map(loadPolicy));
  const faults: unknown[] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const [first, ...more] = faults;
  if (first instanceof PolicyError && more.length > 0) {
    const messages = [first, ...more].map((fault) => (fault instanceof Error ? fault.message : String(fault)));
    throw new PolicyError(first.code, [...new Set(messages)].join('\n'));
  }
  if (first !== undefined) throw first;
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/** A byte order mark, which some editors put first, is taken off. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = `The policy file ${file} is not UTF-8: save it anew as UTF-8, or names in it would be wrong.`;
    throw new PolicyError('policy_not_utf8', message);
  }
}

/** Validates the text of a policy file; `file` names it in messages. */
export function parsePolicy(text: string, file: string): Policy {
  const result = policySchema.safeParse(parseJson(text, file));
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue));
  const problems = faults.map(({ path, message }) => `  - ${path.join('.') || '(whole file)'}: ${message}`);
  throw new PolicyError(
    'policy_invalid',
    [`The policy file ${file} is wrong; mend these fields:`, ...problems].join('\n'),
  );
}

/** JSON Schema of the policy file, kept beside it as `policy/schema.json`. */
export function policyJsonSchema(): unknown {
  return z.toJSONSchema(policySchema, { io: 'input' });
}

/**
 * The wrong fields behind an issue. Where a field may have one of several forms, those of the form that it was meant to have: the
 * one whose kind (text, object) it is; of several the one with the fewest wrong fields, of which those that it does not know say most.
 */
function faultsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union')
    return [{ path, message: issue.message, unknown: issue.code === 'unrecognized_keys' ? issue.keys.length : 0 }];
  const meant = issue.errors
    .filter((issues) => !issues.some((one) => one.path.length === 0 && one.code === 'invalid_type'))
    .map((issues) => issues.flatMap((one) => faultsOf(one, path)))
    .toSorted((one, other) => mistakesIn(one) - mistakesIn(other));
  return meant[0] ?? [{ path, message: 'has none of the forms that it may have; see policy/schema.json', unknown: 0 }];
}

function mistakesIn(faults: readonly Fault[]): number {
  const fields = new Set(faults.map(({ path }) => path.join('.')));
  return faults.reduce((sum, { unknown }) => sum + 2 * unknown, fields.size);
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Fields there that are not known. */
  readonly unknown: number;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser quotes the file, which names people; where it stumbled is enough.
    const at = error instanceof Error ? /position \d+( \(line \d+ column \d+\))?/.exec(error.message)?.[0] : undefined;
    throw new PolicyError('policy_not_json', `The policy file ${file} is not JSON${at ? `: look at ${at}` : ''}.`);
  }
}
