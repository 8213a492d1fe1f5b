import { z } from 'zod';
import { readIdempotencyKey } from '../../../src/http/idempotency-key.ts';
import { type Started, startedSchema } from '../../../src/http/schemas/started.ts';
import { printChanges } from '../changes.ts';
import { read } from '../client.ts';
import { AdminError, EXIT, type ExitStatus } from '../errors.ts';
import { type Followed, follow } from '../follow.ts';
import { type CommonOptions, readOptions, usage } from '../options.ts';
import { exitOf, runWords } from '../run-words.ts';
import { openSession, type Session } from '../session.ts';
import type { World } from '../world.ts';

const OPTIONS = z.object({
  scope: z.enum(['all', 'changed', 'contacts'], { error: 'must be all, changed or contacts' }),
  'contact-id': z.array(z.string()).optional(),
  email: z.array(z.string()).optional(),
  'dry-run': z.boolean().optional(),
  'idempotency-key': z.string().optional(),
  'no-wait': z.boolean().optional(),
});

/** `resync`: starts a run and follows it to its end. */
export async function resync(args: readonly string[], world: World): Promise<ExitStatus> {
  const options = readOptions(args, OPTIONS);
  const { scope, 'contact-id': contactIds, email: emails, 'dry-run': dryRun, 'idempotency-key': key } = options;
  const checked = readIdempotencyKey({ get: () => key ?? null });
  // A key that no header can hold would look like a service that cannot be reached.
  if ('errors' in checked) throw usage(checked.errors.map(({ message }) => `--idempotency-key: ${message}`).join('\n'));
  const session = openSession(options, world);
  // Which of them go together is for the service to say, in one place.
  const body = { scope, contactIds, emails, dryRun };
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const reply = await session.client.ask('POST', 'resync', { body, headers });
  const started = read(reply, startedSchema);
  if (options['no-wait'] === true) {
    session.tell(reply, () => `Run ${started.runId} is in the line.`);
    return EXIT.well;
  }
  session.note(`Run ${started.runId} is in the line; Ctrl-C stops waiting for it.`);
  const followed = await toTheEnd(started, session, options);
  session.tell(followed.reply, () => runWords(followed.run));
  if (!session.json && followed.run.dryRun) await printChanges(followed.run, session);
  return exitOf(followed.run);
}

async function toTheEnd({ runId }: Started, session: Session, { url, account }: CommonOptions): Promise<Followed> {
  try {
    return await follow(runId, session);
  } catch (error) {
    if (!session.world.interrupt.aborted) throw error;
    const cancel = `npm run admin -- run ${runId} --cancel${url === undefined ? '' : ` --url ${url}`}${account === undefined ? '' : ` --account ${account}`}`;
    throw new AdminError(
      'interrupted',
      `Run ${runId} goes on. To see it leave --cancel away; to stop it:\n  ${cancel}`,
    );
  }
}
