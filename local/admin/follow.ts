import { type RunAnswer, runAnswerSchema } from '../../src/http/schemas/run.ts';
import { createProgress } from '../start/progress.ts';
import { hasEnded } from '../start/run-view.ts';
import { read } from './client.ts';
import { AdminError } from './errors.ts';
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
const GROWTH = 1.5;
/** Failures in a row after which nobody waits any more; by then minutes have passed. */
const MOST_FAILURES = 8;

/** A run as it was answered last. */
export interface Followed {
  readonly run: RunAnswer;
  readonly reply: Reply;
}

/** Follows a run to its end and shows how far it is. Rejects with `interrupted` at Ctrl-C: the run goes on. */
export async function follow(runId: string, session: Session): Promise<Followed> {
  const { world, client } = session;
  const progress = createProgress(world.err);
  let told: string | undefined;
  try {
    for (let pause = FIRST_PAUSE_MS; ; pause *= GROWTH) {
      const reply = await patiently(session, () => client.ask('GET', `runs/${runId}`));
      const run = read(reply, runAnswerSchema);
      progress.show(run);
      if (hasEnded(run)) return { run, reply };
      if (run.error !== null && run.error.message !== told) {
        told = run.error.message;
        progress.note(`The run waits: ${told}`);
      }
      // Short runs are seen to end soon; long ones are asked for as often as the service wants.
      await world.pause(Math.min(pause, secondsOf(reply) * 1_000));
    }
  } finally {
    progress.end();
  }
}

function secondsOf({ headers }: Reply): number {
  return Number(headers.get('retry-after') ?? '5') || 1;
}

/** Asks again, ever later, while the service cannot be used or reached. */
async function patiently(session: Session, ask: () => Promise<Reply>): Promise<Reply> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AdminError) || !mayPass(error) || failures >= MOST_FAILURES) throw error;
      const backOff = FIRST_PAUSE_MS * 2 ** failures;
      const ms = Math.min(Math.max(backOff, (error.retryAfter ?? 0) * 1_000), LONGEST_PAUSE_MS);
      session.note(`No answer just now (${error.code}); asking again in ${Math.ceil(ms / 1_000)} s.`);
      await session.world.pause(ms);
    }
  }
}

function mayPass({ code, retryAfter }: AdminError): boolean {
  return code === 'unavailable' || code === 'unreachable' || (code === 'refused' && retryAfter !== undefined);
}
