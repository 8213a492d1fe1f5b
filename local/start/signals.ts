import { elapsed } from '../../src/clock.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** What a shell shows for a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** npm passes Ctrl-C on to a program that the terminal has told already: two so close together are one. */
const ONE_PRESS_MS = 1_000;

/**
 * Aborts `signal` at the first SIGINT or SIGTERM, so that everything can be closed in order; a second one ends the
 * process at once, which is safe: the next start goes on with what was left. `dispose` takes the handlers away.
 */
export function stopOnSignals(): { readonly signal: AbortSignal; dispose(): void } {
  const stop = new AbortController();
  let pressedAt: number | undefined;
  const handle = () => {
    if (pressedAt === undefined) {
      pressedAt = elapsed();
      console.log('\nStopping: the work in hand is finished first. Once more to stop at once.');
      stop.abort();
    } else if (elapsed() - pressedAt > ONE_PRESS_MS) {
      process.exit(INTERRUPTED);
    }
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    signal: stop.signal,
    dispose: () => {
      for (const name of SIGNALS) process.off(name, handle);
    },
  };
}
