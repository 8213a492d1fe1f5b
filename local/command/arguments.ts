import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError } from './errors.ts';

/** An option that takes a text. */
export const TEXT = { type: 'string' } as const;

/** Reads the arguments of a command, as `parseArgs` of Node.js does. Throws `CommandError` with `usage`. */
export function readArguments<Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw wrongUsage(usage, error instanceof Error ? error.message : 'The command line cannot be read.');
  }
}

/** What is wrong with the command line, and how it should be. */
export function wrongUsage(usage: string, problem: string): CommandError {
  return new CommandError('usage', `${problem}\n\n${usage}`);
}
