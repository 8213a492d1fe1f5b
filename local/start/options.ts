import { parseArgs } from 'node:util';
import { StartError } from './errors.ts';

/** What `npm start` was asked to do. */
export interface StartOptions {
  /** Where the functions listen; 0 takes a free port. */
  readonly port: number;
  /** Whether to end after the first run. */
  readonly once: boolean;
}

const DEFAULT_PORT = 7071;
const HIGHEST_PORT = 65_535;

const USAGE = `Usage: npm start -- [--port N] [--once]

  --port N   where the functions listen (default ${DEFAULT_PORT}; 0 takes a free port)
  --once     end after the first run; exit status 0 only if it succeeded

HUBSPOT_BASE_URL or HUBSPOT_ACCESS_TOKEN in the environment replaces the HubSpot simulator,
RegisterStorage the embedded storage.`;

/** Reads the command line. Throws `StartError` (`usage`) with the usage text for anything it does not know. */
export function readOptions(args: readonly string[]): StartOptions {
  const { port = String(DEFAULT_PORT), once = false } = parse(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) > HIGHEST_PORT) {
    throw usage(`--port must be a number from 0 to ${HIGHEST_PORT}.`);
  }
  return { port: Number(port), once };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { port: { type: 'string' }, once: { type: 'boolean' } } }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : 'The command line cannot be read.');
  }
}

function usage(problem: string): StartError {
  return new StartError('usage', `${problem}\n\n${USAGE}`);
}
