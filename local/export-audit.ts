import { exportCommand, USAGE } from './audit/export-command.ts';
import { runCommand } from './command/run.ts';

await runCommand(USAGE, exportCommand);
