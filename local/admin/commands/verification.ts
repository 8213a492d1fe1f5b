import { z } from 'zod';
import { type VerificationAnswer, verificationAnswerSchema } from '../../../src/http/schemas/verification.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions } from '../options.ts';
import { plain } from '../plain.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

const MOST_FAULTS = 20;

/** `verification`: verifies the audit trail, or shows what was found last. */
export async function verification(args: readonly string[], world: World): Promise<ExitStatus> {
  const options = readOptions(args, z.object({ last: z.boolean().optional() }));
  const session = openSession(options, world);
  const query = { which: options.last === true ? 'last' : 'now' };
  const reply = await session.client.ask('GET', 'audit/verification', { query });
  const found = read(reply, verificationAnswerSchema);
  session.tell(reply, () => words(found));
  return found.status === 'ok' ? EXIT.well : EXIT.failed;
}

function words({
  which,
  status,
  verifiedAt,
  durationMs,
  events,
  faultCount,
  faults,
  chains,
}: VerificationAnswer): string {
  const when = which === 'now' ? `Verified at ${verifiedAt}` : `Verified last at ${verifiedAt}`;
  const summary = `${when}, in ${durationMs} ms: ${events} events in ${chains.length} chains, ${faultCount} faults. It ${
    status === 'ok' ? 'is whole' : 'is NOT whole: keep the tables as they are, and find out who had access'
  }.`;
  if (faults.length === 0) return summary;
  const rows = faults
    .slice(0, MOST_FAULTS)
    .map(({ kind, chain, first, last, row, detail }) =>
      [kind, chain, row ?? `${first ?? ''} - ${last ?? ''}`, detail].map(plain),
    );
  return `${summary}\n${table(['fault', 'chain', 'where', 'what'], rows)}`;
}
