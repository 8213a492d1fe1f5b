import { ProxyError, useProxy } from '../../src/settings/proxy.ts';
import { audit } from './commands/audit.ts';
import { contacts } from './commands/contacts.ts';
import { disclosures } from './commands/disclosures.ts';
import { drift } from './commands/drift.ts';
import { erasures } from './commands/erasures.ts';
import { findings } from './commands/findings.ts';
import { health } from './commands/health.ts';
import { notice } from './commands/notice.ts';
import { offboard } from './commands/offboard.ts';
import { recordOfProcessing } from './commands/record-of-processing.ts';
import { requests } from './commands/requests.ts';
import { resync } from './commands/resync.ts';
import { returns } from './commands/returns.ts';
import { run } from './commands/run.ts';
import { runs } from './commands/runs.ts';
import { statistics } from './commands/statistics.ts';
import { verification } from './commands/verification.ts';
import { AdminError, EXIT, type ExitStatus } from './errors.ts';
import { usage } from './options.ts';
import { USAGE } from './usage.ts';
import type { World } from './world.ts';

type Command = (args: readonly string[], world: World) => Promise<ExitStatus>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>(
  Object.entries({
    resync,
    runs,
    run,
    audit,
    verification,
    disclosures,
    health,
    erasures,
    requests,
    returns,
    offboard,
    contacts,
    statistics,
    notice,
    findings,
    drift,
    'record-of-processing': recordOfProcessing,
  }),
);

/** `npm run admin`: does what the command line says. Gives the exit status, which tells the outcome. */
export async function admin(args: readonly string[], world: World): Promise<ExitStatus> {
  if (args.includes('--help') || args.includes('-h')) {
    world.out.write(`${USAGE}\n`);
    return EXIT.well;
  }
  try {
    useProxy(world.environment);
    const [name = '', ...rest] = args;
    const command = COMMANDS.get(name);
    if (command === undefined) throw usage(name === '' ? 'Name a command.' : 'There is no such command.');
    return await command(rest, world);
  } catch (error) {
    if (!(error instanceof AdminError || error instanceof ProxyError)) throw error;
    world.err.write(`${error.message}\n`);
    return error instanceof AdminError ? error.exit : EXIT.usage;
  }
}
