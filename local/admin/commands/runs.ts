import { z } from 'zod';
import { runListSchema } from '../../../src/http/schemas/run.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions } from '../options.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

/** `runs`: the latest runs. */
export async function runs(args: readonly string[], world: World): Promise<ExitStatus> {
  const options = readOptions(args, z.object({ limit: z.string().optional() }));
  const session = openSession(options, world);
  const reply = await session.client.ask('GET', 'runs', { query: { limit: options.limit } });
  const list = read(reply, runListSchema);
  session.tell(reply, () =>
    table(
      ['run', 'scope', 'by', 'status', 'queued', 'finished', 'changed', 'failed'],
      list.runs.map(({ runId, scope, dryRun, trigger, status, queuedAt, finishedAt, contacts, companies }) => [
        runId,
        dryRun ? `${scope} (dry)` : scope,
        trigger,
        status,
        queuedAt,
        finishedAt ?? '-',
        contacts.changed + companies.changed,
        contacts.failed + companies.failed,
      ]),
    ),
  );
  return EXIT.well;
}
