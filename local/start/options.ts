import { parseArgs } from 'node:util';
import { StartError } from './errors.ts';

/** What `npm start` was asked to do. */
export interface StartOptions {
  /** Where the functions listen; 0 takes a free port. */
  readonly port: number;
  /** Whether to end after the first run. */
  readonly once: boolean;
  /** How many invented companies there are, each with a HubSpot account of its own; 0 unless asked for. */
  readonly accounts: number;
  /** Whether lists of people to erase are carried out as soon as they are approved. */
  readonly noDelay: boolean;
}

const DEFAULT_PORT = 7071;
const HIGHEST_PORT = 65_535;
/** A company is generated in a second or two. */
export const MOST_ACCOUNTS = 5;

/** What `--help` shows. */
export const USAGE = `Usage: npm start -- [--port N] [--once] [--accounts N] [--no-delay]

  --port N   where the functions listen (default ${DEFAULT_PORT}; 0 takes a free port)
  --once     end after the first run; exit status 0 only if it succeeded
  --accounts N  so many invented companies with a register each (2 to ${MOST_ACCOUNTS})
  --no-delay    lists of invented people to erase are carried out as soon as they are approved, not hours later

HUBSPOT_BASE_URL, HUBSPOT_ACCESS_TOKEN or REGISTER_ACCOUNTS in the environment replaces the HubSpot simulator,
RegisterStorage the embedded storage.`;

/** Reads the command line. Throws `StartError` (`usage`) with the usage text for anything it does not know. */
export function readOptions(args: readonly string[]): StartOptions {
  const { port = String(DEFAULT_PORT), once = false, accounts = '0', 'no-delay': noDelay = false } = parse(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) > HIGHEST_PORT) {
    throw usage(`--port must be a number from 0 to ${HIGHEST_PORT}.`);
  }
  if (accounts !== '0' && !(/^\d$/.test(accounts) && Number(accounts) >= 2 && Number(accounts) <= MOST_ACCOUNTS))
    throw usage(`--accounts must be a number from 2 to ${MOST_ACCOUNTS}.`);
  return { port: Number(port), once, accounts: Number(accounts), noDelay };
}

function parse(args: readonly string[]) {
  try {
    const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
    return parseArgs({ args: [...args], options: { port: text, accounts: text, once: flag, 'no-delay': flag } }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : 'The command line cannot be read.');
  }
}

function usage(problem: string): StartError {
  return new StartError('usage', `${problem}\n\n${USAGE}`);
}
