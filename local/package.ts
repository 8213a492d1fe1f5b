import { join } from 'node:path';
import { packageCommand, USAGE } from './package/package-command.ts';
import { runCommand } from './command/run.ts';

const root = join(import.meta.dirname, '..');
await runCommand(USAGE, (args, environment, output) => packageCommand(args, environment, root, output));
