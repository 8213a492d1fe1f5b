import { join } from 'node:path';
import { tryCommand, USAGE } from './package/try-command.ts';
import { runCommand } from './command/run.ts';

const root = join(import.meta.dirname, '..');
await runCommand(USAGE, (args, environment, output) => tryCommand(args, environment, root, output));
