import type { Now } from '../../src/clock.ts';
import { type Check, worstOf } from '../../src/health/check.ts';
import type { Environment } from '../../src/settings/environment.ts';
import { readArguments } from '../command/arguments.ts';
import { CommandError } from '../command/errors.ts';
import type { Output } from '../command/output.ts';
import { examine } from './examine.ts';

/** What `--help` shows. */
export const USAGE = `Usage: npm run --silent doctor -- [--json]

Looks, before the first run or when something is wrong, whether the add-on could do its work with the settings of this environment:
settings, policy, HubSpot and its scopes, storage, seals, clocks. It only looks: nothing is written anywhere.

Exit status: 0 nothing failed (there may be warnings), 1 something failed, 2 wrong usage.`;

/** What it works with, besides its arguments and its environment. */
export interface Surroundings extends Output {
  readonly now: Now;
}

/** `npm run doctor`. Gives the exit status. */
export async function doctorCommand(
  args: readonly string[],
  environment: Environment,
  { out, err, now }: Surroundings,
): Promise<number> {
  let json: boolean | undefined;
  try {
    ({ json } = readArguments(USAGE, { args: [...args], options: { json: { type: 'boolean' } } }).values);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    err(error.message);
    return 2;
  }
  const checks = await examine(environment, now);
  const status = worstOf(checks.map((check) => check.status));
  out(
    json ? JSON.stringify({ status, checks }, undefined, 2) : [...checks.flatMap(linesOf), verdict(checks)].join('\n'),
  );
  return status === 'failed' ? 1 : 0;
}

const WORDS = { ok: 'ok  ', degraded: 'WARN', failed: 'FAIL' } as const;

function linesOf({ name, status, reason, action, facts }: Check): string[] {
  const told = Object.entries(facts).flatMap(([fact, value]) => {
    const text = textOf(value);
    return text === '' ? [] : [`       ${fact}: ${text}`];
  });
  return [
    `${WORDS[status]}  ${name}`,
    ...(reason === undefined ? [] : [`       ${reason.replaceAll('\n', '\n       ')}`]),
    ...(action === undefined ? [] : [`       -> ${action}`]),
    ...told,
  ];
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${name} ${textOf(one)}`)
    .join(', ');
}

function verdict(checks: readonly Check[]): string {
  const count = (status: Check['status']) => checks.filter((check) => check.status === status).length;
  return `${checks.length} checks: ${count('failed')} failed, ${count('degraded')} with warnings.`;
}
