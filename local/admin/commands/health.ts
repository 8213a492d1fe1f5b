import { z } from 'zod';
import { type HealthAnswer, healthSchema } from '../../../src/http/schemas/health.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions } from '../options.ts';
import { plain } from '../plain.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

/** `health`: how the register is, and what to do about it. */
export async function health(args: readonly string[], world: World): Promise<ExitStatus> {
  const session = openSession(readOptions(args, z.object({})), world);
  const reply = await session.client.ask('GET', 'health');
  const found = read(reply, healthSchema);
  session.tell(reply, () => words(found));
  return found.status === 'failed' ? EXIT.failed : EXIT.well;
}

function words({ status, checks, accounts }: HealthAnswer): string {
  if (accounts === undefined) return wordsOf('The register', { status, checks });
  return accounts.map(({ account, ...found }) => wordsOf(`The register of ${account}`, found)).join('\n\n');
}

function wordsOf(what: string, { status, checks = [] }: Pick<HealthAnswer, 'status' | 'checks'>): string {
  const summary = `${what} is ${status}.`;
  if (checks.length === 0) return summary;
  const rows = checks.map((check) => [check.name, check.status]);
  const troubles = checks.flatMap(({ name, reason, action }) =>
    reason === undefined ? [] : [`  ${name}: ${plain(reason)} ${plain(action ?? '')}`.trimEnd()],
  );
  return [summary, table(['check', 'status'], rows), ...troubles].join('\n');
}
