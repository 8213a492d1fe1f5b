import type { InvocationContext } from '@azure/functions';
import type { Log } from './log.ts';

/** Sends log lines to the invocation they belong to. */
export function logOf(context: InvocationContext): Log {
  return (level, line) => context[level](line);
}
