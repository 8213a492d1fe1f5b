import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { admin } from '../../local/admin/main.ts';

/** How a command of `npm run admin` ended. */
export interface AdminEnded {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  /** What is piped in. */
  readonly input?: string;
  readonly interrupt?: AbortController;
  /** Called instead of every pause. */
  readonly pause?: (ms: number) => Promise<void>;
}

/** Runs a command in this process, with streams of its own and without real pauses. */
export async function runAdmin(args: readonly string[], surroundings: Surroundings = {}): Promise<AdminEnded> {
  const {
    environment = {},
    input = '',
    interrupt = new AbortController(),
    pause = () => setImmediate(),
  } = surroundings;
  const [out, err] = [new Paper(), new Paper()];
  const status = await admin(args, {
    environment,
    input: Readable.from([input]),
    out,
    err,
    interrupt: interrupt.signal,
    pause: async (ms) => {
      await pause(ms);
      interrupt.signal.throwIfAborted();
    },
  });
  return { status, out: out.text, err: err.text };
}

/** Keeps what is written. */
class Paper extends Writable {
  text = '';

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.text += piece.toString();
    done();
  }
}
