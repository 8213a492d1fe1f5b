import { z } from 'zod';
import { runAnswerSchema } from '../../../src/http/schemas/run.ts';
import { printChanges } from '../changes.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { exitOf, runWords } from '../run-words.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

const STOPPING = 202;

/** `run ID`: one run, with the changes of a dry one if wanted; or cancels it. */
export async function run(args: readonly string[], world: World): Promise<ExitStatus> {
  const schema = z.object({ changes: z.boolean().optional(), cancel: z.boolean().optional() });
  const options = readOptions(args, schema, ['ID of the run']);
  if (options.changes === true && options.cancel === true) throw usage('--changes and --cancel do not go together.');
  const [runId = ''] = options.given;
  // Another address than that of a run would be asked for these.
  if (/^\.{0,2}$/.test(runId)) throw usage('Name the ID of the run.');
  const session = openSession(options, world);
  const path = `runs/${encodeURIComponent(runId)}`;
  const reply = await session.client.ask(options.cancel === true ? 'DELETE' : 'GET', path);
  const shown = read(reply, runAnswerSchema);
  if (options.cancel === true) {
    const how = reply.status === STOPPING ? 'is told to stop, and will soon' : 'is cancelled';
    session.tell(reply, () => `Run ${shown.runId} ${how}.`);
    return EXIT.well;
  }
  session.tell(reply, () => runWords(shown));
  if (!session.json && options.changes === true) await printChanges(shown, session);
  return exitOf(shown);
}
