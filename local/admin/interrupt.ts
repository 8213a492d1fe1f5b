import { elapsed } from '../../src/clock.ts';
import { EXIT } from './errors.ts';

/** npm passes Ctrl-C on to a program that the terminal has told already: two so close together are one. */
const ONE_PRESS_MS = 1_000;

/** Aborted by the first Ctrl-C; a second one ends the process at once. */
export function interruptSignal(): AbortSignal {
  const interrupt = new AbortController();
  let pressedAt: number | undefined;
  const handle = () => {
    if (pressedAt !== undefined && elapsed() - pressedAt > ONE_PRESS_MS) process.exit(EXIT.interrupted);
    pressedAt ??= elapsed();
    interrupt.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, handle);
  return interrupt.signal;
}
